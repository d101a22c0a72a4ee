import type { Reach } from '../matching/reach.query.js';
import { maskedAddress } from '../subscribers/domain/address-change.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import type { SubscriptionStatus } from '../subscribers/domain/subscription-status.js';
import { pickerSearch } from '../subscribers/form-act.js';
import { echoChosen, echoText } from '../subscribers/form-echo.js';
import { problemView } from '../subscribers/form-problems.view.js';
import type { Preferences } from '../subscribers/preferences.query.js';
import { profilePicker } from '../subscribers/profile-picker.view.js';
import { reachView } from '../subscribers/reach.view.js';
import { ownWords } from './own-words.js';
import { type PublicFrame } from './public-page.js';
import { dayAfter, dayWords } from './schedule-words.js';

/** What a preferences page shows beside what is stored. */
export interface PreferencesForm {
  /** The form as it came; null shows what is stored. */
  readonly input: unknown;
  readonly wrong: readonly FormProblem[];
  readonly reach: Reach | null;
  /** What has just been done, as the address says. */
  readonly done: unknown;
  /** The day of a pause as it came. */
  readonly until: string;
  /** A new address as it came. */
  readonly email: string;
  readonly now: Date;
  readonly token: string;
  /** Links to the person's subscriptions, each with its own authority. */
  readonly linkOf: (purpose: 'preferences' | 'unsubscribe', subscriptionId: string) => string;
}

const STATUSES: Record<SubscriptionStatus, readonly [string, string]> = {
  pending: ['待确认', 'to be confirmed'],
  active: ['订阅中', 'active'],
  ended: ['已退订', 'ended'],
};

const DONE: Readonly<Record<string, readonly [string, string]>> = {
  profile: ['已保存，从下一期起生效。', 'Saved. It applies from the next edition.'],
  paused: ['已暂停。', 'Paused.'],
  resumed: ['已恢复推送。', 'Mail starts again.'],
  address: [
    '已向新邮箱发出确认邮件；在那里确认之前，什么都不会改变。',
    'We have mailed the new address. Nothing changes until you confirm there.',
  ],
  withdrawn: ['已撤回，邮箱不变。', 'Withdrawn. The address stays as it is.'],
};

/** The preferences page of one subscription, with a list of all the person has. */
export function preferencesPage(preferences: Preferences, form: PreferencesForm, frame: PublicFrame) {
  const { subscription, offer, profile } = preferences;
  const { language, langQuery } = frame;
  const at = language === 'en' ? 1 : 0;
  const base = `/preferences/${form.token}`;
  const hasProfile = typeof form.input === 'object' && form.input !== null;
  return {
    ...frame,
    mine: ownWords(language),
    title: language === 'en' ? 'Preferences' : '修改订阅',
    lead: leadOf(preferences, language),
    done: (typeof form.done === 'string' && DONE[form.done]?.[at]) || null,
    wasPaused: form.done === 'paused',
    isActive: subscription.status === 'active',
    ...problemView(form.wrong, language),
    picker: profilePicker(
      offer,
      hasProfile ? echoChosen(form.input) : profile,
      language,
      pickerSearch(form.input),
    ),
    mailLanguage: (hasProfile && echoText(form.input, 'language')) || subscription.language,
    action: `${base}${langQuery}`,
    pauseAction: `${base}/pause${langQuery}`,
    resumeAction: `${base}/resume${langQuery}`,
    leaveLink: `${form.linkOf('unsubscribe', subscription.id)}${langQuery}`,
    isWaitingRefused: preferences.isWaitingRefused,
    pausedUntil: pausedWords(preferences, form.now, language),
    firstDay: dayAfter(form.now, offer.list.timeZone),
    until: form.until,
    email: form.email,
    address: preferences.address && maskedAddress(preferences.address),
    waitingAddress: preferences.waitingAddress && maskedAddress(preferences.waitingAddress),
    addressAction: `${base}/address${langQuery}`,
    withdrawAction: `${base}/address/withdraw${langQuery}`,
    dataLink: `${base}/data`,
    eraseLink: `${base}/erase${langQuery}`,
    isErased: subscription.isErased,
    listLink: `/lists/${offer.list.slug}${langQuery}`,
    reach: form.reach && reachView(form.reach, frame),
    own: preferences.all.map((one) => ({
      listName: one.listName,
      status: STATUSES[one.status][at],
      ...ownLink(one, preferences, form, frame),
    })),
  };
}

function leadOf({ subscription }: Preferences, language: 'zh-CN' | 'en'): string {
  const { status, listName, company, isErased } = subscription;
  if (isErased) return ownWords(language).erasedLead;
  if (language === 'en') {
    if (status === 'active') return `${company} gets “${listName}”.`;
    return status === 'pending'
      ? `“${listName}” is waiting for your confirmation.`
      : `You have left “${listName}”.`;
  }
  if (status === 'active') return `${company}正在订阅「${listName}」。`;
  return status === 'pending' ? `「${listName}」还没有确认，请打开确认邮件。` : `您已退订「${listName}」。`;
}

function pausedWords(
  { subscription, offer }: Preferences,
  now: Date,
  language: 'zh-CN' | 'en',
): string | null {
  const until = subscription.pausedUntil;
  if (!until || until <= now) return null;
  const day = dayWords(until, offer.list.timeZone, language);
  return language === 'en' ? `Paused; starts again on ${day}.` : `已暂停，${day}恢复。`;
}

function ownLink(
  one: Preferences['all'][number],
  { subscription }: Preferences,
  { linkOf }: PreferencesForm,
  { language, langQuery }: PublicFrame,
): { link: string | null; linkWord: string | null } {
  const isEnglish = language === 'en';
  if (one.status === 'ended')
    return {
      link: `/lists/${one.listSlug}${langQuery}`,
      linkWord: isEnglish ? 'Subscribe again' : '重新订阅',
    };
  if (one.status === 'pending') return { link: null, linkWord: null };
  if (one.id === subscription.id)
    return {
      link: `${linkOf('unsubscribe', one.id)}${langQuery}`,
      linkWord: isEnglish ? 'Unsubscribe' : '退订',
    };
  return {
    link: `${linkOf('preferences', one.id)}${langQuery}`,
    linkWord: isEnglish ? 'Change' : '修改',
  };
}
