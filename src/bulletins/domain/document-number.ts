import { tidy } from './normalise.js';

const YEAR = String.raw`[〔\[【［(（〈]\s*((?:19|20)\d{2}|[一二三四五六七八九十]{1,3}届)\s*[〕\]】］)）〉]`;
/** 某发改（审）: a prefix may name its office in brackets. */
const NUMBERED = String.raw`([\p{Script=Han}A-Za-z·]{0,24}(?:[(（](?![试暂]行)\p{Script=Han}{1,4}[)）]\p{Script=Han}{0,6})?)\s*${YEAR}\s*(第?)\s*(\d{1,5}(?:[-—]\d{1,3})?)\s*号`;
const ORDER = String.raw`([\p{Script=Han}]{0,30}(?:[\s、][\p{Script=Han}]{2,20}){0,6}(?:令|公告|通告))\s*[(（]?\s*((?:(?:19|20)\d{2}\s*年\s*)?)(?:第|(?<=[府国]令))\s*((?:\d{1,3}\/(?=(?:19|20)\d{2}\D))?[\d〇零一二三四五六七八九十百]+)\s*号\s*[)）]?`;
/** (78)交公路字412号: until 1987 the year stood first, of two figures or four. */
const YEAR_FIRST =
  /^[(（]?\s*([(（](?:19)?\d{2}[)）]\s*(\p{Script=Han}{1,10}[字发办函])\s*第?\s*\d{1,4}\s*号)/u;
const YEARED = String.raw`((?:19|20)\d{2})\s*年\s*第\s*(\d{1,4})\s*号`;

/** A document number in the standard's form (GB/T 9704: prefix〔year〕n号) and where it stood. */
export interface FoundNumber {
  readonly value: string;
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
}

/** An assembly's heading before 〔十五届〕第84号 is no part of its number. */
const ASSEMBLY = /^\p{Script=Han}{4,30}公告$/u;
const BARE =
  /^(?:\p{Script=Han}{4,20}公\s*告\s*(?=\S{2,4}届))?([(（]?\s*[〔[【［](?:(?:19|20)\d{2}|[一二三四五六七八九十]{1,3}届)[〕\]】］]\s*第?\s*\d+\s*号)/u;
const DAMAGED = /^(\p{Script=Han}{3,16})[〔[]((?:19|20)\d{2})[〕\]]?([1-9]\d{0,3})$/u;
const LONGEST_VALUE = 80;

const ANYWHERE = new RegExp(NUMBERED, 'gu');
const AT_START = new RegExp(`^[(（[【]?\\s*(?:${NUMBERED})`, 'u');
const ORDER_AT_START = new RegExp(`^[(（]?\\s*(?:${ORDER})`, 'u');
const YEARED_ALONE = new RegExp(`^[(（]?\\s*(?:${YEARED})\\s*[)）]?$`, 'u');
const ORDER_ALONE = /^[(（]?\s*第\s*([\d〇零一二三四五六七八九十百]+)\s*号\s*[)）]?$/u;
const AT_TITLE_END = new RegExp(`[(（]\\s*(?:${NUMBERED})\\s*[)）]\\s*$`, 'u');
const ORDER_AT_TITLE_END = new RegExp(`[(（]\\s*(?:${ORDER})\\s*[)）]?\\s*$`, 'u');
const GLUED_TO_TITLE = new RegExp(
  `(?:(?<=的(?:通知|意见|决定|公告|通告|批复|函|办法))\\s*|(?<=(?:通知|意见|决定|公告|通告|批复|函|办法|方案|规定|细则|规划|计划|措施|条例)[)）]?)\\s+)(?:${NUMBERED})\\s*$`,
  'u',
);
/** Followed by these the number is spoken about, not borne. */
const CITED =
  /^\s*(?:[)）》〉」』][^\s]|文件?[^\s件]?|规定|精神|要求|等(?:有关|相关|文件|规|要求|精神|法)|、|，|,|和|及|与|的)/u;

/** The number that opens a text: a line of its own, with brackets or damaged, or glued to the salutation. None if it is only cited. */
export function numberAtStart(text: string): FoundNumber | null {
  const plain = AT_START.exec(text);
  const rest = text.slice(plain?.[0].length ?? 0);
  if (plain && (plain[1] ?? '') !== '' && !CITED.test(rest.replace(/^[)）\]】]/, ' ')))
    return withBracket(found(plain, text), text);
  const order = ORDER_AT_START.exec(text);
  if (order && !CITED.test(text.slice(order[0].length)))
    return {
      value: tidy(`${order[1]}${order[2]}第${order[3]}号`).replace(/\s/g, ''),
      prefix: order[1] ?? '',
      start: 0,
      end: order[0].length,
    };
  const yeared = YEARED_ALONE.exec(text);
  if (yeared) return { value: `${yeared[1]}年第${yeared[2]}号`, prefix: '', start: 0, end: yeared[0].length };
  const old = YEAR_FIRST.exec(text);
  if (old && !CITED.test(text.slice(old[0].length).replace(/^[)）]/, ' ')))
    return { value: canonical(old[1] ?? ''), prefix: old[2] ?? '', start: 0, end: old[0].length };
  const bare = BARE.exec(text);
  if (bare && !CITED.test(text.slice(bare[0].length)))
    return { value: canonical(bare[1] ?? ''), prefix: '', start: 0, end: bare[0].length };
  return damagedNumber(text);
}

