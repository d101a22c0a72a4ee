import { LEADER } from './clean-title.js';
import { factsOf, type LineFacts } from './line-facts.js';
import type { Lexicon } from './lexicon.js';
import { withoutLeftovers } from './leftovers.js';
import { readingOf, type SourceLine } from './normalise.js';
import { numberAtStart } from './document-number.js';
import { COUNTED, isTitleLike, readHeading } from './titles.js';

/** A line of a list taken apart: its mark, the title, and the facts printed beside it. */
export interface ListLine {
  /** The kind of its mark (`1.`, `（一）`, `●`, `【】`), empty for a plain line. */
  readonly kind: string;
  readonly number: number | null;
  readonly title: string;
  readonly facts: LineFacts;
  /** Bodies printed before the title in a column of their own; only the whole list tells whether they are one. */
  readonly leading: { readonly issuer: string; readonly rest: string } | null;
}

const COLUMN = '  ';
/** A title that leads to its page. */
export const LINKED = /^\[(.{4,160}?)\]\((https?:[^)\s]+)\)\s*(.*)$/u;
const BRACKETED = /^【([^【】]{6,120})】\s*$/u;
const DATE = String.raw`(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}日)`;
const LEADING_DATE = new RegExp(
  String.raw`^[[(（【]?\s*(${DATE})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?\s*[|｜·—:：]?\s*(?=[^\d\s，,])`,
  'u',
);
const GLUED_DATE = new RegExp(
  String.raw`^(.{6,}[^\d\s(（[【年第-])((?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))$`,
  'u',
);
/** [链接](https://…) behind a title. */
const LINK_BEHIND = /\[[^\][]{1,30}\]\(https?:[^)\s]+\)$/u;
const MOST_PEELED = 6;
/** **Title** — facts; inside a longer bold line nothing is told apart. */
const BOLD = /^\*{0,2}([^*]{6,160})\*\*(?=\s*\S)/u;

/** Takes a line apart; `kind` and title even where nothing else is printed. */
export function readListLine(line: SourceLine, lexicon: Lexicon): ListLine {
  const columns = columnsText(line.raw);
  const heading = readHeading(columns);
  const bracketed = BRACKETED.exec(heading?.text ?? columns);
  const words = (bracketed?.[1] ?? heading?.text ?? columns.replace(COUNTED, '')).replace(
    BOLD,
    `$1${COLUMN}`,
  );
  const kind = heading === null ? plainKind(columns, bracketed !== null) : kindOf(heading);
  const opened = openLink(words, lexicon);
  const peeled = bodiesBeforeQuoted(peelStart(peelEnd(opened, lexicon)), lexicon);
  return { kind, number: heading?.number ?? null, ...peeled, leading: leadingBodies(peeled.title, lexicon) };
}

interface Peeled {
  readonly title: string;
  readonly facts: LineFacts;
}

/** Tabs, ideographic spaces and runs of blanks part columns; they become two blanks. */
function columnsText(raw: string): string {
  return readingOf(withoutLeftovers(raw).replace(/(?:[\t\u3000]|[ \u00a0]{2,})[\s\u3000\u00a0]*/gu, COLUMN))
    .replace(/ {2,}/gu, COLUMN)
    .replace(LEADER, '')
    .trim();
}

function plainKind(columns: string, isBracketed: boolean): string {
  return isBracketed ? '【】' : COUNTED.test(columns) ? '1 ' : '';
}

