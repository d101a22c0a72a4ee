/** Sectors of which none stands above another; the first is of all. */
export const SECTORS = ['*', '022', '03', 'C'];

/** One announcement: numbers in order of joining and of publishing. */
export interface Told {
  readonly reader: number;
  readonly policy: number;
}

export type Act = 'publish' | 'retag' | 'join' | 'profile' | 'pause' | 'resume' | 'leave';

interface Reader {
  sector: number;
  isPaused: boolean;
  hasLeft: boolean;
  readonly had: Set<number>;
}

interface Policy {
  sector: number;
  /** As at the last cut-off that was released; null when no released edition was about it. */
  before: number | null;
  hasChanged: boolean;
}

/** What a freeze holds: policies as at the cut-off, readers as they were when it froze. */
export interface Freeze {
  readonly policies: readonly Policy[];
  readonly announced: readonly Told[];
}

/** Who is told what, by the rules of the product alone: one list, policies and readers of one sector each. */
export class ModelOfAList {
  readonly readers: Reader[] = [];
  private readonly policies: Policy[] = [];

  do(
    act: Act,
    on: { readonly reader: number; readonly policy: number | null; readonly sector: number | null },
  ): void {
    const sector = on.sector ?? 0;
    if (act === 'join') this.readers.push({ sector, isPaused: false, hasLeft: false, had: new Set() });
    else if (act === 'publish') this.policies.push({ sector, before: null, hasChanged: true });
    else if (act === 'retag') this.retag(on.policy ?? 0, sector);
    else {
      const reader = this.readers[on.reader]!;
      if (act === 'profile') reader.sector = sector;
      else if (act === 'leave') reader.hasLeft = true;
      else reader.isPaused = act === 'pause';
    }
  }

  /** The cut-off: what happens to policies from here on belongs to the next edition. */
  freeze(): Freeze {
    const policies = this.policies.map((policy) => ({ ...policy }));
    for (const policy of this.policies) policy.hasChanged = false;
    return { policies, announced: this.newsOf(policies) };
  }

  /** Frozen again, the readers are those of now; the policies are still those of the cut-off. */
  release(freeze: Freeze, as: 'as-frozen' | 'as-it-is-now'): void {
    const announced = as === 'as-frozen' ? freeze.announced : this.newsOf(freeze.policies);
    for (const { reader, policy } of announced) this.readers[reader]!.had.add(policy);
    for (const [index, policy] of freeze.policies.entries()) this.policies[index]!.before = policy.sector;
  }

  /** Given back before release: the next edition is about them again. */
  cancel(freeze: Freeze): void {
    for (const [index, policy] of freeze.policies.entries())
      if (policy.hasChanged) this.policies[index]!.hasChanged = true;
  }

  told(): Told[] {
    return this.readers.flatMap(({ had }, reader) =>
      [...had].sort((one, other) => one - other).map((policy) => ({ reader, policy })),
    );
  }

  private retag(which: number, sector: number): void {
    if (this.policies.length === 0) return;
    const policy = this.policies[which % this.policies.length]!;
    if (policy.sector !== sector) policy.hasChanged = true;
    policy.sector = sector;
  }

  /** It concerns them now, did not at the last released cut-off, and they were not told of it before. */
  private newsOf(policies: readonly Policy[]): Told[] {
    return this.readers.flatMap(({ sector, isPaused, hasLeft, had }, reader) =>
      isPaused || hasLeft
        ? []
        : policies.flatMap((one, policy) =>
            one.hasChanged &&
            concerns(one.sector, sector) &&
            !concerns(one.before, sector) &&
            !had.has(policy)
              ? [{ reader, policy }]
              : [],
          ),
    );
  }
}

/** The first sector meets every other, on both sides. */
function concerns(policy: number | null, reader: number): boolean {
  return policy !== null && (policy === 0 || policy === reader || reader === 0);
}
