import { toldOn } from './announced-title.js';
import { factsOf, type LineFacts } from './line-facts.js';
import { beginsWithLabel, findLabels, nextFilled, type Labelled } from './labels.js';
import { LABEL_FIELDS, type Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment } from './segmentation.js';

const MOST_LINES = 3;
const REACH = 10;
const SHORTEST_NOTE = 12;
const LONGEST_NOTE = 4;
/** 2024-07-26 | 来源：某部: a date, and one label behind it. */
const DATED = /^((?:19|20)\d{2}[-/.年][^|｜:：]{3,8}[|｜·\s]\s*)\p{Script=Han}{2,4}\s*[:：]/u;

/** （某市人民政府令第29号 2003年3月28日） below a title: the day of the paper, not of the page. */
const IN_BRACKETS = /^[(（].*年.*日\s*[)）]$/u;

/** An entry's facts with the lines they stand on. */
export type EntryFacts = Segment['facts'];

/** Facts of one line, in the form segments keep them. */
export function atLine(facts: LineFacts, line: number): EntryFacts {
  const known = LABEL_FIELDS.flatMap((field) => {
    const value = facts[field];
    return value === undefined ? [] : [[field, { value, line }] as const];
  });
  return Object.fromEntries(known);
}

/**
 * An entry of a bulletin with what its first lines say without labels (`某局，2022年8月17日发布。`): those lines are facts, no
 * longer text. A label and what the form read go first; 印发时间 is a bulletin's date where it gives no other.
 */
export function withLooseFacts(segment: Segment, lexicon: Lexicon): Segment {
  const { facts, lines } = looseFacts(segment.lines, lexicon);
  const labels = findLabels(lines.slice(0, REACH), lexicon);
  const labelled = Object.fromEntries(labels.map(({ field }) => [field, true]));
  const loose = Object.fromEntries(Object.entries(facts).filter(([field]) => labelled[field] !== true));
  const told = labelled['publishedOn'] === true ? {} : toldOn(lines);
  const closing = labels.length > 0 ? {} : closingFacts(lines, lexicon);
  const merged: EntryFacts = { ...closing, ...told, ...loose, ...segment.facts };
  const printed = labels.find(({ field, label }) => field === 'writtenOn' && label.startsWith('印发'));
  if (merged.publishedOn === undefined && labelled['publishedOn'] !== true && printed !== undefined)
    return {
      ...segment,
      lines,
      facts: {
        ...merged,
        publishedOn: { value: printed.value, line: lines[printed.valueIndex]?.number ?? 1 },
      },
    };
  return { ...segment, lines, facts: merged };
}

/** （某发〔2023〕96号 2023-12-28）: facts in brackets on the line that closes a short note. */
function closingFacts(lines: readonly SourceLine[], lexicon: Lexicon): EntryFacts {
  const filled = lines.filter(({ text }) => text !== '');
  const last = filled.length <= LONGEST_NOTE ? filled.at(-1) : undefined;
  const facts = /^[(（].*[)）]$/u.test(last?.text ?? '') ? factsOf(last?.text ?? '', lexicon) : null;
  return last === undefined || facts?.publishedOn === undefined ? {} : atLine(facts, last.number);
}

function looseFacts(lines: readonly SourceLine[], lexicon: Lexicon): Pick<Segment, 'facts' | 'lines'> {
  let facts: EntryFacts = {};
  let next = 0;
  for (let taken = 0; taken < MOST_LINES && next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || line.text === '') continue;
    const found = looseLine(line, lexicon) ?? numberOverFacts(lines, next, lexicon);
    if (found === null) break;
    facts = { ...atLine(found, line.number), ...facts };
    taken += 1;
  }
  return Object.keys(facts).length === 0 ? { facts, lines } : { facts, lines: lines.slice(next) };
}

/** A line of facts only; a number alone opens the notice itself and stays with its text. */
export function looseLine({ text }: SourceLine, lexicon: Lexicon): LineFacts | null {
  if (beginsWithLabel(text, lexicon) && !DATED.test(text)) return null;
  const facts = factsOf(text.replace(DATED, '$1 '), lexicon);
  const isNumberAlone = facts !== null && Object.keys(facts).every((field) => field === 'documentNumber');
  return isNumberAlone ? null : facts;
}

/** The facts of the line below a title, where it holds nothing else and a date among them. */
export function factsBelowTitle({ lines, title }: Segment, lexicon: Lexicon): EntryFacts {
  const from = lines.findIndex(({ number }) => number > (title?.line ?? 0));
  const at = from === -1 ? null : nextFilled(lines, from);
  const line = at === null ? undefined : lines[at];
  const facts = line === undefined || title === null ? null : looseLine(line, lexicon);
  const isSure = facts?.publishedOn !== undefined && Object.keys(facts).length > 1;
  if (!isSure || line === undefined) return {};
  const { publishedOn, ...others } = facts;
  return atLine(IN_BRACKETS.test(line.text) ? { ...others, writtenOn: publishedOn } : facts, line.number);
}

/** A bulletin's note on an entry, with its source printed below it. */
export function opensWithNote({ lines, title, isTextOnTitleLine }: Segment, lexicon: Lexicon): boolean {
  const below = isTextOnTitleLine === true ? lines : lines.filter(({ number }) => number !== title?.line);
  const first = below.find(({ text }) => text !== '' && !text.startsWith('>'))?.text ?? '';
  return first.length >= SHORTEST_NOTE && first.endsWith('。') && !beginsWithLabel(first, lexicon);
}

/** The lines without those that state a fact of the entry. */
export function withoutFacts(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  end: number,
): readonly SourceLine[] {
  const facts = labels.filter(({ index, start }) => start === 0 && index < end);
  const stated = new Set(facts.flatMap(({ index, valueIndex }) => [index, valueIndex]));
  return lines.map((line, index) => (stated.has(index) ? { ...line, text: '' } : line));
}

/** A number alone, with another line of facts below it: both are facts. */
function numberOverFacts(lines: readonly SourceLine[], at: number, lexicon: Lexicon): LineFacts | null {
  const below = lines[nextFilled(lines, at + 1) ?? lines.length];
  const isOver = below !== undefined && looseLine(below, lexicon)?.publishedOn !== undefined;
  return isOver ? factsOf(lines[at]?.text ?? '', lexicon) : null;
}
