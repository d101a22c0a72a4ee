import { findLabels } from './labels.js';
import { OPENING } from './labelled-starts.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment } from './segmentation.js';
import { lastTitle } from './title-among-words.js';
import { isTitleLike } from './titles.js';

const FEWEST = 2;

interface Card {
  readonly title: string;
  readonly label: string;
  /** Where the title and where its facts begin. */
  readonly start: number;
  readonly factsStart: number;
}

/**
 * The cards of a page that is one line: `某办法 发布机构：某局 发布时间：2024-05-06 … 某意见 发布机构：…`, each title right before the
 * same label. None where fewer than two titles stand so.
 */
export function cardsOnLine(line: SourceLine, lexicon: Lexicon): Segment[] {
  const all = findLabels([line], lexicon).flatMap(({ field, label, start }) => {
    const title = OPENING.includes(field) ? titleBefore(line.text, start, lexicon) : null;
    return title === null ? [] : [{ ...title, label, factsStart: start }];
  });
  const cards = all.filter(({ label }) => label === all[0]?.label);
  if (new Set(cards.map(({ title }) => title)).size < FEWEST) return [];
  return cards.map((card, n) => toSegment(line, card, cards[n + 1]?.start));
}

function titleBefore(text: string, end: number, lexicon: Lexicon): { title: string; start: number } | null {
  const words = text.slice(0, end).trim().split(/\s+/u);
  const title = lastTitle(words, lexicon);
  return title !== null && isTitleLike(title, lexicon)
    ? { title, start: text.lastIndexOf(title.split(' ')[0] ?? title, end - 1) }
    : null;
}

function toSegment(line: SourceLine, card: Card, next: number | undefined): Segment {
  return {
    title: { text: card.title, line: line.number, way: 'position' },
    section: null,
    lines: [{ ...line, text: line.text.slice(card.factsStart, next).trim() }],
    facts: {},
  };
}
