import { Injectable } from '@nestjs/common';
import type { AcceptedDelivery } from './deliveries.repository.js';
import type { AttemptOutcome } from './domain/delivery-status.js';
import { CopyBuffer } from './mime/copy-buffer.js';
import { PointOfNoReturn } from './point-of-no-return.js';
import { PrepareCopyService, type ReadyCopy } from './prepare-copy.service.js';
import { RecordOutcomeService } from './record-outcome.service.js';
import type { RowQueue } from './row-queue.js';
import { ConnectionPool } from './smtp/connection-pool.js';
import { RelayUnavailable } from './smtp/smtp-connect.js';
import type { SmtpSession } from './smtp/smtp-session.js';

/** What the last row of a connection came to, as far as it is not yet written. */
interface LastRow {
  /** Rides with the next point of no return. */
  accepted: AcceptedDelivery | null;
  /** Anything else is written by itself. */
  written: Promise<void>;
}

/** The copy that is made while another one is on its way. */
interface Upcoming {
  copy: ReadyCopy | null;
  composing: Promise<void>;
}

/**
 * Rows of a queue one after another over one connection at a time. While one waits for its commit the next is
 * composed, and its envelope goes out with the dot. The ledger never shows more than one row of a connection as
 * being sent: a point of no return takes the settling of the row before it along, or waits for it.
 */
@Injectable()
export class SendOverConnectionService {
  constructor(
    private readonly pool: ConnectionPool,
    private readonly copies: PrepareCopyService,
    private readonly pointOfNoReturn: PointOfNoReturn,
    private readonly outcomes: RecordOutcomeService,
  ) {}

  /** Returns when the queue is empty or closed; what failed stands in its `failures`, what was not begun is back in it. */
  async send(rows: RowQueue): Promise<void> {
    // A copy is made when the one before it has left this process: one piece of memory serves them all.
    const paper = new CopyBuffer();
    for (let copy = await this.copies.next(rows, paper); copy; copy = await this.copies.next(rows, paper)) {
      const first = copy;
      try {
        await this.pool.withSession(
          rows.lane,
          async (session) => await this.converse(session, rows, first, paper),
        );
      } catch (error) {
        if (error instanceof RelayUnavailable) rows.putBack(first.delivery);
        else rows.ended(first.delivery, null);
        rows.failures.push(error);
      }
    }
  }

  private async converse(
    session: SmtpSession,
    rows: RowQueue,
    first: ReadyCopy,
    paper: CopyBuffer,
  ): Promise<void> {
    const last: LastRow = { accepted: null, written: Promise.resolve() };
    try {
      let copy: ReadyCopy | null = first;
      while (copy) copy = await this.deliver(session, rows, copy, { last, paper });
    } catch (error) {
      session.close();
      throw error;
    } finally {
      if (last.accepted)
        void this.record(rows, last.accepted.delivery, { kind: 'accepted', ...last.accepted });
    }
  }

  /** One row; returns the one to go on with, whose envelope may have been said already. */
  private async deliver(
    session: SmtpSession,
    rows: RowQueue,
    copy: ReadyCopy,
    { last, paper }: { readonly last: LastRow; readonly paper: CopyBuffer },
  ): Promise<ReadyCopy | null> {
    const upcoming: Upcoming = { copy: null, composing: Promise.resolve() };
    let outcome: AttemptOutcome | null = null;
    try {
      outcome = await session.deliver(copy, {
        pass: async () => {
          const passing = this.pass(rows, copy, last);
          upcoming.composing = this.compose(rows, paper).then((next) => void (upcoming.copy = next));
          return await passing;
        },
        following: () => upcoming.copy,
      });
      if (!outcome) rows.putBack(copy.delivery);
      else if (outcome.kind === 'accepted') last.accepted = { delivery: copy.delivery, ...outcome };
      else last.written = this.record(rows, copy.delivery, outcome);
      // It may have stopped the run: nothing further is begun before that is known.
      if (outcome?.kind === 'refused' && outcome.class === 'config') await last.written;
    } finally {
      rows.ended(copy.delivery, outcome);
    }
    await upcoming.composing;
    return this.goesOn(session, rows, upcoming.copy);
  }

  /** The next copy, composed when nothing more urgent is left to do; none where rows wait for an answer first. */
  private async compose(rows: RowQueue, paper: CopyBuffer): Promise<ReadyCopy | null> {
    await new Promise((resolve) => setImmediate(resolve));
    if (rows.isNarrow || (this.pool.isWantedUrgently && rows.lane === 'bulk')) return null;
    return await this.copies.next(rows, paper);
  }

  /** The copy if it can be sent here; one that was begun and is not to be ends the connection without its dot. */
  private goesOn(session: SmtpSession, rows: RowQueue, next: ReadyCopy | null): ReadyCopy | null {
    if (!next || (session.isUsable && !rows.isStopping && !rows.isNarrow)) return next;
    rows.putBack(next.delivery);
    session.close();
    return null;
  }

  private async pass(rows: RowQueue, { delivery }: ReadyCopy, last: LastRow): Promise<boolean> {
    await last.written;
    if (rows.isStopping) return false;
    const before = last.accepted;
    last.accepted = null;
    try {
      const passed = await this.pointOfNoReturn.pass({ runId: rows.runId, delivery }, before);
      if (before) this.outcomes.acceptedIsWritten(before);
      return passed;
    } catch (error) {
      if (before) void this.record(rows, before.delivery, { kind: 'accepted', ...before });
      throw error;
    }
  }

  private record(rows: RowQueue, delivery: ReadyCopy['delivery'], outcome: AttemptOutcome): Promise<void> {
    return rows.record(this.outcomes.record(rows.runId, delivery, outcome));
  }
}
