import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../src/platform/embedded/ports.js';
import type { Route, RouteResult } from './open-loop.js';

/** The web role as an operator starts it, in a process of its own. */
export interface WebProcess {
  readonly origin: string;
  /** CPU seconds of the process so far; NaN where the system does not tell. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Who has which cores: the generator the last one, the server the others; nobody where `taskset` is missing. */
const LAST_CORE = availableParallelism() - 1;
export const PINS = LAST_CORE > 0 && spawnSync('taskset', ['--version']).status === 0;

const CLOCK_TICKS = 100;

export async function startWeb(databaseUrl: string, secret: string): Promise<WebProcess> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      PUBLIC_URL: origin,
      DATABASE_URL: databaseUrl,
      SECRET_KEYS: secret,
      SMTP_URL: 'smtp://127.0.0.1:1',
      ROLE: 'web',
      LOG_LEVEL: 'error',
    },
  });
  pin(child, `0-${LAST_CORE - 1}`);
  await answering(origin, child);
  return {
    origin,
    cpuSeconds: () => cpuOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Runs a load from a process of its own. */
export async function generate(
  origin: string,
  routes: readonly Route[],
  seconds: number,
): Promise<Record<string, RouteResult>> {
  const child = fork(fileURLToPath(new URL('./http-generator.js', import.meta.url)));
  pin(child, String(LAST_CORE));
  child.send({ origin, routes, seconds });
  const [result] = (await Promise.race([once(child, 'message'), failed(child)])) as [
    Record<string, RouteResult>,
  ];
  child.disconnect();
  return result;
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The generator ended with ${code}.`);
}

function pin(child: ChildProcess, cores: string): void {
  if (PINS) spawnSync('taskset', ['-a', '-p', '-c', cores, String(child.pid)]);
}

async function answering(origin: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The web process ended with ${child.exitCode}.`);
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The web process does not answer.');
}

function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
  } catch {
    return Number.NaN;
  }
}
