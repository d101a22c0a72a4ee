import { Injectable } from '@nestjs/common';
import { setTimeout as after } from 'node:timers/promises';
import { SendingHealthQuery } from '../../editions/sending-health.query.js';
import { type Readiness, ReadinessChecks } from '../../platform/observability/readiness.js';
import type { Language } from '../words/console-words.js';
import { sendingView } from './sending.view.js';

const EDITIONS = 6;
/** A page waits no longer for a relay that does not answer. */
const DEVICES_MS = 1_000;

/** Whether sending goes well, as the dashboard shows it. */
@Injectable()
export class DashboardSending {
  constructor(
    private readonly health: SendingHealthQuery,
    private readonly readiness: ReadinessChecks,
  ) {}

  async view(language: Language) {
    const [devices, open, standing, uncertain, sent] = await Promise.all([
      this.devices(),
      this.health.open(),
      this.health.standing(),
      this.health.uncertain(),
      this.health.sent(EDITIONS),
    ]);
    return sendingView({ devices, open, standing, uncertain, sent }, language);
  }

  /** The devices' answers; none that takes over a second. */
  private async devices(): Promise<Readiness> {
    const answered = this.readiness.run().then(({ checks }) => checks);
    return await Promise.race([answered, after(DEVICES_MS, {}, { ref: false })]);
  }
}
