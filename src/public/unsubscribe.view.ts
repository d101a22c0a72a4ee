import { LEAVING_REASONS, type LeavingReason } from '../subscribers/domain/leaving-reason.js';
import { echoText } from '../subscribers/form-echo.js';
import { problemView } from '../subscribers/form-problems.view.js';
import type { SubscriptionView } from '../subscribers/subscribers.repository.js';
import { ownWords } from './own-words.js';
import { type PublicFrame } from './public-page.js';
import type { LeftNow } from './unsubscribe.page.js';

/** What the pages of an unsubscribe link are made of. */
export interface Departure {
  readonly subscription: SubscriptionView;
  /** How many other subscriptions the person still has. */
  readonly others: number;
  /** What is agreed to by subscribing again. */
  readonly consent: string;
  readonly done: unknown;
  readonly now: LeftNow;
  readonly token: string;
  readonly preferencesLink: string;
}

const REASONS: Record<LeavingReason, readonly [string, string]> = {
  'too-many': ['邮件太多', 'Too much mail'],
  'not-relevant': ['政策与我们无关', 'The policies do not concern us'],
  elsewhere: ['已从别处获知', 'I hear of them elsewhere'],
  'left-company': ['已离职或岗位变动', 'I have left the company or changed jobs'],
  'never-asked': ['我没有订阅过', 'I never subscribed'],
  other: ['其他', 'Something else'],
};

/** Asks whether to leave one list, or all where there are more. */
export function leavePage(departure: Departure, frame: PublicFrame) {
  const { subscription, others } = departure;
  const { listName } = subscription;
  const isEnglish = frame.language === 'en';
  return {
    ...frame,
    mine: ownWords(frame.language),
    title: isEnglish ? `Unsubscribe from “${listName}”?` : `退订「${listName}」？`,
    allButton:
      others === 0
        ? null
        : isEnglish
          ? `Unsubscribe from all ${others + 1} lists`
          : `退订全部 ${others + 1} 个列表`,
    action: `/u/${departure.token}${frame.langQuery}`,
    preferencesLink: departure.preferencesLink,
    listLink: `/lists/${subscription.listSlug}${frame.langQuery}`,
  };
}

/** Says that it is done, or was done before; asks why, and offers the way back. */
export function leftPage(departure: Departure, frame: PublicFrame) {
  const { subscription, now, token } = departure;
  const { langQuery, language } = frame;
  return {
    ...frame,
    mine: ownWords(language),
    ...leftWords(departure, language),
    isErased: subscription.isErased,
    isThanked: departure.done === 'reason',
    reasons: LEAVING_REASONS.map((value) => ({
      value,
      name: REASONS[value][language === 'en' ? 1 : 0],
      isChosen: echoText(now.input, 'reason') === value,
    })),
    note: echoText(now.input, 'note'),
    ...problemView(now.wrong ?? [], language),
    reasonAction: `/u/${token}/reason${langQuery}`,
    againAction: `/u/${token}/again${langQuery}`,
    consent: departure.consent,
    listLink: `/lists/${subscription.listSlug}${langQuery}`,
  };
}

function leftWords(
  { subscription, others, now }: Departure,
  language: 'zh-CN' | 'en',
): { title: string; lead: string } {
  const { listName } = subscription;
  const isBefore = now.ended === 0 || now.ended === null;
  if (language === 'en') {
    const rest =
      others > 0 ? ` You still have ${others} other ${others === 1 ? 'subscription' : 'subscriptions'}.` : '';
    return {
      title: isBefore ? 'You have already unsubscribed' : 'You are unsubscribed',
      lead:
        now.ended !== null && now.ended > 1
          ? `You will get no more mail from any of the ${now.ended} lists.`
          : `You will get no more mail from “${listName}”.${rest}`,
    };
  }
  const rest = others > 0 ? `您还有 ${others} 个其他订阅，不受影响。` : '';
  return {
    title: isBefore ? '您已经退订' : '已退订',
    lead:
      now.ended !== null && now.ended > 1
        ? `全部 ${now.ended} 个列表都不会再给您发邮件。`
        : `「${listName}」不会再给您发邮件。${rest}`,
  };
}
