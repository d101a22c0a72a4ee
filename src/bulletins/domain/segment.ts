import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { segmentDatedLines } from './segment-dated-lines.js';
import { segmentEnglish } from './segment-english.js';
import { segmentLabelled } from './segment-labelled.js';
import { segmentOneLine } from './segment-one-line.js';
import { segmentTable } from './segment-table.js';
import { segmentTitles } from './segment-titles.js';
import { segmentSingle } from './segment-single.js';
import type { Segmentation } from './segmentation.js';

type Form = (lines: readonly SourceLine[], lexicon: Lexicon) => Segmentation | null;

/** From the surest signs to the weakest; a document that shows none of them is one notice. */
const FORMS: readonly Form[] = [
  segmentOneLine,
  segmentTable,
  segmentLabelled,
  segmentDatedLines,
  segmentTitles,
  segmentEnglish,
];

/** Cuts a document into its entries. */
export function segment(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation {
  for (const form of FORMS) {
    const segmentation = form(lines, lexicon);
    if (segmentation !== null) return segmentation;
  }
  return segmentSingle(lines, lexicon);
}
