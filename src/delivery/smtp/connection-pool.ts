import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ReadinessChecks } from '../../platform/observability/readiness.js';
import { parseRelayUrl } from './smtp-connect.js';
import { type SessionTimeouts, SmtpSession } from './smtp-session.js';

const IDLE_MS = 20_000;
const TIMEOUTS: SessionTimeouts = { connectMs: 30_000, commandMs: 300_000, dotMs: 600_000 };

/** This process's connections to the relay: opened when needed, reused, closed when idle. */
@Injectable()
export class ConnectionPool implements OnApplicationShutdown {
  private readonly idle: { readonly session: SmtpSession; readonly timer: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];
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

  /** Lends a session for one piece of work; throws `RelayUnavailable` when none can be opened. */
  async withSession<T>(work: (session: SmtpSession) => Promise<T>): Promise<T> {
    await this.turn();
    let session: SmtpSession | undefined;
    try {
      session =
        this.takeIdle() ?? (await SmtpSession.open(parseRelayUrl(this.config.smtpUrl), this.timeouts));
      return await work(session);
    } finally {
      if (session) this.giveBack(session);
      this.taken -= 1;
      this.waiting.shift()?.();
    }
  }

  onApplicationShutdown(): void {
    for (const { session, timer } of this.idle.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
  }

  private async turn(): Promise<void> {
    while (this.taken >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
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
