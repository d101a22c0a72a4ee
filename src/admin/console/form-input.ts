import { z } from 'zod';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { problemInWords } from '../words/problem-words.js';
import type { Language } from '../words/console-words.js';
import type { FormTexts } from './form-fields.js';
import type { FormBody } from './console-request.js';

const KEPT_CHARACTERS = 1_000_000;

const once = z.string('was given more than once');

/** One line, absent as ''; refuses several values, line breaks and control characters. */
export function oneLine(maxLength: number) {
  return z.preprocess(
    (value) => value ?? '',
    once
      .max(maxLength, `is longer than ${maxLength} characters`)
      .transform((text) => text.trim())
      // oxlint-disable-next-line no-control-regex
      .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'contains a control character'),
  );
}

/** Lines, absent as '', with `\n` ends; other control characters are dropped. */
export function lines(maxLength: number) {
  return z.preprocess(
    (value) => value ?? '',
    once
      .transform((text) => cleanLines(text).trim())
      .refine((text) => text.length <= maxLength, `is longer than ${maxLength} characters`),
  );
}

/** One of several words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words as unknown as [T[number], ...T[number][]], `must be one of ${words.join(', ')}`);
}

/** Any number of short texts: checkboxes send none, one or several. */
export function several(most: number) {
  return z.preprocess(
    (value) => [value ?? []].flat(),
    z.array(z.string().max(80, 'is longer than 80 characters')).max(most, `has more than ${most} values`),
  );
}

/** A whole number in a range. */
export function wholeNumber(least: number, most: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.number('must be a whole number').int().min(least).max(most),
  );
}

/** Text with `\n` line ends and no control characters but tabs. */
export function cleanLines(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}

/** The first problem of every field, from a schema or from a room. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message }));
}

/** One message per field, in the reader's language. */
export function errorsInWords(
  problems: readonly FieldProblem[],
  language: Language,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const { field, message } of problems) errors[field] ??= problemInWords(message, language);
  return errors;
}

/** What a form sent, as texts to show again; anything that is no text is left out. */
export function textsOf(body: FormBody): FormTexts {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value]
        .flat()
        .filter((one): one is string => typeof one === 'string')
        .slice(0, 500)
        .map((one) => one.slice(0, KEPT_CHARACTERS)),
    ]),
  );
}
