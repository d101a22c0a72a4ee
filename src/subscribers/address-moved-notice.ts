import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import type { Transaction } from '../platform/database/database.js';
import { maskedAddress } from './domain/address-change.js';
import { NoticeMailService } from './notice-mail.service.js';
import type { SubscriptionView } from './subscribers.repository.js';

/** Tells an old address that mail goes elsewhere now. */
@Injectable()
export class AddressMovedNotice {
  constructor(
    private readonly lists: ListsRepository,
    private readonly mails: NoticeMailService,
  ) {}

  /** Joins the caller's transaction; returns the run to `wake`. Its links are the person's own: they can change it back. */
  async enqueue(
    subscription: SubscriptionView,
    move: { readonly oldAddress: string; readonly newAddress: string; readonly at: Date },
    tx: Transaction,
  ): Promise<string> {
    return await this.mails.enqueue(
      {
        kind: 'address-changed',
        reference: subscription.id,
        address: move.oldAddress,
        company: subscription.company,
        language: subscription.language,
        requestedAt: move.at,
        maskedAddress: maskedAddress(move.newAddress),
      },
      await this.lists.bySlug(subscription.listSlug),
      tx,
    );
  }

  async wake(runId: string): Promise<void> {
    await this.mails.wake(runId);
  }
}
