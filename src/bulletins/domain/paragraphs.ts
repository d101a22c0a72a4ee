import type { SourceLine } from './normalise.js';

const NARROWEST = 28;
const WIDEST = 90;
const STARTS_ANEW =
  /^(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．]|附件|——)/u;

/** Body lines as paragraphs: where a document is hard-wrapped (PDF), lines that were broken at the margin are joined again. */
export function joinParagraphs(lines: readonly SourceLine[]): string {
  const texts = lines.map(({ text }) => text);
  const margin = marginOf(texts);
  if (margin === null) return texts.join('\n');
  return texts.reduce((whole, text, n) => {
    const previous = texts[n - 1];
    if (previous === undefined) return text;
    const isBroken =
      previous.length >= margin - 4 && !/[。！？；：:]$/u.test(previous) && !STARTS_ANEW.test(text);
    return whole + (isBroken ? joint(previous, text) : '\n') + text;
  }, '');
}

/** The width at which most long lines end; null for a document whose lines are paragraphs. */
function marginOf(texts: readonly string[]): number | null {
  const widths = texts.map((text) => text.length).sort((a, b) => a - b);
  const margin = widths[Math.floor(widths.length * 0.9)] ?? 0;
  const full = widths.filter((width) => width >= margin - 4 && width <= margin + 4).length;
  const isWrapped =
    texts.length >= 8 && margin >= NARROWEST && margin <= WIDEST && full >= texts.length * 0.15;
  return isWrapped && (widths.at(-1) ?? 0) <= margin * 1.3 ? margin : null;
}

function joint(previous: string, text: string): string {
  return /[\w,;]$/.test(previous) && /^\w/.test(text) ? ' ' : '';
}
