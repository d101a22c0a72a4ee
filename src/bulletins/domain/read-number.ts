import { findAdoption } from './adoption.js';
import { bareOrderNumber, numberAtStart, numberAtTitleEnd, numberOfLabel } from './document-number.js';
import { firstLine, labelled, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import type { Body } from './body.js';
import { isOrganisation } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import { comparable, normaliseText, type SourceLine } from './normalise.js';

const REACH = 16;
const MOST_SIGNERS = 8;
const LONGEST_NOTE = 600;
const STATED = /(?:文号|发文字号|文件号)\s*[为是:：]?\s*(?=[\p{Script=Han}A-Z])/u;
const NAMED = /《((?:[^《》]|《[^《》]*》){4,120})》\s*[(（]([^()（）]{4,40}号)[)）]/gu;
/** 6月18日，某部印发通知（某发〔2024〕3号），…: the paper the note tells of, whatever it is called there. */
const ISSUED =
  /^[^《》。()（）]{0,80}?(?:印发|发布|公布|出台|下发|颁布)了?(?:\p{Script=Han}{0,10}|《(?:[^《》]|《[^《》]*》){4,120}》)[(（]([^()（）]{4,40}号)[)）](?=[，,。；;]|$)/u;
/** 2001年12月5日 财建〔2001〕899号, 2001-12-5财建〔2001〕899号 */
const DATELINE = /^(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})\s*[,，]?\s*(?=.{3,40}号$)/u;

/** 发文字号: from its label, the brackets that close the title, or the line that opens the notice. Cited numbers are not taken. */
export function readDocumentNumber(context: EntryContext, body: Body): Reading<string | null> {
  const given = labelled(context, 'documentNumber');
  const fromLabel = given === null ? null : numberOfLabel(given.value);
  const whole = given === null ? null : wrappedNumber(given.value, context, given.line);
  if (given !== null && (whole ?? fromLabel) !== null)
    return reading(whole ?? fromLabel, given.line, 'label');
  const titleText = normaliseText(context.segment.title?.text ?? '');
  const inTitle = numberAtTitleEnd(titleText) ?? numberAtStart(titleText);
  if (inTitle !== null) return reading(inTitle.value, firstLine(context), 'title');
  return (
    numberInHead(context) ??
    numberOpeningBody(body) ??
    numberInNote(context, body) ??
    numberOfOrder(context) ??
    unread(null)
  );
}

/** （1991年3月26日某市人民政府令第19号发布） below a regulation's title. */
function numberOfOrder({ segment, lexicon }: EntryContext): Reading<string | null> | null {
  const adoption = findAdoption(segment.lines, firstLine({ segment }), lexicon);
  return adoption?.number ? reading(adoption.number, adoption.line, 'position') : null;
}

/** A bulletin's note on an entry: 《某办法》（某发〔2024〕3号）, 印发通知（某发〔2024〕3号）, 文号为某发〔2024〕3号. */
function numberInNote(
  { masthead, title, segment }: EntryContext,
  { lines: [opening] }: Body,
): Reading<string | null> | null {
  const told = segment.facts.summary;
  const notes = [told && { text: told.value, number: told.line }, opening];
  for (const note of masthead.length === 0 ? [] : notes) {
    const value = note === undefined ? null : numberToldIn(note.text, title ?? '');
    if (note !== undefined && value !== null) return reading(value, note.number, 'position');
  }
  return null;
}

function numberToldIn(note: string, title: string): string | null {
  if (note.length > LONGEST_NOTE) return null;
  const stated = STATED.exec(note);
  const named = [...note.matchAll(NAMED)].find(([, name = '']) => comparable(name) === comparable(title));
  const borne = named?.[2] ?? ISSUED.exec(note)?.[1] ?? '';
  const rest = stated === null ? borne : note.slice(stated.index + stated[0].length);
  return numberAtStart(rest)?.value ?? null;
}

/** 某政发〔2010〕 at the end of a line, 17号 alone on the next: the number that the page's width broke. */
function wrappedNumber(value: string, { segment }: EntryContext, at: number): string | null {
  const next = segment.lines.find(({ text, number }) => number > at && text !== '')?.text ?? '';
  const isBroken = /[〕\]】］)）]\s*第?\s*\d*$/u.test(value) && /^第?\s*\d{0,5}\s*号$/u.test(next);
  return isBroken ? numberOfLabel(value + next) : null;
}

