/** What a query asks for. */
export interface WantedWords {
  /** Lexemes that must all be among those of a text; empty when the query holds no letter or digit. */
  readonly lexemes: readonly string[];
  /** The words as they stand in a text, to be marked there. */
  readonly marks: readonly string[];
}

/** The smallest thing that is found: one Chinese character, or a run of other letters and digits. */
interface Unit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isHan: boolean;
}

const UNIT = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
/** 〔2026〕15号 in its many spellings: a year, a bracket or space, the serial number. */
const NUMBER = /[〔[(【]?(?<!\d)((?:19|20)\d{2})[\s〕\])】年第]+0*(\d{1,5})\s*号/gu;
/** PostgreSQL keeps no lexeme above 2 KB. */
const LONGEST_LEXEME = 200;

/**
 * The lexemes a text is found by: every two neighbouring units, every run of letters and digits, a character that
 * stands alone, and the year and serial of document numbers (`#2026-15`). They do not depend on how a segmenter cuts
 * the text, so a word is found wherever its characters stand together. The text is in plain spelling.
 */
export function lexemesOf(text: string): string[] {
  const units = unitsOf(text);
  const found = new Set<string>();
  units.forEach((unit, at) => {
    const next = units[at + 1];
    if (next && isJoined(unit, next)) found.add(pairOf(unit, next));
    if (!unit.isHan || isAlone(units, at)) found.add(unit.text);
  });
  for (const [, year, serial] of text.matchAll(NUMBER)) found.add(`#${year}-${serial}`);
  return [...found];
}

/**
 * What a query asks for, cut into words by a segmenter (`cut`, which may cut anywhere; joined the pieces are the text):
 * each word with all its characters together, the words anywhere. A lone character is asked for with its neighbour,
 * and by itself only where there is nothing else.
 */
export function wantedWords(query: string, cut: (text: string) => readonly string[]): WantedWords {
  const numbers = [...query.matchAll(NUMBER)].map(([, year = '', serial = '']) => ({ year, serial }));
  const rest = query.replace(NUMBER, ' ');
  const words = wordsOf(unitsOf(rest), boundariesOf(cut(rest)));
  const together = words.filter((word) => word.length > 1 || word[0]?.isHan === false);
  const lexemes = [
    ...numbers.map(({ year, serial }) => `#${year}-${serial}`),
    ...together.flatMap(lexemesOfWord),
  ];
  const marks = [...numbers.flatMap(spellingsOf), ...together.map(textOf)];
  if (lexemes.length > 0) return { lexemes: [...new Set(lexemes)], marks: [...new Set(marks)] };
  const alone = [...new Set(words.map(textOf))];
  return { lexemes: alone, marks: alone };
}

/** Every Chinese character of a text by itself: a title is found by one character. */
export function singleCharacters(text: string): string[] {
  return [...new Set(text.match(/\p{Script=Han}/gu) ?? [])];
}

/** One spelling for full and half width, upper and lower case. */
export function plainSpelling(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function unitsOf(text: string): Unit[] {
  return [...text.matchAll(UNIT)].map(({ 0: unit, index }) => ({
    text: unit.slice(0, LONGEST_LEXEME),
    start: index,
    end: index + unit.length,
    isHan: /^\p{Script=Han}$/u.test(unit),
  }));
}

function isJoined(one: Unit, next: Unit): boolean {
  return one.end === next.start;
}

function isAlone(units: readonly Unit[], at: number): boolean {
  const [before, unit, after] = [units[at - 1], units[at], units[at + 1]];
  return !(before && unit && isJoined(before, unit)) && !(after && unit && isJoined(unit, after));
}

function pairOf(one: Unit, next: Unit): string {
  return (one.text + next.text).slice(0, LONGEST_LEXEME);
}

/** Units up to each boundary; a Chinese character left alone takes a neighbour along, the one before it if it can. */
function wordsOf(units: readonly Unit[], boundaries: ReadonlySet<number>): Unit[][] {
  const words: Unit[][] = [];
  units.forEach((unit, at) => {
    const before = units[at - 1];
    const isGoingOn = before && isJoined(before, unit) && !boundaries.has(unit.start);
    if (isGoingOn) words.at(-1)?.push(unit);
    else words.push([unit]);
  });
  return words.map((word, at) => {
    const [only] = word;
    if (word.length > 1 || !only?.isHan) return word;
    const before = words[at - 1]?.at(-1);
    if (before && isJoined(before, only)) return [before, only];
    const after = words[at + 1]?.[0];
    return after && isJoined(only, after) ? [only, after] : word;
  });
}

function boundariesOf(pieces: readonly string[]): Set<number> {
  let end = 0;
  return new Set(pieces.map((piece) => (end += piece.length)));
}

function lexemesOfWord(word: readonly Unit[]): string[] {
  if (word.length === 1) return word.map((unit) => unit.text);
  return word.slice(1).map((unit, at) => pairOf(word[at] as Unit, unit));
}

function textOf(word: readonly Unit[]): string {
  return word.map((unit) => unit.text).join('');
}

function spellingsOf({ year, serial }: { readonly year: string; readonly serial: string }): string[] {
  const brackets = ['〔〕', '[]', '［］', '()', '（）', '【】'];
  return [...brackets.map(([open, close]) => `${open}${year}${close}${serial}号`), `${year}年${serial}号`];
}
