import type { DocumentHints } from './document-hints.js';
import type { Labelled } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import type { ParseWarning, ReadingWay } from './parsed-entry.js';
import type { SourceLine } from './normalise.js';
import type { Segment, SegmentFact } from './segmentation.js';

/** What every reader of a field is given: the entry's lines and labels, and what the whole document says. */
export interface EntryContext {
  readonly segment: Segment;
  readonly labels: readonly Labelled[];
  readonly title: string | null;
  readonly lexicon: Lexicon;
  readonly home: string | null;
  /** The document's first lines: a bulletin's own name may tell the place of all its entries. */
  readonly masthead: readonly SourceLine[];
  readonly hints: DocumentHints;
  /** Index of the first line that is body, not facts. */
  readonly bodyIndex: number;
  /** Index of the first of the labels that close the entry below its text; behind its last line where none do. */
  readonly closingIndex: number;
  /** Index of the first line of text; 0 where a bulletin prints an entry's facts below its text. */
  readonly textIndex: number;
}

/** Line, way and confidence of a reading; the words are found again when the entry is whole (origins.ts). */
export interface ReadingOrigin {
  readonly line: number;
  readonly way: ReadingWay;
  readonly confidence: number;
}

/** A field as read, with where and how; its warnings travel along. */
export interface Reading<T> {
  readonly value: T;
  readonly origin: ReadingOrigin | null;
  readonly warnings: readonly ParseWarning[];
}

/** An entry's issuers as one place of the document names them; null where it names none. */
export type IssuersOrNone = Reading<readonly string[]> | null;

const CONFIDENCE: Record<ReadingWay, number> = {
  label: 1,
  title: 0.9,
  number: 0.9,
  signature: 0.85,
  position: 0.8,
  section: 0.7,
  page: 0.7,
  inferred: 0.5,
};

/** A reading with its usual confidence. */
export function reading<T>(
  value: T,
  line: number,
  way: ReadingWay,
  warnings: readonly ParseWarning[] = [],
): Reading<T> {
  return { value, origin: { line, way, confidence: CONFIDENCE[way] }, warnings };
}

/** A field the source does not give. */
export function unread<T>(value: T, warnings: readonly ParseWarning[] = []): Reading<T> {
  return { value, origin: null, warnings };
}

const REPOSTED = /^\s*[(（[【]\s*转[载发]|[(（[【]\s*转[载发]\s*[)）\]】]\s*$/u;

/** Whether the title says that the page is a copy of another's paper: （转载）某办法. */
export function isReposted({ segment }: Pick<EntryContext, 'segment'>): boolean {
  return REPOSTED.test(segment.title?.text ?? '');
}

/** The line an entry starts on, for warnings that have no better place. */
export function firstLine({ segment }: Pick<EntryContext, 'segment'>): number {
  return segment.title?.line ?? segment.lines[0]?.number ?? 1;
}

/** -----, 无, 暂无: what a form prints where there is nothing to say. */
const NOTHING = /^(?:[^\p{L}\p{N}]*|暂?无)$/u;

/** Whether a label has something behind it. */
export function hasValue({ value }: Pick<Labelled, 'value'>): boolean {
  return !NOTHING.test(value);
}

function isOfFacts({ index }: Labelled, { bodyIndex, closingIndex }: EntryContext): boolean {
  return index < bodyIndex || index >= closingIndex;
}

/**
 * The value of a field: from the form itself, else from a label in the entry's block of facts. Of several labels the first
 * counts that is not `weak`: 发布机构 beside 发文机关 names the page's owner, 发文日期 beside 发布日期 the day of signing.
 */
export function labelled(
  context: EntryContext,
  field: LabelField,
  weak: RegExp | null = null,
): (SegmentFact & { readonly label: string }) | null {
  const fact = context.segment.facts[field];
  if (fact !== undefined) return { ...fact, label: '' };
  const all = context.labels.filter(
    (label) => label.field === field && hasValue(label) && isOfFacts(label, context),
  );
  const found = all.find(({ label }) => weak === null || !weak.test(label)) ?? all[0];
  return found
    ? {
        value: found.value,
        line: context.segment.lines[found.valueIndex]?.number ?? firstLine(context),
        label: found.label,
      }
    : null;
}

/** Whether the field's label is there at all, even without a value. */
export function hasField(context: EntryContext, field: LabelField): boolean {
  return (
    context.segment.facts[field] !== undefined ||
    context.labels.some((label) => label.field === field && isOfFacts(label, context))
  );
}
