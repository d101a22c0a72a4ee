import { isBody, isFact } from './head-lines.js';
import { isOrganisation } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import { comparable, type SourceLine } from './normalise.js';
import type { SegmentTitle } from './segmentation.js';
import { isMenu, stripQuoted } from './titles.js';

const PAGE_HEAD_LINES = 10;
const SHORTEST_TITLE = 8;
const LONGEST_TITLE = 80;

/** The words that head a page, whatever their last one: printed again in its head, or above its owner's name and its date. */
export function titleOfPage(lines: readonly SourceLine[], lexicon: Lexicon): SegmentTitle | null {
  const [first, ...head] = lines
    .filter(({ text }) => text !== '' && !isMenu(text, lexicon))
    .slice(0, PAGE_HEAD_LINES);
  const [owner, fact] = head;
  if (first === undefined || owner === undefined || first.text.length < SHORTEST_TITLE) return null;
  if (first.text.length > LONGEST_TITLE || /[。；:：，,]/u.test(stripQuoted(first.text))) return null;
  if (isFact(first.text, lexicon) || isBody(first.text) || isOrganisation(first.text, lexicon)) return null;
  const isRepeated = head.some(({ text }) => comparable(text) === comparable(first.text));
  const isOwned = isOrganisation(owner.text, lexicon) && fact !== undefined && isFact(fact.text, lexicon);
  return isRepeated || isOwned ? { text: first.text, line: first.number, way: 'position' } : null;
}