/** （某政发〔2024〕2号）: a number set in brackets ends behind them. */
function withBracket(number: FoundNumber, text: string): FoundNumber {
  const isOpen = /^[(（[【]/u.test(text);
  const close = isOpen ? (/^\s*[)）\]】]/u.exec(text.slice(number.end))?.[0].length ?? 0) : 0;
  return { ...number, end: number.end + close };
}

/** 某政办发〔202446, 某政办发[2024]46: the page lost the bracket or 号; the year has four digits, the number the others. */
function damagedNumber(text: string): FoundNumber | null {
  const [, prefix = '', year = '', count = ''] = DAMAGED.exec(text) ?? [];
  return count === ''
    ? null
    : { value: `${prefix}〔${year}〕${Number(count)}号`, prefix, start: 0, end: text.length };
}

/** 第302号 alone on its line, as orders print it under their heading. */
export function bareOrderNumber(text: string): string | null {
  const match = ORDER_ALONE.exec(text);
  return match ? `第${match[1]}号` : null;
}

/** The number in brackets that closes a title. */
export function numberAtTitleEnd(title: string): FoundNumber | null {
  const match = AT_TITLE_END.exec(title) ?? GLUED_TO_TITLE.exec(title);
  if (match?.[1]) return { ...found(match, title), start: match.index, end: title.length };
  const order = ORDER_AT_TITLE_END.exec(title);
  return order === null
    ? null
    : { value: canonical(order[0]), prefix: order[1] ?? '', start: order.index, end: title.length };
}

/** Every number of the standard form in a text, cited ones included. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(ANYWHERE)].filter((m) => (m[1] ?? '') !== '').map((m) => found(m, text));
}

/** A label's value: the number in it, or the whole value when it is an order or a damaged number. Text cites numbers behind its start. */
export function numberOfLabel(value: string): string | null {
  const text = value.trim();
  if (text.length > LONGEST_VALUE) return numberAtStart(text)?.value ?? null;
  const number = findNumbers(text)[0];
  if (number) return number.value;
  const order = new RegExp(ORDER, 'u').exec(text);
  if (order) return canonical(order[0]);
  const damaged = damagedNumber(text);
  if (damaged) return damaged.value;
  const first = text.split(/\s+/)[0] ?? '';
  return /\d/.test(first) && /号|字|〔|函|令/.test(first) ? canonical(first) : null;
}

function found(match: RegExpMatchArray, text: string): FoundNumber {
  const prefix = (match[1] ?? '')
    .replace(/^.*(?:文件|委员会文件)(?=\p{Script=Han})/u, '')
    .replace(match[2]?.endsWith('届') ? ASSEMBLY : /^$/u, '');
  const value = `${prefix}〔${match[2]}〕${match[3] ?? ''}${match[4]}号`;
  const start = match.index ?? text.indexOf(match[0]);
  return { value, prefix, start, end: start + match[0].length };
}

function canonical(text: string): string {
  return text
    .replace(/\s+/gu, '')
    .replace(/^[(（](?=.*号[)）]$)|(?<=号)[)）]$/gu, '')
    .replace(/[[【［]((?:19|20)\d{2})[\]】］]/u, '〔$1〕');
}
