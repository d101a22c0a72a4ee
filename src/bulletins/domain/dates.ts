import { DateTime } from 'luxon';

export type DateProblem = 'impossible-date' | 'partial-date' | 'undated';

/** A date as printed: `value` is `YYYY-MM-DD`, `YYYY-MM` where no day is given, null where no year is or no such day exists. */
export interface FoundDate {
  readonly value: string | null;
  readonly problem: DateProblem | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** 民国元年 is 1912. */
const BEFORE_REPUBLIC = 1911;
const CN_YEAR = '[一二](?:[〇○零OＯo0一二三四五六七八九]){3}';
const CN_NUMBER = '[〇○零一二三四五六七八九十]{1,3}';
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH_NAME =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';

const PATTERN = new RegExp(
  [
    String.raw`(?<!\d)(?<y>(?:19|20)\d{2})\s*(?:年|[-/.])\s*(?<m>\d{1,2})\s*(?:月|[-/.])\s*(?<d>\d{1,2})(?!\d)\s*[日号]?`,
    String.raw`(?<!\d)(?<y2>(?:19|20)\d{2})\s*(?:年\s*(?<m2>\d{1,2})\s*月(?!\s*\d{1,2}\s*日)|[-/.](?<m3>0?[1-9]|1[0-2])(?![\d./-]))`,
    `(?<cy>${CN_YEAR})年(?<cm>${CN_NUMBER})月(?:(?<cd>${CN_NUMBER})日)?`,
    String.raw`(?<!\d)(?<d4>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<m4>${MONTH_NAME})\.?(?:,?\s+(?<y4>(?:19|20)\d{2}))?`,
    String.raw`(?<m5>${MONTH_NAME})\.?\s+(?<d5>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<y5>(?:19|20)\d{2}))(?!\d)`,
    String.raw`(?:中华)?民国\s*(?<ry>\d{2,3})\s*年\s*(?<rm>\d{1,2})\s*月\s*(?<rd>\d{1,2})\s*日`,
    String.raw`(?<![\d年])(?<m6>\d{1,2})\s*月\s*(?<d6>\d{1,2})\s*[日号]`,
  ].join('|'),
  'giu',
);

/** Every date printed in a text, in order. Times of day and ranges are left to the reader of the surroundings. */
export function findDates(text: string): FoundDate[] {
  return [...text.matchAll(PATTERN)].map((match) => fromMatch(match));
}

/** The first date of a label's value; there also `20201016` and `10-16` count, which running text would mistake. */
export function readDate(value: string): FoundDate | null {
  const compact = /^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(value);
  if (compact) return build(compact[0], 0, Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const short = /^\s*[[(【]?(\d{1,2})[-/.](\d{1,2})[\])】]?\s*$/.exec(value);
  if (short) return build(short[0], 0, null, Number(short[1]), Number(short[2]));
  return findDates(value)[0] ?? null;
}

/** The one full day in a file's name (`bulletin-2020-07-17.txt`, `20200717.pdf`), `YYYY-MM-DD`; null for none and for several. */
export function dayInName(name: string): string | null {
  const days = [...name.matchAll(/(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)/gu)].map(
    ([, year, , month, day]) => readDate(`${year}-${month}-${day}`)?.value ?? null,
  );
  return days.length === 1 ? (days[0] ?? null) : null;
}

function fromMatch(match: RegExpMatchArray): FoundDate {
  const g = match.groups ?? {};
  const start = match.index ?? 0;
  const text = match[0];
  if (g['cy'])
    return build(text, start, chineseYear(g['cy']), chineseNumber(g['cm']), chineseNumber(g['cd']));
  if (g['ry'])
    return build(text, start, Number(g['ry']) + BEFORE_REPUBLIC, numberOf(g['rm']), numberOf(g['rd']));
  const year = g['y'] ?? g['y2'] ?? g['y4'] ?? g['y5'];
  const named = g['m4'] ?? g['m5'];
  const month = named ? monthNumber(named) : numberOf(g['m'] ?? g['m2'] ?? g['m3'] ?? g['m6']);
  return build(text, start, numberOf(year), month, numberOf(g['d'] ?? g['d4'] ?? g['d5'] ?? g['d6']));
}

function build(
  text: string,
  start: number,
  year: number | null,
  month: number | null,
  day: number | null,
): FoundDate {
  const found = { month, day, text: text.trim(), start, end: start + text.length };
  if (year === null) {
    const possible = DateTime.utc(2024, month ?? 0, day ?? 1).isValid;
    return { ...found, value: null, problem: possible ? 'undated' : 'impossible-date' };
  }
  const whole = DateTime.utc(year, month ?? 0, day ?? 1);
  if (!whole.isValid) return { ...found, value: null, problem: 'impossible-date' };
  if (day === null) return { ...found, value: whole.toFormat('yyyy-MM'), problem: 'partial-date' };
  return { ...found, value: whole.toFormat('yyyy-MM-dd'), problem: null };
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** 1–12 for an English month's name or its first three letters. */
export function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;
}

const DIGITS = '〇一二三四五六七八九';

function digitOf(character: string): number {
  return Math.max(0, DIGITS.indexOf(character));
}

function chineseYear(text: string): number {
  return Number([...text].map(digitOf).join(''));
}

/** 十三 is 13, 二十 is 20, 三〇 is 30. */
export function chineseNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [tens, ones] = text.split('十');
  if (ones === undefined) return Number([...text].map(digitOf).join(''));
  return (tens ? digitOf(tens) : 1) * 10 + (ones ? digitOf(ones) : 0);
}
