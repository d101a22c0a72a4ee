import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Metrics } from '../platform/observability/metrics.js';
import { ReadinessChecks } from '../platform/observability/readiness.js';

/** What proxies add: a request with one of these does not begin on this machine. */
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** For machines that watch: `/healthz`, `/readyz`, `/metrics`. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessChecks,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** This process answers. */
  @Get('healthz')
  up(): { status: 'up' } {
    return { status: 'up' };
  }

  /** Database, queue and SMTP reachable: 200, or 503 with what is wrong. */
  @Get('readyz')
  async ready(@Res() response: Response): Promise<void> {
    const { isReady, checks } = await this.readiness.run();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready', checks });
  }

  /** Prometheus text. Only from this machine, or with the bearer token of `METRICS_TOKEN`: anyone else sees a 404. */
  @Get('metrics')
  async numbers(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.mayScrape(request)) throw new NotFoundException('Not found');
    response.type(this.metrics.contentType).send(await this.metrics.text());
  }

  private mayScrape(request: Request): boolean {
    if (this.config.metricsToken)
      return isSame(request.get('authorization') ?? '', `Bearer ${this.config.metricsToken}`);
    const isForwarded = FORWARDED.some((header) => request.get(header) !== undefined);
    return !isForwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
  }
}

/** In the same time whatever the difference. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
