import { bareOrderNumber, numberAtStart, numberAtTitleEnd, numberOfLabel } from './document-number.js';
import { firstLine, labelled, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import type { Body } from './body.js';
import { comparable, normaliseText } from './normalise.js';

const REACH = 16;

/** 发文字号: from its label, the brackets that close the title, or the line that opens the notice. Cited numbers are not taken. */
export function readDocumentNumber(context: EntryContext, body: Body): Reading<string | null> {
  const given = labelled(context, 'documentNumber');
  const fromLabel = given === null ? null : numberOfLabel(given.value);
  if (given !== null && fromLabel !== null) return reading(fromLabel, given.line, 'label');
  const titleText = normaliseText(context.segment.title?.text ?? '');
  const inTitle = numberAtTitleEnd(titleText);
  if (inTitle !== null) return reading(inTitle.value, firstLine(context), 'title');
  return numberInHead(context) ?? numberOpeningBody(body) ?? unread(null);
}

/** The first lines below the title: a number alone, or glued to the salutation. Running text ends the search. */
function numberInHead(context: EntryContext): Reading<string | null> | null {
  const { lines } = context.segment;
  const title = comparable(context.title ?? '');
  const titleLine = context.segment.title?.line ?? 0;
  let seen = 0;
  let heading = '';
  for (const line of lines) {
    if (line.text === '' || (line.number <= titleLine && !isTitleLast(context))) continue;
    if ((seen += 1) > REACH) return null;
    const number = numberAtStart(line.text);
    if (number !== null) return reading(number.value, line.number, 'position');
    const bare = bareOrderNumber(line.text);
    if (bare !== null && /(?:令|公告|通告)$/u.test(heading))
      return reading(heading + bare, line.number, 'position');
    const glued = line.text.length < 200 ? numberAfterTitle(line.text, title) : null;
    if (glued !== null) return reading(glued, line.number, 'position');
    if (line.text.length > 120 && !comparable(line.text).includes(title.slice(0, 20))) return null;
    heading = line.text;
  }
  return null;
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
