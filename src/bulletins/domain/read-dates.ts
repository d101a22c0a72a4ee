import { DateTime } from 'luxon';
import { findAdoption } from './adoption.js';
import type { Body } from './body.js';
import { findDates, readDate, type FoundDate } from './dates.js';
import {
  firstLine,
  isReposted,
  labelled,
  reading,
  unread,
  type EntryContext,
  type Reading,
} from './entry-context.js';
import { closingSource } from './issuer-of-page.js';
import { BY_ACCOUNT } from './head-lines.js';
import { mastheadDate, yearOfMonth } from './masthead.js';
import type { SourceLine } from './normalise.js';
import type { ParseWarning, ReadingWay } from './parsed-entry.js';
import type { SegmentFact } from './segmentation.js';
import type { Signature } from './signature.js';
import { isFurniture } from './titles.js';

/** 发文日期 is the day of publishing unless the page gives that as well; then it is the day of signing. */
const SIGNED = /^(?:发文|下发)/u;

const DATE_LINES = 5;
const LINES_ABOVE = 3;
const LONGEST_DATED = 60;
const BARE =
  /^(?:[·•●*-]\s+)?((?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?=$|\s+\D)/u;

/** 发布时间: from its label or the form; a date without a year or day is warned of, an impossible one is not taken. */
export function readPublishedOn(context: EntryContext, body: Body): Reading<string | null> {
  const named = labelled(context, 'publishedOn', SIGNED);
  const given: SegmentFact | null =
    named !== null && /\d|[〇○零一二三四五六七八九]/u.test(named.value) ? named : dateInSource(context);
  const bare =
    given === null
      ? (bareDate(context) ?? dateOfNews(context, body) ?? pageDate(context) ?? dateOfClosingSource(context))
      : null;
  if (bare !== null) return bare;
  if (given === null) return dateOfIssue(context) ?? unread(null, [undated(firstLine(context))]);
  const date = readDate(given.value);
  const read =
    yearFromMasthead(context, date, given.line) ??
    fromDate(date, given.value, given.line, given.way ?? 'label', '发布时间');
  return isReposted(context) && read.value !== null ? ofCopy(read, given.line) : read;
}

const LONGEST_DELAY_DAYS = 366;

/** A page that gives a day more than a year behind the signing is an archive's or a copy's; to be checked. */
export function withLateCopy(
  published: Reading<string | null>,
  written: Reading<string | null>,
): Reading<string | null> {
  const delay = DateTime.fromISO(published.value ?? '').diff(
    DateTime.fromISO(written.value ?? ''),
    'days',
  ).days;
  if (published.origin === null || published.warnings.length > 0 || !(delay > LONGEST_DELAY_DAYS))
    return published;
  const message = `发布时间比成文日期晚一年以上,可能是转载的:${published.value ?? ''}`;
  return { ...published, warnings: [inferred(message, published.origin.line)] };
}

/** A copy's page gives the day of copying, which may be another one than that of the paper. */
function ofCopy(read: Reading<string | null>, line: number): Reading<string | null> {
  const warning = inferred(`转载页的发布时间,可能不是原文的:${read.value ?? ''}`, line);
  return { ...read, warnings: [...read.warnings, warning] };
}

/** （来源：某局 2024-09-02）: the day beside the source that closes a page; to be checked. */
function dateOfClosingSource({ segment }: EntryContext): Reading<string | null> | null {
  const source = closingSource(segment.lines);
  const date = source?.date ? readDate(source.date) : null;
  if (source === null || !date?.value || date.problem !== null) return null;
  return reading(date.value, source.line, 'inferred', [
    inferred(`日期取自文末来源:${date.value}`, source.line),
  ]);
}

/** 06-17 in a list headed 2024年6月: the year is the heading's; to be checked. */
function yearFromMasthead(
  context: EntryContext,
  date: FoundDate | null,
  line: number,
): Reading<string | null> | null {
  if (date?.problem !== 'undated' || date.month === null || date.day === null) return null;
  const year = yearOfMonth(context, date.month);
  const value = year === null ? null : readDate(`${year}-${date.month}-${date.day}`)?.value;
  return value ? reading(value, line, 'inferred', [inferred(`年份取自标头:${value}`, line)]) : null;
}

/** News bulletins in English are themselves the publication: their items bear the bulletin's date, or else that of its file; to be checked. */
function dateOfIssue(context: EntryContext): Reading<string | null> | null {
  if (/\p{Script=Han}/u.test(context.title ?? '')) return null;
  const date = mastheadDate(context);
  if (date !== null)
    return reading(date.value, date.line, 'inferred', [inferred(`日期取自标头:${date.value}`, date.line)]);
  const day = context.masthead.length > 0 ? context.hints.dayInName : undefined;
  if (day === undefined) return null;
  const line = firstLine(context);
  return reading(day, line, 'inferred', [inferred(`日期取自文件名:${day}`, line)]);
}

function inferred(message: string, line: number): ParseWarning {
  return { code: 'inferred-date', message, line };
}

/** 成文日期: from its label, else the date under the signature or of adoption. Its absence is no cause for a warning. */
export function readWrittenOn(context: EntryContext, signature: Signature | null): Reading<string | null> {
  const given = labelled(context, 'writtenOn');
  if (given !== null) return fromDate(readDate(given.value), given.value, given.line, 'label', '成文日期');
  if (signature === null) {
    const adoption = findAdoption(context.segment.lines, firstLine(context), context.lexicon);
    const date = adoption?.date ?? null;
    if (adoption === null || date === null) return unread(null);
    return fromDate(date, date.text, adoption.line, 'position', '成文日期');
  }
  const line = context.segment.lines[signature.index]?.number ?? firstLine(context);
  return fromDate(signature.date, signature.date.text, line, 'signature', '成文日期');
}

/** A date alone on a line of a page's head, as sites print it under the title. Signing dates are written with 年月日. */
function bareDate(context: EntryContext): Reading<string | null> | null {
  const titleLine = context.segment.title?.line ?? 0;
  const filled = context.segment.lines.filter(
    ({ text }) => text !== '' && !isFurniture(text, context.lexicon),
  );
  const below = filled.filter(({ number }) => number > titleLine).slice(0, DATE_LINES);
  const text = below.findIndex((line) => /[。；]/u.test(line.text));
  const head = text === -1 ? below : below.slice(0, text);
  for (const line of head) {
    const found = dateOn(line, BARE) ?? dateOn(line, BY_ACCOUNT);
    if (found !== null) return found;
  }
  const above = filled.filter(({ number }) => number < titleLine).slice(-LINES_ABOVE);
  return above.map((line) => dateOn(line, BY_ACCOUNT)).find((found) => found !== null) ?? null;
}

function dateOn({ text, number }: SourceLine, form: RegExp): Reading<string | null> | null {
  const date = text.length > LONGEST_DATED ? undefined : form.exec(text)?.[1];
  const found = date === undefined ? null : readDate(date);
  return found?.value && found.problem === null ? reading(found.value, number, 'position') : null;
}

/** The publishing date a page states about itself. */
function pageDate(context: EntryContext): Reading<string | null> | null {
  const date = context.hints.publishedOn === null ? null : readDate(context.hints.publishedOn);
  return date?.value ? reading(date.value, firstLine(context), 'page') : null;
}

/** 2026年7月15日,某部印发…: the date that opens a bulletin's note on an entry. */
function dateOfNews(context: EntryContext, body: Body): Reading<string | null> | null {
  const [first] = body.lines;
  if (first === undefined || context.segment.title?.line === undefined || first.text.length > 600)
    return null;
  const date = findDates(first.text.slice(0, 30))[0];
  const isNews =
    date?.start === 0 && /^.{0,60}(?:印发|发布|公布|出台|公开征求|下发)/u.test(first.text.slice(date.end));
  if (!date || !isNews) return null;
  if (date.problem === null) return reading(date.value, first.number, 'position');
  return yearFromMasthead(context, date, first.number);
}

/** 来源:某局 · 2026-04-15 · 原文: the parts of a source line that are dates. */
function dateInSource(context: EntryContext): { value: string; line: number } | null {
  for (const field of ['source', 'issuer'] as const) {
    const given = labelled(context, field);
    const part = given?.value
      .replace(/https?:\/\/\S+/giu, '')
      .split(/[·|｜]/u)
      .find((piece) => /\d{4}/.test(piece) && readDate(piece.trim())?.value);
    if (given && part) return { value: part.trim(), line: given.line };
  }
  return null;
}

function fromDate(
  date: FoundDate | null,
  text: string,
  line: number,
  way: ReadingWay,
  name: string,
): Reading<string | null> {
  if (date === null)
    return unread(null, [{ code: 'undated', message: `${name}读不出日期:${text.slice(0, 30)}`, line }]);
  if (date.problem === null) return reading(date.value, line, way);
  const warnings: ParseWarning[] = [problemWarning(date, line, name)];
  return date.value === null ? unread(null, warnings) : reading(date.value, line, way, warnings);
}

function problemWarning(date: FoundDate, line: number, name: string): ParseWarning {
  const text = date.text.slice(0, 30);
  if (date.problem === 'impossible-date')
    return { code: 'impossible-date', message: `${name}不存在:${text}`, line };
  if (date.problem === 'partial-date')
    return { code: 'partial-date', message: `${name}没有具体日:${text}`, line };
  return { code: 'undated', message: `${name}没有年份:${text}`, line };
}

function undated(line: number): ParseWarning {
  return { code: 'undated', message: '原文未写明发布时间', line };
}