/** The first lines below the title: a number alone, or glued to the salutation; above it only a line of its own. Running text ends the search. */
function numberInHead(context: EntryContext): Reading<string | null> | null {
  const title = comparable(context.title ?? '');
  const titleLine = isTitleLast(context) ? 0 : (context.segment.title?.line ?? 0);
  const filled = context.segment.lines.filter(({ text }) => text !== '');
  const below = isTitleLast(context) ? numberBelow(filled, firstLine(context)) : null;
  if (below !== null) return below;
  const under = filled.filter(({ number }) => number > titleLine).slice(0, REACH);
  for (const [n, line] of under.entries()) {
    const found = numberOn(line, headingAbove(under, n, context.lexicon), title);
    if (found !== null) return found;
    if (line.text.length > 120 && !comparable(line.text).includes(title.slice(0, 20))) break;
  }
  return numberAbove(
    filled.filter(({ number }) => number < titleLine),
    context.lexicon,
  );
}

/** A number alone right below a notice's title that stands behind the paper it puts in force. */
function numberBelow(filled: readonly SourceLine[], titleLine: number): Reading<string | null> | null {
  const line = filled.find(({ number }) => number > titleLine);
  const number = line === undefined ? null : numberAtStart(line.text);
  return line === undefined || number?.end !== line.text.length
    ? null
    : reading(number.value, line.number, 'position');
}

/** （…2019年10月22日国务院令第722号公布…）: the one order that a regulation's note says it was made public by. */
const ORDER_IN_NOTE = /日\s*(\p{Script=Han}{2,30}令\s*第\s*\d{1,4}\s*号)\s*(?:公布|发布)/gu;

function numberOn(line: SourceLine, heading: string, title: string): Reading<string | null> | null {
  const orders = /^[(（]/u.test(line.text) ? [...line.text.matchAll(ORDER_IN_NOTE)] : [];
  if (orders.length === 1) return reading(orders[0]?.[1] ?? '', line.number, 'position');
  const number = numberAtStart(line.text.replace(DATELINE, ''));
  if (number !== null) return reading(number.value, line.number, 'position');
  const bare = bareOrderNumber(line.text);
  if (bare !== null && ORDER_HEADING.test(heading))
    return reading(order(heading, bare), line.number, 'position');
  const glued = line.text.length < 200 ? numberAfterTitle(line.text, title) : null;
  return glued === null ? null : reading(glued, line.number, 'position');
}

function numberAbove(above: readonly SourceLine[], lexicon: Lexicon): Reading<string | null> | null {
  for (const [n, line] of above.slice(0, REACH).entries()) {
    const number = numberAtStart(line.text);
    if (number !== null && number.end >= line.text.length - 1)
      return reading(number.value, line.number, 'position');
    const bare = bareOrderNumber(line.text);
    const heading = headingAbove(above, n, lexicon);
    if (bare !== null && ORDER_HEADING.test(heading))
      return reading(order(heading, bare), line.number, 'position');
  }
  return null;
}

const ORDER_HEADING = /(?:令|公告|通告)$/u;

/** 某部 / 某委 / 令 above a bare 第21号: the heading's last word on a line of its own, below those who give the order together. */
function headingAbove(lines: readonly SourceLine[], at: number, lexicon: Lexicon): string {
  let heading = lines[at - 1]?.text ?? '';
  if (!/^(?:令|公\s*告|通\s*告)$/u.test(heading)) return heading;
  for (const { text } of lines.slice(Math.max(0, at - 1 - MOST_SIGNERS), at - 1).toReversed()) {
    if (!isOrganisation(text, lexicon)) break;
    heading = text + heading;
  }
  return heading;
}

function order(heading: string, number: string): string {
  return heading.replace(/\s+/gu, '') + number;
}

/** One-line documents glue the number to the salutation, behind the facts. */
function numberOpeningBody(body: Body): Reading<string | null> | null {
  const [first] = body.lines;
  const number = first === undefined ? null : numberAtStart(first.text);
  return number === null || first === undefined ? null : reading(number.value, first.number, 'position');
}

function isTitleLast(context: EntryContext): boolean {
  return context.segment.title?.way === 'inferred' || context.segment.title?.way === 'page';
}

/** A line that repeats the title and then prints the number. */
function numberAfterTitle(text: string, title: string): string | null {
  if (title === '' || !comparable(text).startsWith(title)) return null;
  const rest = text.slice(text.indexOf('的通知') + 3).trim();
  return numberAtStart(rest)?.value ?? null;
}
