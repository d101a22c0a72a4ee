import { singleLine, withoutPlaceholders } from '../../platform/domain/placeholders.js';

/** Limits in characters, by what they limit. */
export type Clip = Readonly<Record<string, number>>;

/** Characters that turn the reading direction around: a title must not rewrite the words next to it. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text from outside as one clean line of at most `limit` characters, cut with an ellipsis. */
export function oneLine(text: string, limit: number): string {
  const clean = singleLine(withoutPlaceholders(text).replace(BIDI_CONTROLS, '')).replace(/\s+/g, ' ');
  const characters = [...clean];
  return characters.length <= limit
    ? clean
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{3fffd}]/u;

/** Width in columns: a Han character or a full-width sign takes two (East Asian Width, UAX #11). */
export function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (WIDE.test(character) ? 2 : 1), 0);
}

/** The text cut with an ellipsis to a width in columns. */
export function clipColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let clipped = '';
  for (const character of text) {
    if (columnsOf(clipped + character) > columns - 2) break;
    clipped += character;
  }
  return `${clipped.trimEnd()}…`;
}

/** The sentence with no line break between a number and its measure word, nor inside a date. */
export function keepUnitsTogether(sentence: string): string {
  return sentence.replace(/(?<=\d) (?=[项天年月日])|(?<=[年月]) (?=\d)|(?<=还剩) (?=\d)/g, '\u00a0');
}
