import { atLine } from './entry-facts.js';
import type { Lexicon } from './lexicon.js';
import { factsOf } from './line-facts.js';
import type { SourceLine } from './normalise.js';
import { findSections, sectionOf } from './sections.js';
import type { Segment, Segmentation } from './segmentation.js';
import { namesBulletin, readHeading } from './titles.js';

const FEWEST = 2;
const HEAD_LINES = 12;
/** 《某办法》（某发〔2023〕18号，2023年5月8日，某厅）。主要内容：…: title, facts and text on one line. */
const ENTRY =
  /^《((?:[^《》]|《[^《》]*》){4,120})》\s*[(（]([^()（）]{6,160})[)）]\s*[。：:；;，,]?\s*(.{8,})$/u;

interface Found {
  readonly index: number;
  readonly segment: Segment;
}

/** Bulletins that name each paper in 《》, its facts in brackets behind it, and tell what it says on the same line. */
export function segmentQuoted(lines: readonly SourceLine[], lexicon: Lexicon): Segmentation | null {
  const sections = findSections(lines, lexicon);
  const found = lines.flatMap((line, index): Found[] => {
    const [, title = '', bracket = '', rest = ''] = ENTRY.exec(readHeading(line.text)?.text ?? '') ?? [];
    const facts = title === '' ? null : factsOf(bracket, lexicon);
    if (facts === null) return [];
    const segment = {
      title: { text: title, line: line.number, way: 'position' as const },
      section: sectionOf(index, sections),
      lines: [{ ...line, raw: rest, text: rest }],
      facts: atLine(facts, line.number),
      isTextOnTitleLine: true,
    };
    return [{ index, segment }];
  });
  const first = found[0]?.index ?? 0;
  const head = lines.slice(Math.max(0, first - HEAD_LINES), first).map(({ text }) => text);
  if (found.length < FEWEST || !namesBulletin(head, lexicon)) return null;
  const segments = found.map(({ index, segment }, n) => {
    const stop = sections.find((section) => section.index > index)?.index ?? lines.length;
    const below = lines.slice(index + 1, Math.min(found[n + 1]?.index ?? lines.length, stop));
    return { ...segment, lines: [...segment.lines, ...below] };
  });
  return { isBulletin: true, segments, warnings: [] };
}
