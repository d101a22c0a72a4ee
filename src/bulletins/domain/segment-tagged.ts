import { nextFilled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segmentation } from './segmentation.js';
import { isExplainer } from './titles.js';

const TAG = /^【[^【】]{2,8}】$/u;
const LONGEST_TITLE = 70;
const PROSE = 60;
const FEWEST = 2;

/** Digests in which each item has a tag on a line of its own (【通知】), its headline below that, and then its text. */
export function segmentTagged(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const tags = lines.flatMap(({ text }, index) => (TAG.test(text) ? [index] : []));
  if (tags.length < FEWEST) return null;
  const segments = tags.flatMap((tag, n) => {
    const at = nextFilled(lines, tag + 1);
    const next = at === null ? null : nextFilled(lines, at + 1);
    const title = at === null ? undefined : lines[at];
    const text = next === null ? '' : (lines[next]?.text ?? '');
    const isHeadline =
      title !== undefined && title.text.length <= LONGEST_TITLE && !/[。；:：]$/u.test(title.text);
    if (!isHeadline || at === null || text.length < PROSE || isExplainer(title.text, lexicon)) return [];
    return [
      {
        title: { text: title.text, line: title.number, way: 'position' as const },
        section: null,
        lines: lines.slice(at + 1, tags[n + 1]),
        facts: {},
      },
    ];
  });
  return segments.length === tags.length ? { isBulletin: true, segments, warnings: [] } : null;
}
