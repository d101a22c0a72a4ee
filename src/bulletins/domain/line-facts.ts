import { findDates, readDate } from './dates.js';
import { findNumbers } from './document-number.js';
import { isOrganisation, issuersOfLabel } from './issuers.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { findUrl } from './read-link.js';

/** Facts a line prints without labels: date, number, bodies and address, as they stand there. */
export type LineFacts = Partial<Record<LabelField, string>>;

const LONGEST = 200;
const VERBS = '(?:联合|正式|共同|公开)*(?:印发|发布|公布|公开|出台|下发|颁布|制定|转发|批转|发文|成文|上传)';
const FILLER = new RegExp(`^(?:于|由|自|在|${VERBS}(?:时间|日期)?)+|${VERBS}(?:时间|日期)?(?:于)?$`, 'gu');
const CELLS = /[\s,，;；|｜·•()（）[\]【】—–]+|(?<=[^\d])-|-(?=[^\d])|[。.](?=\s|$)/u;
/** 📅 2025-04-08: a picture before a fact. */
const SIGN = /^(?:(?![©®™])\p{Extended_Pictographic}\uFE0F?\s*)+/u;
const ORDER = /(?:令|公告|通告)(?:\s*[(（]?\s*(?:19|20)\d{2}\s*年)?\s*第\s*\d{1,5}\s*号/u;
/** 2024年第78号 beside a notice. */
const YEARED = /(?<![\p{Script=Han}\d])(?:19|20)\d{2}年第\d{1,4}号(?!\p{Script=Han})/u;
/** What archives print beside a paper about its being in force. */
const STATUS = /^(?:现行)?有效$|^(?:已|全文)?(?:失效|废止)$/u;
/** 市级: on which level a paper is, as lists print it beside the body. */
const LEVEL = /^(?:国家|中央|省|自治区|市|区|县|区县)级$/u;
/** Ends like a body, yet is an event. */
const EVENT = /(?:会议|大会|发布会|座谈会|推进会|培训会|宣讲会|说明会|交流会|展览会|博览会|招聘会|全会)$/u;
/** 国务院常务会议审议通过: how a paper came about; no body is named by it. */
const PASSED = /(?:会议|大会|常委会|委员会|人大)(?:审议|讨论|表决)?(?:通过|批准|审定)$/u;
/** What stands before or around an address: [原文链接](…), 详情:. */
const LINK_WORDS = '(?:点击)?(?:查看|阅读)?(?:政策)?(?:原文|全文|详情|链接|来源|网页|网址|原文链接|查看)';
const LINK_TEXT = new RegExp(String.raw`\[${LINK_WORDS}\]\(\s*\)|${LINK_WORDS}\s*[:：]?\s*$`, 'gu');

/**
 * The facts of a text that holds nothing else (`国办发〔2022〕30号，2022年8月15日发布。`, `财政部 税务总局 | 2023-08-02`); null
 * for a text with any other word, with two dates (a period) or with several numbers (a list of citations).
 */
export function factsOf(text: string, lexicon: Lexicon): LineFacts | null {
  if (text === '' || text.length > LONGEST) return null;
  const facts: LineFacts = {};
  let rest = text.replace(SIGN, '');
  const url = findUrl(rest);
  if (url !== null) {
    facts.link = url;
    rest = rest.replace(url, '').replace(LINK_TEXT, '');
  }
  const number = takeNumber(rest);
  if (number === null) return null;
  if (number.value !== '') facts.documentNumber = number.value;
  const date = takeDate(number.rest);
  if (date === null) return null;
  if (date.value !== '') facts.publishedOn = date.value;
  const bodies = bodiesOf(date.rest, lexicon);
  if (bodies === null) return null;
  const all = bodies.length > 0 ? bodies : signersOfOrder(number.value, lexicon);
  if (all.length > 0) facts.issuer = all.join('、');
  return Object.keys(facts).length === 0 ? null : facts;
}

/** 财政部 税务总局公告2022年第10号 names who issued it. */
function signersOfOrder(number: string, lexicon: Lexicon): string[] {
  const order = ORDER.exec(number);
  return order === null ? [] : (bodiesOf(number.slice(0, order.index), lexicon) ?? []);
}

interface Taken {
  readonly value: string;
  readonly rest: string;
}

function takeNumber(text: string): Taken | null {
  const numbers = findNumbers(text);
  const [first] = numbers;
  if (numbers.length > 1) return null;
  if (first !== undefined) {
    const printed = text.slice(first.start, first.end);
    return { value: printed, rest: cut(text, first.start, first.end) };
  }
  const order = ORDER.exec(text);
  const yeared = order === null ? YEARED.exec(text) : null;
  if (yeared !== null)
    return { value: yeared[0], rest: cut(text, yeared.index, yeared.index + yeared[0].length) };
  if (order === null) return { value: '', rest: text };
  const before = text.slice(0, order.index);
  const dated = findDates(before).at(-1)?.end ?? 0;
  const start = dated + before.slice(dated).search(/[^,，;；|｜()（）]*$/u);
  // 某署：关于…的公告（2023年第118号） is a title.
  if (/关于|[:：《]/u.test(text.slice(start, order.index))) return { value: '', rest: text };
  const end = order.index + order[0].length;
  return { value: text.slice(start, end).trim(), rest: cut(text, start, end) };
}

function takeDate(text: string): Taken | null {
  const dates = findDates(text);
  const [first] = dates;
  if (dates.length > 1 || first?.problem === 'impossible-date') return null;
  if (first !== undefined) {
    const time = /^\s*\d{1,2}:\d{2}(?::\d{2})?/u.exec(text.slice(first.end))?.[0] ?? '';
    return { value: first.text, rest: cut(text, first.start, first.end + time.length) };
  }
  const short = text
    .split(CELLS)
    .find((cell) => /^(?:\d{8}|\d{1,2}[-/.]\d{1,2})$/u.test(cell) && isDay(cell));
  return short === undefined ? { value: '', rest: text } : { value: short, rest: text.replace(short, ' ') };
}

/** 06-17 is a day, 24-7 is none. */
function isDay(cell: string): boolean {
  const date = readDate(cell);
  return date !== null && date.problem !== 'impossible-date';
}

function bodiesOf(text: string, lexicon: Lexicon): string[] | null {
  const bodies: string[] = [];
  for (const cell of text.split(CELLS)) {
    const name = cell.replace(FILLER, '').replace(/^[:：、]+|[:：、。]+$/gu, '');
    if (name === '' || STATUS.test(name) || LEVEL.test(name) || PASSED.test(name)) continue;
    if (name === '全国' || lexicon.placesByName.has(name)) continue;
    const named = issuersOfLabel(name, lexicon);
    const isBodies = named.length > 0 && named.every((one) => isOrganisation(one, lexicon));
    if (!isBodies || EVENT.test(name)) return null;
    bodies.push(name);
  }
  return bodies;
}

function cut(text: string, start: number, end: number): string {
  return `${text.slice(0, start)} ${text.slice(end)}`;
}
