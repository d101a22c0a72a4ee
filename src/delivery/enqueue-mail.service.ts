import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import { EventLog } from '../platform/observability/log.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { CanonicalMessage } from './domain/canonical-message.js';
import { EnqueueRangesService } from './enqueue-ranges.service.js';
import { MessagesRepository } from './messages.repository.js';
import { RunsRepository } from './runs.repository.js';

/** One mail to one address, answered to one act of a person. */
export interface SingleMail {
  readonly message: CanonicalMessage;
  readonly datedAt: Date;
  readonly address: string;
  /** What the mail is owed for: its links carry it, and cancelling by it takes the mail back. */
  readonly reference: string;
  /** The values of the message's plain fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** Sample mail never leaves for a real server. */
  readonly isSample: boolean;
}

/** Later than this a transactional mail is no use to anybody: 24 hours. */
const EXPIRY_SECONDS = 24 * 3_600;

/** Puts one transactional mail into the ledger; it never waits behind bulk. */
@Injectable()
export class EnqueueMailService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly runs: RunsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly ranges: EnqueueRangesService,
    private readonly log: EventLog,
  ) {}

  /** Message, run and delivery in the caller's transaction; returns the run to `wake` once it has committed. */
  async enqueue(mail: SingleMail, tx: Transaction): Promise<string> {
    const { message } = mail;
    const [messageId] = await this.messages.reserve([message.language], message.kind, mail.datedAt, tx);
    await this.messages.composeAll([{ id: messageId as string, content: message }], tx);
    const runId = await this.runs.open('transactional', { isSample: mail.isSample }, tx);
    await this.deliveries.enqueueFromSelect(
      { id: runId, expirySeconds: EXPIRY_SECONDS },
      'select $3::uuid, $4::uuid, $5::text, $6::jsonb',
      [messageId, mail.reference, mail.address, JSON.stringify(mail.fields)],
      tx,
    );
    await this.runs.start(runId, tx);
    return runId;
  }

  /** Wakes a worker. A queue that does not answer is logged only: the reconciler finds the run in the ledger. */
  async wake(runId: string): Promise<void> {
    try {
      await this.ranges.enqueueDue(runId, 'transactional');
    } catch (error) {
      this.log.error('delivery.not-woken', error, { runId });
    }
  }
}
