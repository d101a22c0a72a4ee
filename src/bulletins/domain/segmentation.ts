import type { LabelField } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';

export interface SegmentTitle {
  readonly text: string;
  readonly line: number;
  readonly way: 'label' | 'title' | 'position' | 'page' | 'inferred';
}

/** The heading an entry stands under, and the one of no level between them. */
export interface SegmentSection {
  readonly text: string;
  readonly line: number;
  readonly part?: Pick<SegmentSection, 'text' | 'line'>;
}

/** A fact and its line; `way` where words of a sentence tell it, and not a column or a label. */
export interface SegmentFact {
  readonly value: string;
  readonly line: number;
  readonly way?: 'position';
}

/** One entry cut out of a document; `lines` are what belongs to it below (or around) its title. */
export interface Segment {
  readonly title: SegmentTitle | null;
  readonly section: SegmentSection | null;
  readonly lines: readonly SourceLine[];
  /** Facts already read by the form itself: table cells, the bracketed date of a list line. */
  readonly facts: Partial<Record<LabelField, SegmentFact>>;
  /** The text begins on the title's own line, behind it. */
  readonly isTextOnTitleLine?: boolean;
}

/** How a document was cut. A single notice is one segment; `isBulletin` says that several were looked for. */
export interface Segmentation {
  readonly isBulletin: boolean;
  readonly segments: readonly Segment[];
  readonly warnings: readonly ParseWarning[];
}

/** What is left out of a bulletin because it is no policy, named with its line. */
export function notAPolicy({ text, line }: Pick<SegmentTitle, 'text' | 'line'>): ParseWarning {
  return { code: 'not-a-policy', message: `不是政策条目,已略过:${text.slice(0, 40)}`, line };
}
