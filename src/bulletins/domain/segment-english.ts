import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segmentation } from './segmentation.js';

const LONGEST_HEADING = 110;
const SHORTEST_PARAGRAPH = 160;

/** English bulletins without marks: a short line without a full stop, and a paragraph under it; at least two such pairs. */
export function segmentEnglish(lines: readonly SourceLine[], _lexicon: Lexicon): Segmentation | null {
  const filled = lines.filter(({ text }) => text !== '');
  const chinese = filled.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
  if (filled.length === 0 || chinese > filled.length / 5) return null;
  const listed = listedTitles(filled);
  const starts = filled.flatMap((line, n) => {
    const next = filled[n + 1]?.text;
    const isListed = listed.has(line.text.toLowerCase()) && next !== undefined && !isHeading(next);
    return isListed || (isHeading(line.text) && isParagraph(next)) ? [n] : [];
  });
  if (starts.length < 2) return null;
  const segments = starts.map((start, n) => {
    const next = starts[n + 1] ?? filled.length;
    const body = filled.slice(start + 1, next);
    const last = body.findLastIndex(({ text }) => !isHeading(text));
    const line = filled[start] as SourceLine;
    return {
      title: { text: line.text.replace(/^#+\s*/, ''), line: line.number, way: 'position' as const },
      section: null,
      lines: body.slice(0, last + 1),
      facts: {},
    };
  });
  return { isBulletin: true, segments, warnings: [] };
}

/** What a list of contents names: bulleted words that stand again on a line of their own. */
function listedTitles(lines: readonly SourceLine[]): Set<string> {
  const bulleted = lines.flatMap(
    ({ text }) => /^[•·●*–-]\s+(.{8,})$/u.exec(text)?.[1]?.trim().toLowerCase() ?? [],
  );
  const plain = new Set(lines.map(({ text }) => text.toLowerCase()));
  return new Set(bulleted.filter((title) => plain.has(title)));
}

function isHeading(text: string): boolean {
  return (
    text.length >= 4 && text.length <= LONGEST_HEADING && !/[.;:,]$/.test(text) && /^[#A-Z0-9“"‘']/.test(text)
  );
}

function isParagraph(text: string | undefined): boolean {
  return text !== undefined && text.length >= SHORTEST_PARAGRAPH;
}
