import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { TokenSealer } from '../platform/sealed-token.js';

const PURPOSE = 'form-time';
/** Nobody reads and fills in a form faster than this. */
const SHORTEST_MS = 3_000;
const LONGEST_MS = 24 * 3_600_000;

/** The sealed time at which a form was handed out. */
@Injectable()
export class FormStamp {
  private readonly sealer: TokenSealer;

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealer = new TokenSealer(config.secretKeys);
  }

  issue(): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(this.clock.now().getTime()));
    return this.sealer.seal(PURPOSE, time);
  }

  /** Whether the form was ours and was filled in for as long as a person needs, and no longer than a day. */
  isUnhurried(stamp: unknown): boolean {
    const time = this.sealer.open(PURPOSE, stamp);
    if (time?.length !== 8) return false;
    const age = this.clock.now().getTime() - Number(time.readBigUInt64BE());
    return age >= SHORTEST_MS && age <= LONGEST_MS;
  }
}
