import type { ArchivedEdition } from '../editions/edition-archive.query.js';
import type { Reach } from '../matching/reach.query.js';
import { consentWording } from '../subscribers/domain/consent-wording.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import { pickerSearch } from '../subscribers/form-act.js';
import { echoChosen, echoText } from '../subscribers/form-echo.js';
import { problemView } from '../subscribers/form-problems.view.js';
import { profilePicker } from '../subscribers/profile-picker.view.js';
import { reachView } from '../subscribers/reach.view.js';
import type { SubscriptionOffer } from '../subscribers/subscription-offer.query.js';
import { feedLinks } from './feed.view.js';
import { latestEdition } from './latest-edition.view.js';
import { type PublicFrame } from './public-page.js';
import { scheduleWords } from './schedule-words.js';

/** What the subscribe page shows beside the list: the form as it came, and what became of it. */
export interface SubscribeForm {
  readonly input: unknown;
  readonly wrong: readonly FormProblem[];
  readonly reach: Reach | null;
  readonly stamp: string;
  readonly publicUrl: string;
  /** Nothing is filled in. */
  readonly isPlain: boolean;
  /** The list's newest edition; null before the first. */
  readonly latest: ArchivedEdition | null;
}

/** The subscribe page; whatever was filled in is still there. */
export function subscribePage(offer: SubscriptionOffer, form: SubscribeForm, frame: PublicFrame) {
  const { list } = offer;
  const title = frame.language === 'en' ? `Subscribe: ${list.name}` : `订阅「${list.name}」`;
  const mailLanguage = echoText(form.input, 'language') || frame.language;
  return {
    ...frame,
    title,
    head: {
      title,
      description: list.description,
      address: `${form.publicUrl}/lists/${list.slug}`,
      // one page per list: what is filled in, or refused, is not another one
      isIndexed: form.isPlain && !list.isSample,
      kind: 'website',
      feeds: feedLinks('lists', list.slug, list.name, frame.language),
    },
    list: { name: list.name, description: list.description, language: list.language },
    schedule: scheduleWords(list, frame.language),
    latest: latestEdition(list.slug, form.latest, frame),
    action: `/lists/${list.slug}${frame.langQuery}`,
    ...problemView(form.wrong, frame.language),
    picker: profilePicker(offer, echoChosen(form.input), frame.language, pickerSearch(form.input)),
    reach: form.reach && reachView(form.reach, frame),
    company: echoText(form.input, 'company'),
    email: echoText(form.input, 'email'),
    mailLanguage: mailLanguage === 'en' ? 'en' : 'zh-CN',
    consent: consentWording(list, frame.language),
    stamp: form.stamp,
    lostLink: `/preferences${frame.langQuery}`,
  };
}