function kindOf({ depth, marker }: { depth: number; marker: string }): string {
  const plain = marker
    .replace(/^#+\s*/, '')
    .replace(/[、．,]/gu, '.')
    .replace(/[①-⑳]/gu, '①')
    .replace(/\d+/g, '1')
    .replace(/[一二三四五六七八九十百]+/gu, '一');
  return `${depth} ${plain}`;
}

/** [关于…](https://…), with nothing but facts before it (2024-06-03 **某部** […](…)). */
function openLink(words: string, lexicon: Lexicon): Peeled {
  const at = words.indexOf('[');
  const before = at > 0 ? factsOf(words.slice(0, at).replaceAll('**', ' ').trim(), lexicon) : {};
  const match = before === null ? null : LINKED.exec(words.slice(Math.max(at, 0)));
  if (match === null) return { title: words, facts: {} };
  const [, title = '', link = '', rest = ''] = match;
  return { title: rest === '' ? title : `${title}${COLUMN}${rest}`, facts: { ...before, link } };
}

/** Facts behind the title: in brackets, behind a dash, in columns, or a date glued to its last word. */
function peelEnd(start: Peeled, lexicon: Lexicon): Peeled {
  let { title, facts } = start;
  for (let n = 0; n < MOST_PEELED; n += 1) {
    const next = closingFacts(title, facts, lexicon);
    if (next === null) break;
    ({ title, facts } = next);
  }
  return { title, facts };
}

function closingFacts(title: string, known: LineFacts, lexicon: Lexicon): Peeled | null {
  for (const [at, end] of tails(title)) {
    const tail = title.slice(at, end);
    const head = title.slice(0, at).replace(/[\s|｜·•—–\-(（[【,，:：]+$/u, '');
    const found = head.length >= 4 ? factsOf(tail.replace(/^[\s|｜·•—–-]+/u, ''), lexicon) : null;
    if (found === null || !isSure(found, head, title.slice(0, at + 2), lexicon) || isTwice(found, known))
      continue;
    const order = /(?:令|公告|通告)/u.test(found.documentNumber ?? '')
      ? wholeOrder(title, at, lexicon)
      : null;
    const { title: own, facts } = order ?? { title: head, facts: found };
    return { title: own, facts: { ...facts, ...known } };
  }
  const glued = GLUED_DATE.exec(title);
  return glued === null || known.publishedOn !== undefined
    ? null
    : { title: glued[1] ?? '', facts: { ...known, publishedOn: glued[2] ?? '' } };
}

/** 财政部 税务总局公告2024年第3号: the bodies before the last one belong to the number too. */
function wholeOrder(title: string, from: number, lexicon: Lexicon): Peeled | null {
  const before = tails(title).filter(([at]) => at < from);
  let best: Peeled | null = null;
  for (const [at] of before) {
    const facts = factsOf(title.slice(at).trim(), lexicon);
    if (facts?.documentNumber === undefined || facts.issuer === undefined) break;
    best = { title: title.slice(0, at).trim(), facts };
  }
  return best !== null && isTitleLike(best.title, lexicon) ? best : null;
}

/** Where facts may begin: the last bracket, a dash, a bar, a blank or a comma behind 》 or a bracket, nearest to the end first. */
function tails(title: string): [number, number][] {
  const found: [number, number][] = [];
  const link = LINK_BEHIND.exec(title)?.index;
  const bracket = link === undefined ? lastBracket(title) : ([link, title.length] as [number, number]);
  if (bracket !== null) found.push(bracket);
  for (const match of title.matchAll(/\s+(?:[—–-]+|[|｜·•])?\s*|[—–]{1,2}|[|｜]|(?<=[》)）])[，,；;]/gu))
    if (match.index > 3) found.push([match.index, title.length]);
  return found.sort((a, b) => b[0] - a[0]).slice(0, 8);
}

/** The bracket that closes a title, with brackets inside it: （某局（某某局），3月5日）. */
function lastBracket(title: string): [number, number] | null {
  if (!/[)）\]】]$/u.test(title)) return null;
  let depth = 0;
  for (let at = title.length - 1; at > 0; at -= 1) {
    const character = title[at] ?? '';
    if (/[)）\]】]/u.test(character)) depth += 1;
    if (/[(（[【]/u.test(character)) depth -= 1;
    if (depth === 0) return [at, title.length];
  }
  return null;
}

/** A lone body behind one blank may be the title's own last word; behind a column, a dash or a bracket it is a fact. */
function isSure(found: LineFacts, head: string, before: string, lexicon: Lexicon): boolean {
  if (found.publishedOn !== undefined) return isDayGiven(found.publishedOn) || Object.keys(found).length > 1;
  if (found.documentNumber !== undefined || found.link !== undefined) return true;
  return isTitleLike(head, lexicon) || /(?: {2}|[|｜—(（[【])$/u.test(before);
}

/** 2026年1月 in brackets is the title's; a day is the list's. */
function isDayGiven(date: string): boolean {
  return /\d{1,2}\s*[日号]?$/u.test(date) && (date.match(/\d+/gu) ?? []).length >= 2 && !date.endsWith('月');
}

function isTwice(found: LineFacts, known: LineFacts): boolean {
  return Object.keys(found).some((field) => known[field as keyof LineFacts] !== undefined);
}

/** A date or a number in a column before the title. */
function peelStart(whole: Peeled): Peeled {
  let { title, facts } = whole;
  const date = facts.publishedOn === undefined ? LEADING_DATE.exec(title) : null;
  if (date?.[1] !== undefined && title.length - date[0].length >= 4) {
    facts = { ...facts, publishedOn: date[1] };
    title = title.slice(date[0].length);
  }
  const number = facts.documentNumber === undefined ? numberAtStart(title) : null;
  const rest = number === null ? '' : title.slice(number.end);
  if (number !== null && /^[)）]?(?:\s|《)/u.test(rest) && rest.length > 6)
    return { title: rest.replace(/^[)）\s]+/u, ''), facts: { ...facts, documentNumber: number.value } };
  return { title: title.trim(), facts };
}

/** 某部、某局《关于…的通知》: who issued it, and its title in full. */
function bodiesBeforeQuoted(whole: Peeled, lexicon: Lexicon): Peeled {
  const [, bodies = '', title = ''] =
    /^([^《》]{2,60}?)\s*[:：]?\s*(《[^《》]{4,}》)$/u.exec(whole.title) ?? [];
  const facts = bodies === '' ? null : factsOf(bodies, lexicon);
  if (facts?.issuer === undefined || Object.keys(facts).length > 1 || whole.facts.issuer !== undefined)
    return whole;
  return { title, facts: { ...whole.facts, issuer: facts.issuer } };
}

function leadingBodies(title: string, lexicon: Lexicon): ListLine['leading'] {
  const column =
    /^[【[]([^【】[\]]{2,60})[】\]]\s*(?=[^\s(]\S{3,})(.*)$/u.exec(title) ??
    /^(.{2,60}?)(?:\s{2,}|\s*[|｜]\s*|[:：]\s*)(?=\S{4,})(.*)$/u.exec(title);
  const facts = column?.[1] === undefined ? null : factsOf(column[1], lexicon);
  if (column === null || facts?.issuer === undefined || Object.keys(facts).length > 1) return null;
  return { issuer: facts.issuer, rest: (column[2] ?? '').trim() };
}
