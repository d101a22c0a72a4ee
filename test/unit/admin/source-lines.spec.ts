import { sourceLines } from '../../../src/admin/bulletins/source-lines.view.js';
import type { ReviewEntry } from '../../../src/bulletins/domain/review-entry.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { factsToReview } from '../../../src/bulletins/domain/review-facts.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const NOTICE = ['关于支持渔港建设的通知', '发布日期：2026-03-02', '各有关单位：', '现就有关事项通知如下。'];

function entryOf(text: string, lines: { lineStart: number; lineEnd: number }): ReviewEntry {
  const read = parseBulletin(NOTICE.join('\n'), loadLexicon()).entries[0]!;
  const facts = factsToReview(read, 'next', () => true);
  const stored = {
    id: 'e',
    bulletinId: 'b',
    position: 1,
    state: 'open',
    policyId: null,
    twinOf: null,
  } as const;
  return { ...stored, ...lines, read, facts, warnings: [], version: 1 };
}

describe('the source beside an entry', () => {
  it('gives a line with nothing marked on it as plain words', () => {
    const lines = sourceLines(
      NOTICE.join('\n'),
      entryOf(NOTICE.join('\n'), { lineStart: 1, lineEnd: 4 }),
      false,
    );
    expect(lines.map(({ plain }) => plain)).toEqual([null, null, '各有关单位：', '现就有关事项通知如下。']);
  });

  it('is of a long document the part around the entry, from its first lines to its last', () => {
    const text = Array.from({ length: 5_000 }, (_, n) => `第${n + 1}行`).join('\n');
    const shown = (lineStart: number, isWhole = true) => {
      const lines = sourceLines(text, entryOf(text, { lineStart, lineEnd: lineStart + 4_000 }), isWhole);
      return [lines[0]?.number, lines.at(-1)?.number];
    };
    expect(shown(1)).toEqual([1, 1_000]);
    expect(shown(3_000)).toEqual([2_750, 3_749]);
    expect(shown(4_990)).toEqual([4_001, 5_000]);
    expect(shown(900, false)).toEqual([898, 1_898]);
  });
});
