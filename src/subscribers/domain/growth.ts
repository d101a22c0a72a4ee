/** How many subscriptions were confirmed, and how many ended, in one week. */
export interface WeekOfChange {
  /** 0 is the week that ends now. */
  readonly weeksAgo: number;
  readonly joined: number;
  readonly left: number;
}

/** One week of growth: what changed in it, and the active subscriptions at its end. */
export interface WeekOfGrowth extends WeekOfChange {
  readonly active: number;
}

/** The last `weeks` weeks, the oldest first, reckoned back from what is active now. Weeks not named had no change. */
export function growthOf(activeNow: number, changes: readonly WeekOfChange[], weeks: number): WeekOfGrowth[] {
  let active = activeNow;
  const backwards = Array.from({ length: weeks }, (_, weeksAgo) => {
    const { joined, left } = changes.find((one) => one.weeksAgo === weeksAgo) ?? { joined: 0, left: 0 };
    const week = { weeksAgo, joined, left, active };
    active += left - joined;
    return week;
  });
  return backwards.reverse();
}
