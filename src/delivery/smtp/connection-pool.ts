import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ReadinessChecks } from '../../platform/observability/readiness.js';
import type { Lane } from '../runs.repository.js';
import { parseRelayUrl } from './smtp-connect.js';
import { type SessionTimeouts, SmtpSession } from './smtp-session.js';

const IDLE_MS = 20_000;
const TIMEOUTS: SessionTimeouts = { connectMs: 30_000, commandMs: 300_000, dotMs: 600_000 };

/** This process's connections to the relay: opened when needed, reused, closed when idle. */
@Injectable()
export class ConnectionPool implements OnApplicationShutdown {
  private readonly idle: { readonly session: SmtpSession; readonly timer: NodeJS.Timeout }[] = [];
  private readonly waiting: { readonly resolve: () => void; readonly lane: Lane }[] = [];
  private taken = 0;
  private readonly timeouts: SessionTimeouts;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    readiness: ReadinessChecks,
  ) {
    const scale = (ms: number) => Math.max(500, ms * config.timeScale);
    this.timeouts = {
      connectMs: scale(TIMEOUTS.connectMs),
      commandMs: scale(TIMEOUTS.commandMs),
      dotMs: scale(TIMEOUTS.dotMs),
    };
    readiness.add('smtp', async () => {
      const session = await SmtpSession.open(parseRelayUrl(config.smtpUrl), {
        ...TIMEOUTS,
        connectMs: 2_500,
      });
      session.quit();
    });
  }

  get size(): number {
    return this.config.smtpConnections;
  }

  /** Whether transactional mail waits for a connection: whoever sends bulk gives his back after this message. */
  get isWantedUrgently(): boolean {
    return this.waiting[0]?.lane === 'transactional';
  }

  /**
   * Lends a session for one piece of work, transactional mail first; throws `RelayUnavailable` when none can be
   * opened.
   */
  async withSession<T>(lane: Lane, work: (session: SmtpSession) => Promise<T>): Promise<T> {
    await this.turn(lane);
    let session: SmtpSession | undefined;
    try {
      session =
        this.takeIdle() ?? (await SmtpSession.open(parseRelayUrl(this.config.smtpUrl), this.timeouts));
      return await work(session);
    } finally {
      if (session) this.giveBack(session);
      this.taken -= 1;
      this.waiting.shift()?.resolve();
    }
  }

  onApplicationShutdown(): void {
    for (const { session, timer } of this.idle.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
  }

  private async turn(lane: Lane): Promise<void> {
    while (this.taken >= this.size)
      await new Promise<void>((resolve) => {
        const firstOfBulk = this.waiting.findIndex((one) => one.lane === 'bulk');
        const at = lane === 'bulk' || firstOfBulk < 0 ? this.waiting.length : firstOfBulk;
        this.waiting.splice(at, 0, { resolve, lane });
      });
    this.taken += 1;
  }

  private takeIdle(): SmtpSession | undefined {
    for (let kept = this.idle.pop(); kept; kept = this.idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.isUsable) return kept.session;
    }
    return undefined;
  }

  private giveBack(session: SmtpSession): void {
    if (!session.isUsable) return;
    const timer = setTimeout(() => {
      const index = this.idle.findIndex((kept) => kept.session === session);
      if (index >= 0) this.idle.splice(index, 1);
      session.quit();
    }, IDLE_MS);
    timer.unref();
    this.idle.push({ session, timer });
  }
}
