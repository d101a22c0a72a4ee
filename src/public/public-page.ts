import type { Request } from 'express';
import { languageOf } from '../platform/http/language.js';
import type { FormProblem } from '../subscribers/domain/form-fields.js';
import { problemWords, type PublicWords, publicWords } from './public-words.js';

/** What every public page is given. */
export interface PublicFrame {
  readonly language: 'zh-CN' | 'en';
  readonly words: PublicWords;
  /** `?lang=…` where the reader has chosen a language, to be carried by links and forms. */
  readonly langQuery: string;
}

/** The language asked for by `?lang=`; else the one the page's owner reads; else what the browser prefers. */
export function publicFrame(request: Request, owned?: 'zh-CN' | 'en'): PublicFrame {
  const asked = request.query['lang'];
  const isAsked = asked === 'en' || asked === 'zh-CN';
  const language = isAsked ? asked : (owned ?? languageOf(request));
  return { language, words: publicWords(language), langQuery: isAsked ? `?lang=${asked}` : '' };
}

const FIELDS = [
  'districts',
  'sectors',
  'levels',
  'types',
  'company',
  'email',
  'language',
  'until',
  'reason',
  'note',
] as const;

/** The problems of a form as its page needs them: a list for the summary, and the first message of each field. */
export function problemView(wrong: readonly FormProblem[], language: 'zh-CN' | 'en') {
  const problems = wrong.map((one) => ({ field: one.field, message: problemWords(one, language) }));
  const first = (field: string) => problems.find((one) => one.field === field)?.message ?? null;
  return { problems, wrong: Object.fromEntries(FIELDS.map((field) => [field, first(field)])) };
}

const ECHO_CHARACTERS = 1_000;

/** A field as it came, for the form that is shown again; what is no text is not shown. */
export function echoText(form: unknown, field: string): string {
  const [first] = echoTexts(form, field);
  return first ?? '';
}

/** All texts of a field as they came. */
export function echoTexts(form: unknown, field: string): string[] {
  if (typeof form !== 'object' || form === null || !Object.hasOwn(form, field)) return [];
  const value = (form as Record<string, unknown>)[field];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.slice(0, ECHO_CHARACTERS));
}

/** The codes a form has chosen, as they came. */
export function echoChosen(form: unknown) {
  const [districts, sectors, levels, types] = ['districts', 'sectors', 'levels', 'types'].map((field) =>
    echoTexts(form, field),
  ) as [string[], string[], string[], string[]];
  return { districts, sectors, levels, types };
}
