import type { WeekOfGrowth } from '../../subscribers/domain/growth.js';
import { dayAt } from '../console/moments.js';
import { type Language, wordsIn } from '../words/console-words.js';

const WIDTH = 360;
const TOP = 22;
const BASE = 112;
const GAP = 6;
const WEEK_MS = 7 * 86_400_000;

/** Columns from zero, one for each week, in a drawing of 360 × 132; and the same in words. */
export function growthView(weeks: readonly WeekOfGrowth[], now: Date, language: Language) {
  const { growth: t } = wordsIn(language);
  const highest = Math.max(1, ...weeks.map(({ active }) => active));
  const slot = WIDTH / Math.max(1, weeks.length);
  const columns = weeks.map(({ weeksAgo, active, joined, left }, index) => {
    const height = active === 0 ? 0 : Math.max(2, Math.round(((BASE - TOP) * active) / highest));
    return {
      x: round(index * slot + GAP / 2),
      middle: round(index * slot + slot / 2),
      width: round(slot - GAP),
      y: BASE - height,
      labelY: BASE - height - 5,
      height,
      active,
      joined,
      left,
      until: dayAt(new Date(now.getTime() - weeksAgo * WEEK_MS)),
      isLabelled: index === 0 || index === weeks.length - 1,
      isLast: index === weeks.length - 1,
    };
  });
  const sum = (of: 'joined' | 'left') => weeks.reduce((total, week) => total + week[of], 0);
  const [first, last] = [columns.at(0), columns.at(-1)];
  return {
    columns,
    joined: sum('joined'),
    left: sum('left'),
    says: `${t.title}: ${first?.until ?? ''} ${first?.active ?? 0} → ${last?.until ?? ''} ${last?.active ?? 0}`,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
