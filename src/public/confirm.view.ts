import type { ProfileEdition } from '../editions/profile-edition.query.js';
import type { Profile } from '../matching/domain/profile.js';
import type { Reach } from '../matching/reach.query.js';
import type { OpenedConfirmation } from '../subscribers/confirm-subscription.service.js';
import type { ConfirmationState } from '../subscribers/domain/confirmation.js';
import { profileLines } from '../subscribers/domain/profile-words.js';
import { reachView } from '../subscribers/reach.view.js';
import type { SubscriptionOffer } from '../subscribers/subscription-offer.query.js';
import { policiesCounted } from './archive-words.js';
import type { PublicFrame } from './public-page.js';
import { nextEditionWords } from './schedule-words.js';

/** What the page of a confirmation link is made of. */
export interface ConfirmPage {
  readonly opened: OpenedConfirmation;
  readonly offer: SubscriptionOffer;
  readonly profile: Profile;
  readonly reach: Reach | null;
  /** The newest edition for this profile; null before the list's first, and before the button. */
  readonly missed: ProfileEdition | null;
  readonly now: Date;
  readonly tokens: { readonly confirm: string; readonly preferences: string; readonly unsubscribe: string };
}

const SENTENCES: Record<ConfirmationState, (list: string, isEnglish: boolean) => readonly [string, string]> =
  {
    open: (list, isEnglish) =>
      isEnglish
        ? [
            'Confirm your subscription',
            `Nothing is subscribed yet. Press the button to get “${list}” once a week.`,
          ]
        : ['确认订阅', `现在还没有订阅。按下按钮，「${list}」就会每周送到邮箱。`],
    confirmed: (list, isEnglish) =>
      isEnglish ? ['You are subscribed', `You will get “${list}”.`] : ['订阅成功', `您已订阅「${list}」。`],
    declined: (list, isEnglish) =>
      isEnglish
        ? ['This subscription has ended', `“${list}” sends you nothing. You can subscribe again at any time.`]
        : ['这个订阅已经取消', `「${list}」不会给您发邮件。您随时可以重新订阅。`],
    expired: (list, isEnglish) =>
      isEnglish
        ? [
            'This link has expired',
            `The link to confirm “${list}” is valid for 72 hours. We can send you a new one.`,
          ]
        : ['链接已过期', `「${list}」的确认链接 72 小时内有效，可以再发一封。`],
  };

/** The page in its state: ask, confirmed, declined or expired. */
export function confirmPage(page: ConfirmPage, frame: PublicFrame) {
  const { opened, offer, tokens } = page;
  const { language, langQuery } = frame;
  const [title, lead] = SENTENCES[opened.state](offer.list.name, language === 'en');
  return {
    ...frame,
    title,
    lead,
    state: opened.state,
    profileLines: profileLines(page.profile, offer, language),
    action: `/confirm/${tokens.confirm}${langQuery}`,
    againAction: `/confirm/${tokens.confirm}/again${langQuery}`,
    leaveLink: `/u/${tokens.unsubscribe}${langQuery}`,
    preferencesLink: `/preferences/${tokens.preferences}${langQuery}`,
    listLink: `/lists/${offer.list.slug}${langQuery}`,
    next: nextEditionWords(offer.list, page.now, language),
    missed: page.missed && missedView(page.missed, page, frame),
    reach: page.reach && reachView(page.reach, frame),
  };
}

/** The link to what was missed; where nothing of it concerns the profile, to the whole edition. */
function missedView(
  { key, issuedOn, items }: ProfileEdition,
  { tokens, offer }: ConfirmPage,
  { language, langQuery }: PublicFrame,
): { readonly link: string; readonly name: string; readonly heading: string } {
  const isEnglish = language === 'en';
  const counted = policiesCounted(items.length, language);
  const heading = isEnglish ? 'Read the latest edition now' : '现在就看最近一期';
  if (items.length === 0)
    return {
      heading,
      link: `/archive/${offer.list.slug}/${key}${langQuery}`,
      name: isEnglish
        ? `${key} (${issuedOn}) had nothing for your profile; see the whole edition`
        : `${key}（${issuedOn}）没有与您有关的政策，看整期`,
    };
  return {
    heading,
    link: `/preferences/${tokens.preferences}/latest${langQuery}`,
    name: isEnglish
      ? `${key} (${issuedOn}) as your profile would have got it: ${counted}`
      : `${key}（${issuedOn}）按您的选择：${counted}`,
  };
}
