import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { keyedHashes } from '../platform/sealed-token.js';
import type { Budget } from './domain/request-budget.js';

const SWEEP_ROWS = 100;

/** Counters that every process shares. Addresses and networks are stored as keyed hashes only. */
@Injectable()
export class RequestBudgetsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Uses one of the budget for this key; false when none is left. Committed at once, whatever the caller does next. */
  async spend(budget: Budget, key: string): Promise<boolean> {
    const now = this.clock.now();
    const resetsAt = new Date(now.getTime() + budget.windowSeconds * 1_000);
    const spent = await this.db.affected(
      `insert into request_budgets as b (purpose, key_hash, used, resets_at) values ($1, $2, 1, $3)
       on conflict (purpose, key_hash) do update
          set used = case when b.resets_at <= $4 then 1 else b.used + 1 end,
              resets_at = case when b.resets_at <= $4 then excluded.resets_at else b.resets_at end
        where b.resets_at <= $4 or b.used < $5`,
      [budget.purpose, this.hash(budget.purpose, key), resetsAt, now, budget.limit],
    );
    return spent === 1;
  }

  /** As if nothing had been asked for. */
  async forget(budget: Budget, key: string): Promise<void> {
    await this.db.affected('delete from request_budgets where purpose = $1 and key_hash = $2', [
      budget.purpose,
      this.hash(budget.purpose, key),
    ]);
  }

  /** Forgets counters whose window is over, a few at a time. */
  async sweep(): Promise<void> {
    await this.db.affected(
      `delete from request_budgets where ctid in (
         select ctid from request_budgets where resets_at <= $1 limit $2 for update skip locked)`,
      [this.clock.now(), SWEEP_ROWS],
    );
  }

  private hash(purpose: string, key: string): Buffer {
    return keyedHashes(this.config.secretKeys, `budget:${purpose}`, key)[0] as Buffer;
  }
}
