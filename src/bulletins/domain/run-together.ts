import { findLabels } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { sectionLevel } from './sections.js';

const SHORTEST = 120;
const FEWEST = 2;
/** How far behind its number an entry's first fact may stand. */
const LONGEST_TITLE = 200;
const COUNT = /(?<=^|\s)(\d{1,3})\s*(?:、|[.．](?!\d))\s*(?=\S)/gu;
const OPENING: readonly LabelField[] = ['issuer', 'publishedOn', 'writtenOn', 'documentNumber'];

/**
 * A bulletin whose page lost its line breaks (`1、某办法 颁发机构：某局 发布时间：… 2、…`) with an entry's title and each of its facts
 * on a line of its own again. Only where entries are counted from 1 and each is followed by facts.
 */
export function withBrokenLines(lines: readonly SourceLine[], lexicon: Lexicon): readonly SourceLine[] {
  return lines.flatMap((line) => {
    const at = line.text.length < SHORTEST ? [] : breaksOf(line, lexicon);
    if (at.length === 0) return [line];
    return [0, ...at].flatMap((start, n, all) => {
      const text = line.text.slice(start, all[n + 1]).trim();
      return text === '' ? [] : [{ ...line, raw: text, text }];
    });
  });
}

/** Where entries begin, with the section's name before them, and their facts. */
function breaksOf(line: SourceLine, lexicon: Lexicon): number[] {
  const labels = findLabels([line], lexicon);
  const facts = labels.filter(({ field }) => OPENING.includes(field)).map(({ start }) => start);
  const entries: number[] = [];
  let last = 0;
  for (const { index, 1: digits } of line.text.matchAll(COUNT)) {
    const count = Number(digits);
    if (count !== last + 1 && count !== 1) continue;
    if (!facts.some((start) => start > index && start - index < LONGEST_TITLE)) continue;
    entries.push(index);
    last = count;
  }
  const isEach = entries.every((index, n) =>
    facts.some((start) => start > index && start < (entries[n + 1] ?? Number.MAX_SAFE_INTEGER)),
  );
  if (entries.length < FEWEST || !isEach) return [];
  const heads = entries.flatMap((index) => sectionBefore(line.text.slice(0, index), lexicon) ?? []);
  const own = labels.map(({ start }) => start).filter((start) => start > (entries[0] ?? 0));
  return [...heads, ...entries, ...own].filter((at) => at > 0).sort((a, b) => a - b);
}

/** …html 市级 1、: where the name of a section begins that stands before an entry. */
function sectionBefore(text: string, lexicon: Lexicon): number | null {
  const word = /\s(\S{2,10})\s*$/u.exec(text);
  return word?.[1] === undefined || sectionLevel(word[1], lexicon) === null ? null : word.index + 1;
}
