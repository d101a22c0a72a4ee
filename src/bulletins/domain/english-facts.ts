import { findDates } from './dates.js';
import type { SourceLine } from './normalise.js';
import { findUrl } from './read-link.js';

interface Fact {
  readonly value: string;
  readonly line: number;
}

/** Words that lead to an entry's own page, before its address. */
const LEADS =
  /(?:\b(?:more|details?|information|apply|applications?|register|book|visit|read|view|see|guidance|here|online|link|website|webpage|page|source|download|access)\b[^.]{0,80}|^\W*)(?=https?:\/\/)/iu;
const MARKDOWN =
  /\[[^\][]{0,60}\b(?:more|details?|information|apply|register|read|view|visit|full|here|source|guidance|link)\b[^\][]{0,60}\]\((https?:[^)\s]+)\)/iu;
/** …to buy meters. https://…: an address behind the last sentence. */
const TRAILING = /[.!)]\s+(https?:\/\/\S+)$/u;
/** [Title](https://…): a heading that leads to its page. */
const LINKED = /^(?:#+\s*)?(?:\d{1,2}[.)]\s+)?\[[^\][]+\]\((https?:[^)\s]+)\)$/u;

/** The address an English entry leads to: its linked title's, else the first behind words such as Read more. */
export function linkIn([title, ...lines]: readonly SourceLine[]): Fact | null {
  const own = title === undefined ? undefined : LINKED.exec(title.text)?.[1];
  if (title !== undefined && own !== undefined) return { value: own, line: title.number };
  for (const { text, number } of lines) {
    const at = LEADS.exec(text);
    const url =
      TRAILING.exec(text)?.[1] ??
      MARKDOWN.exec(text)?.[1] ??
      (at === null ? null : findUrl(text.slice(at.index + at[0].length)));
    if (url) return { value: url, line: number };
  }
  return null;
}

/** …twelve months. [31 Jul 2024]: the date in brackets that closes an entry's text. */
export function closingDate(lines: readonly SourceLine[]): Fact | null {
  for (const { text, number } of lines) {
    const bracket = /[[(]([^[\]()]{8,40})[\])]$/u.exec(text)?.[1];
    const [date] = bracket === undefined ? [] : findDates(bracket);
    if (date !== undefined && date.problem === null && date.text === bracket?.trim())
      return { value: date.text, line: number };
  }
  return null;
}
