import { BODY_FIELDS, startOfClosingFacts } from './fact-block.js';
import { findLabels, type Labelled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { joinParagraphs } from './paragraphs.js';
import { findUrl } from './read-link.js';
import { isFurniture } from './titles.js';

export interface Body {
  readonly lines: readonly SourceLine[];
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Whether a link or other label closed it, so that it cannot be cut off. */
  readonly isClosed: boolean;
}

/** The running text of an entry, from below its facts to above what closes it; page furniture is left out. */
export function readBody(
  lines: readonly SourceLine[],
  factsEnd: number,
  titleLine: number,
  lexicon: Lexicon,
): Body {
  const glued = gluedBody(lines, factsEnd, lexicon);
  const from = lines.findIndex(
    (line, i) => i >= factsEnd && line.number > titleLine && isContent(line, lexicon),
  );
  const closing = startOfClosing(lines, factsEnd, lexicon);
  const until = closing ?? lines.length;
  const content = from === -1 ? [] : lines.slice(from, until).filter((line) => isContent(line, lexicon));
  const all = glued === null ? content : [glued, ...content];
  const fallback = lines[0]?.number ?? titleLine;
  return {
    lines: all,
    text: joinParagraphs(all),
    startLine: all[0]?.number ?? Math.max(fallback, titleLine),
    endLine: all.at(-1)?.number ?? Math.max(fallback, titleLine),
    isClosed: closing !== null,
  };
}

function isContent({ text }: SourceLine, lexicon: Lexicon): boolean {
  return text !== '' && !isFurniture(text, lexicon);
}

/** A blank, or the end of the reads or of the date that the text is glued to. */
const END_OF_VALUE =
  /\s|(?<=^(?:\d{1,8}|(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)))(?=[\p{Script=Han}《【])/u;

/** One-line documents print the body behind the last fact: what follows its value is text. */
function gluedBody(lines: readonly SourceLine[], factsEnd: number, lexicon: Lexicon): SourceLine | null {
  const line = lines[factsEnd - 1];
  if (line === undefined || line.text.length < 250) return null;
  const last = findLabels([line], lexicon).findLast(
    ({ field, start }) => !BODY_FIELDS.includes(field) && start < 600,
  );
  if (last === undefined) return null;
  const value = last.value;
  const cut = value.search(END_OF_VALUE);
  const text = cut === -1 ? '' : value.slice(cut).trim();
  return text.length < 40 ? null : { ...line, text };
}

/** A link label among the last filled lines ends the body, and so do labels with nothing but labels below them. */
function startOfClosing(lines: readonly SourceLine[], factsEnd: number, lexicon: Lexicon): number | null {
  const labels = findLabels(lines, lexicon);
  const facts = startOfClosingFacts(lines, labels, lexicon);
  const starts = [closingLink(lines, labels, factsEnd), facts].filter((at) => at !== null && at >= factsEnd);
  return starts.length === 0 ? null : Math.min(...starts.map(Number));
}

function closingLink(
  lines: readonly SourceLine[],
  labels: readonly Labelled[],
  factsEnd: number,
): number | null {
  const link = labels.findLast(
    ({ field, start, index }) => field === 'link' && start === 0 && index >= factsEnd,
  );
  if (link === undefined) return null;
  const after = lines.slice(link.valueIndex + 1).filter(({ text }) => text !== '' && findUrl(text) === null);
  return after.length <= 3 ? link.index : null;
}
