import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ClaimedDelivery } from './deliveries.repository.js';
import { type ConfigurationFault, EQUAL_FAULTS_TO_PAUSE } from './domain/configuration-fault.js';
import { OutcomeEvents } from './outcome-events.js';
import type { RunGoesOn } from './row-queue.js';
import { RunsRepository } from './runs.repository.js';

/** How far around a row it is looked for one of its run that was accepted; the rows of a run lie together. */
const NEIGHBOURS = 500;

/**
 * Stops a run that is refused for a fault of ours, and lets one go on in which a single recipient's server says
 * so. The ledger counts, so that workers count together and a restart forgets nothing; resuming a run does.
 */
@Injectable()
export class ConfigurationBreakerService {
  constructor(
    private readonly db: Database,
    private readonly runs: RunsRepository,
    private readonly events: OutcomeEvents,
  ) {}

  /** To be told once the row is back to pending with its fault; `words` become the reason. Says whether the run goes on. */
  async refused(
    runId: string,
    delivery: ClaimedDelivery,
    fault: ConfigurationFault,
    words: string,
  ): Promise<RunGoesOn> {
    if (!fault.isOfTheRelay && !(await this.isGeneral(runId, delivery.id, fault.key))) return true;
    if (await this.runs.pause(runId, `configuration: ${words.slice(0, 300)}`)) this.events.paused(runId);
    return false;
  }

  /** Enough rows wait with this fault, or every open row does and none around this one was accepted. */
  private async isGeneral(runId: string, deliveryId: number, fault: string): Promise<boolean> {
    const row = await this.db.row<{ isGeneral: boolean }>(
      `select (select count(*) from (select from deliveries
                where run_id = $1 and fault = $2 and state = 'pending' limit $4::int) waiting) >= $4::int
              or (not exists (select from deliveries
                               where run_id = $1 and state = 'pending' and fault is distinct from $2)
                  and not exists (select from deliveries where run_id = $1 and state in ('claimed', 'sending'))
                  and not exists (select from deliveries
                                   where id between $3::bigint - $5::int and $3::bigint + $5::int
                                     and run_id = $1 and state = 'accepted')) as "isGeneral"`,
      [runId, fault, deliveryId, EQUAL_FAULTS_TO_PAUSE, NEIGHBOURS],
    );
    return row?.isGeneral ?? false;
  }
}
