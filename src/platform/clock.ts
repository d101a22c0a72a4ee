import { Injectable } from '@nestjs/common';

/** The only place that knows now. Instants are UTC `Date`s. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's clock. */
@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until told otherwise: for `--at` and for tests. */
export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}

/** Seconds since a moment of `performance.now()`, to the millisecond: how long something took. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1_000;
}
