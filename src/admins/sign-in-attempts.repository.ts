import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { keyedHashes } from '../platform/sealed-token.js';
import { isTooMany, type LimitedBy, WINDOW_SECONDS } from './domain/sign-in-limits.js';

/** Attempts to sign in, counted in PostgreSQL so that every web process counts the same. */
@Injectable()
export class SignInAttemptsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Counts an attempt before it is made: ten at once count ten. False: it must not be made. */
  async count(by: LimitedBy, value: string): Promise<boolean> {
    const now = this.clock.now();
    const windowStart = new Date(now.getTime() - WINDOW_SECONDS * 1_000);
    const row = await this.db.row<{ attempts: number }>(
      `insert into sign_in_attempts as a (key_hash, attempts, started_at) values ($1, 1, $2)
       on conflict (key_hash) do update
          set attempts = case when a.started_at <= $3 then 1 else a.attempts + 1 end,
              started_at = case when a.started_at <= $3 then $2 else a.started_at end
       returning attempts`,
      [this.keyOf(by, value), now, windowStart],
    );
    return !isTooMany(by, row?.attempts ?? 1);
  }

  /** After a success the account starts afresh; counts whose window is over go too. */
  async forget(by: LimitedBy, value: string): Promise<void> {
    await this.db.affected('delete from sign_in_attempts where key_hash = $1 or started_at <= $2', [
      this.keyOf(by, value),
      new Date(this.clock.now().getTime() - WINDOW_SECONDS * 1_000),
    ]);
  }

  private keyOf(by: LimitedBy, value: string): Buffer {
    return keyedHashes(this.config.secretKeys, `sign-in-${by}`, value)[0] as Buffer;
  }
}
