import { Pool } from 'undici';
import { seeded } from './corpus.js';

/** One kind of request: how often, and what is asked each time. */
export interface Route {
  readonly name: string;
  readonly perSecond: number;
  readonly cookie?: string;
  readonly paths: readonly string[];
}

/** What became of a route's requests; milliseconds from the moment each was due, not from when it could be sent. */
export interface RouteResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Answers other than 200, and requests without one. */
  readonly errors: number;
  readonly firstError: string | null;
  readonly kilobytes: number;
}

interface Tally {
  readonly latencies: number[];
  errors: number;
  firstError: string | null;
  bytes: number;
}

/** More than a server that keeps up ever needs; one that does not makes requests wait, and the wait is counted. */
const CONNECTIONS = 64;

/**
 * Sends requests when they are due (exponential gaps, the same from the same seed), whether or not earlier ones were
 * answered: an open loop. A stalled server delays nothing here, so no wait is left out (coordinated omission).
 */
export async function openLoop(
  origin: string,
  routes: readonly Route[],
  seconds: number,
): Promise<Record<string, RouteResult>> {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const tallies = routes.map((): Tally => ({ latencies: [], errors: 0, firstError: null, bytes: 0 }));
  const due = routes.flatMap((route, at) => scheduleOf(route, at, seconds)).sort((a, b) => a.at - b.at);
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let next = 0; next < due.length;) {
    const now = performance.now() - started;
    for (; next < due.length && (due[next] as Due).at <= now; next += 1) {
      const { at, route, path } = due[next] as Due;
      running.push(ask(pool, routes[route] as Route, path, tallies[route] as Tally, started + at));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  const took = (performance.now() - started) / 1_000;
  await pool.close();
  return Object.fromEntries(routes.map((route, at) => [route.name, resultOf(tallies[at] as Tally, took)]));
}

interface Due {
  readonly at: number;
  readonly route: number;
  readonly path: string;
}

function scheduleOf({ perSecond, paths }: Route, route: number, seconds: number): Due[] {
  const random = seeded(100 + route);
  const due: Due[] = [];
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) / perSecond) * 1_000;
    if (at > seconds * 1_000) return due;
    due.push({ at, route, path: paths[due.length % paths.length] as string });
  }
}

async function ask(pool: Pool, route: Route, path: string, tally: Tally, due: number): Promise<void> {
  try {
    const { statusCode, body } = await pool.request({
      path,
      method: 'GET',
      headers: {
        accept: 'text/html',
        'accept-encoding': 'gzip, deflate, br',
        'accept-language': 'zh-CN',
        ...(route.cookie ? { cookie: route.cookie } : {}),
      },
      headersTimeout: 60_000,
    });
    for await (const chunk of body) tally.bytes += (chunk as Buffer).length;
    if (statusCode !== 200) note(tally, `${statusCode} ${path}`);
  } catch (error) {
    note(tally, `${String(error)} ${path}`);
  }
  tally.latencies.push(performance.now() - due);
}

function note(tally: Tally, error: string): void {
  tally.errors += 1;
  tally.firstError ??= error;
}

function resultOf({ latencies, errors, firstError, bytes }: Tally, seconds: number): RouteResult {
  const sorted = latencies.toSorted((one, other) => one - other);
  const at = (share: number) =>
    round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
  return {
    requests: sorted.length,
    perSecond: round(sorted.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    errors,
    firstError,
    kilobytes: round(bytes / Math.max(1, sorted.length) / 1_024),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
