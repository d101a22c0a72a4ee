import type { DigestView } from './digest-view.js';
import { digestWords } from './digest-words.js';

/**
 * Gmail clips at 102 KB and a mail promises 100 KB (102,400 bytes) at most: the difference is for the values
 * that replace the placeholders, which are longer than they are.
 */
export const SHARED_HTML_BYTES = 96_000;

/** The most lines under 即将截止 in a mail; the web view has them all. */
const CLOSING_LINES = 20;

/** A digest cut to size, with what was rendered of it. */
export interface FittedDigest<Rendered> {
  readonly view: DigestView;
  readonly rendered: Rendered;
}

/**
 * The digest with as many cards from its start as fit into `budget` bytes of HTML (UTF-8); the others are counted
 * in `overflowCount` and named in one line that leads to the web view. Throws a RangeError when not even the
 * frame without cards fits.
 */
export function fitDigest<Rendered extends { readonly html: string }>(
  view: DigestView,
  render: (view: DigestView) => Rendered,
  budget = SHARED_HTML_BYTES,
): FittedDigest<Rendered> {
  const attempt = (cards: number): FittedDigest<Rendered> => {
    const cut = withFirstCards(view, cards);
    return { view: cut, rendered: render(cut) };
  };
  const fits = ({ rendered }: FittedDigest<Rendered>) => Buffer.byteLength(rendered.html) <= budget;
  const total = view.sections.reduce((sum, section) => sum + section.cards.length, 0);
  let best = attempt(total);
  if (fits(best)) return best;
  best = attempt(0);
  if (!fits(best)) throw new RangeError(`The digest's frame alone is over ${budget} bytes.`);
  for (let low = 0, high = total; high - low > 1;) {
    const middle = Math.floor((low + high) / 2);
    const tried = attempt(middle);
    if (fits(tried)) [low, best] = [middle, tried];
    else high = middle;
  }
  return best;
}

/** The digest with its first `count` cards; sections left without a card go. */
export function withFirstCards(view: DigestView, count: number): DigestView {
  let left = count;
  const sections = view.sections
    .map((section) => {
      const cards = section.cards.slice(0, left);
      left -= cards.length;
      return { ...section, cards };
    })
    .filter((section) => section.cards.length > 0);
  const total = view.sections.reduce((sum, section) => sum + section.cards.length, 0);
  const overflowCount = total - Math.min(count, total);
  return {
    ...view,
    ...firstClosingLines(view),
    sections,
    overflowCount,
    overflowLine: overflow(view, overflowCount),
  };
}

function firstClosingLines(view: DigestView): Pick<DigestView, 'closingSoon' | 'closingSoonMore'> {
  const closingSoon = view.closingSoon.slice(0, CLOSING_LINES);
  return { closingSoon, closingSoonMore: overflow(view, view.closingSoon.length - closingSoon.length) };
}

function overflow({ language }: DigestView, count: number): string | null {
  return count > 0 ? digestWords(language).overflow(count) : null;
}
