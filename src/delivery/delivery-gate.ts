import { Injectable } from '@nestjs/common';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository.js';
import { DomainRatesService } from './domain-rates.service.js';
import { RunsRepository } from './runs.repository.js';
import { type SuppressionReason, SuppressionsService } from './suppressions.service.js';

/** Between claim and connection: who may not be mailed, and whose domain has had enough for this minute. */
@Injectable()
export class DeliveryGate {
  constructor(
    private readonly suppressions: SuppressionsService,
    private readonly rates: DomainRatesService,
    private readonly deliveries: DeliveriesRepository,
    private readonly runs: RunsRepository,
  ) {}

  /** The rows to send now; the others are settled as suppressed or wait for their domain's next minute. */
  async pass(runId: string, claimed: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]> {
    const suppressed = await this.suppressedOf(runId, claimed);
    for (const delivery of claimed) {
      const reason = suppressed.get(delivery.address);
      if (reason) await this.deliveries.settle(delivery, { state: 'suppressed', reason });
    }
    const allowed = claimed.filter((delivery) => !suppressed.has(delivery.address));
    const { admitted, deferred, waitSeconds } = await this.rates.admit(allowed);
    await this.deliveries.deferAll(deferred, waitSeconds, 'rate of the recipient domain');
    return [...admitted];
  }

  /** A mail somebody asked for a moment ago is sent in spite of a bounce or complaint: confirming it lifts those. */
  private async suppressedOf(
    runId: string,
    claimed: readonly ClaimedDelivery[],
  ): Promise<Map<string, SuppressionReason>> {
    const suppressed = await this.suppressions.among(claimed.map((delivery) => delivery.address));
    if (suppressed.size === 0 || (await this.runs.byId(runId))?.lane !== 'transactional') return suppressed;
    return new Map([...suppressed].filter(([, reason]) => reason === 'erasure' || reason === 'manual'));
  }
}
