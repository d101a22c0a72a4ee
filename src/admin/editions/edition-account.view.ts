import { balances, type Accounting } from '../../editions/domain/edition-progress.js';
import { type Language, wordsIn } from '../words/console-words.js';

const OUTCOMES = ['accepted', 'rejected', 'suppressed', 'uncertain', 'cancelled', 'expired', 'open'] as const;
const EXCLUDED = ['paused', 'nothingNew'] as const;
type Slice = (typeof OUTCOMES)[number] | (typeof EXCLUDED)[number];

/** Where every active subscription went: a table that adds up, and the same as one bar (an SVG of width 1000). */
export function accountView(account: Accounting, language: Language) {
  const t = wordsIn(language);
  const counts: Record<Slice, number> = { ...account, ...account.excluded };
  const total = Math.max(
    account.active,
    account.eligible + account.excluded.paused + account.excluded.nothingNew,
  );
  const row = (slice: Slice) => ({
    slice,
    label: t.states[slice],
    count: counts[slice],
    share: total > 0 ? `${((counts[slice] / total) * 100).toFixed(1)}%` : '—',
  });
  return {
    active: account.active,
    eligible: account.eligible,
    outcomes: OUTCOMES.map(row),
    excluded: EXCLUDED.map(row),
    excludedTotal: account.excluded.paused + account.excluded.nothingNew,
    isBalanced: balances(account),
    bar: barOf(
      [...OUTCOMES, ...EXCLUDED].map((slice) => ({ slice, count: counts[slice] })),
      total,
    ),
    says: [...OUTCOMES, ...EXCLUDED]
      .filter((slice) => counts[slice] > 0)
      .map((slice) => `${t.states[slice]} ${counts[slice]}`)
      .join(', '),
  };
}

/** Rectangles that fill a bar of width 1000; what is not zero is at least 4 wide. */
export function barOf(parts: readonly { readonly slice: string; readonly count: number }[], total: number) {
  const shown = parts.filter((part) => part.count > 0);
  const least = 4;
  const free = 1_000 - least * shown.length;
  let x = 0;
  return shown.map(({ slice, count }) => {
    const width = Math.round((least + (total > 0 ? (count / total) * free : 0)) * 10) / 10;
    const rectangle = { slice, x: Math.round(x * 10) / 10, width };
    x += width;
    return rectangle;
  });
}
