import { namesBody } from './english-bodies.js';
import { closingDate, linkIn } from './english-facts.js';
import { isForeign } from './english-lines.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment, Segmentation } from './segmentation.js';

const FEWEST = 3;
const LEAST_SHARE = 0.6;
/** DCMS: More than …, Department for Transport: A new …: whose news it is, before a colon and a text. */
const BODY_BEFORE =
  /^(?:[•·●▪*-]\s+)?(?:\*\*)?(\p{Lu}[\p{L}&’' /-]{1,60}?)(?:\*\*)?:\s+(?:\*\*)?(\S.{59,})$/u;
/** DCMS, HMT, ScotGov, Welsh Government: bodies by form; others say it in their names. */
const BODY = /^(?:\p{Lu}{2,8}|\p{Lu}\p{Ll}{0,6}(?:\p{Lu}\p{Ll}{0,6}){1,3})$|\bGovernment\b/u;
const SENTENCE = /^.{20,240}?[.!?](?=\s|$)/u;

interface Start {
  readonly index: number;
  readonly body: string;
  readonly text: string;
}

/** English digests whose paragraphs begin with the body they tell of: it issues the entry, whose first sentence is its title. */
export function segmentEnglishBodies(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '');
  if (!isForeign(filled)) return null;
  const starts = filled.flatMap((line, index) => startOf(line, index) ?? []);
  const bodies = starts.filter(({ body }) => BODY.test(body) || namesBody(body));
  if (starts.length < FEWEST || bodies.length < starts.length * LEAST_SHARE) return null;
  if (new Set(starts.map(({ body }) => body)).size < 2) return null;
  const segments = starts.map((start, n) => toSegment(start, filled, starts[n + 1]?.index));
  return { isBulletin: true, segments, warnings: [] };
}

function startOf({ text: whole }: SourceLine, index: number): Start | null {
  const [, body = '', text = ''] = BODY_BEFORE.exec(whole) ?? [];
  return body === '' || body.split(/\s+/u).length > 8 ? null : { index, body: body.trim(), text };
}

function toSegment({ index, body, text }: Start, filled: readonly SourceLine[], next?: number): Segment {
  const line = filled[index] as SourceLine;
  const own = [{ ...line, raw: text, text }, ...filled.slice(index + 1, next)];
  const date = closingDate(own);
  const link = linkIn([line, ...own]);
  return {
    title: { text: SENTENCE.exec(text)?.[0] ?? text, line: line.number, way: 'position' },
    section: null,
    lines: own,
    facts: {
      issuer: { value: body, line: line.number, way: 'position' },
      ...(date === null ? {} : { publishedOn: date }),
      ...(link === null ? {} : { link }),
    },
    isTextOnTitleLine: true,
  };
}
