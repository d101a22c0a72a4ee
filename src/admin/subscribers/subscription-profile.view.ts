import type { Reach } from '../../matching/reach.query.js';
import type { FormProblem } from '../../subscribers/domain/form-fields.js';
import { pickerSearch } from '../../subscribers/form-act.js';
import { echoChosen, echoText } from '../../subscribers/form-echo.js';
import { problemView } from '../../subscribers/form-problems.view.js';
import { pickerWords } from '../../subscribers/picker-words.js';
import type { ChosenProfile } from '../../subscribers/preferences.query.js';
import { profilePicker } from '../../subscribers/profile-picker.view.js';
import { reachView } from '../../subscribers/reach.view.js';
import type { FormTarget } from '../console/console-page.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** The form as it came; null shows what is stored. */
interface ProfileFormState {
  readonly input: object | null;
  readonly wrong: readonly FormProblem[];
  readonly reach: Reach | null;
  readonly target: FormTarget;
}

/** The words of the public picker, where it speaks of the company and not to it. */
export function profileFormWords(language: Language) {
  const { reachHint, preview } = wordsIn(language).subscribers;
  return { ...pickerWords(language), reachHint, preview };
}

/** What `subscribers/profile` prints: the public picker over a subscription of somebody else. */
export function profileForm(
  { subscription, offer, profile }: ChosenProfile,
  { input, wrong, reach, target }: ProfileFormState,
  language: Language,
) {
  return {
    title: subscription.company,
    place: 'subscribers',
    target,
    words: profileFormWords(language),
    listName: subscription.listName,
    isActive: subscription.status === 'active',
    ...problemView(wrong, language),
    picker: profilePicker(offer, input ? echoChosen(input) : profile, language, pickerSearch(input)),
    mailLanguage: (input && echoText(input, 'language')) || subscription.language,
    reach: reach && reachView(reach, { language, langQuery: '', isOperator: true }),
    backLink: `/console/subscriptions/${subscription.id}`,
  } as const;
}
