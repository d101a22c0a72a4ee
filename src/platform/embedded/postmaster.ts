import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptsConnections, findFreePort } from './ports.js';
import type { PostgresFolder } from './postgres-cluster.js';
import { currentDirectoryArgument, programOptions } from './postgres-program.js';
import type { Durability, PostgresProgram } from './postgres-program.js';
import { EmbeddedPostgresUnavailable } from './postgres-unavailable.error.js';
import { isAlive } from './process-identity.js';

const POLL_MS = 10;
const START_SECONDS = 120;
const FAST_SHUTDOWN_SECONDS = 30;
const LOG_KEPT_BYTES = 5_000_000;

/** A running server: the pid of its first process and its port on loopback. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server running on this cluster, waited for while it starts or stops; null when there is none. Its postmaster.pid
 * survives a crash of the machine, and the pid in it may be another program's by then: such a file is removed.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline) {
    const entry = readPidFile(cluster);
    if (!entry || !isAlive(entry.pid)) return null;
    if (!isPostgres(entry.pid)) {
      rmSync(pidFile(cluster), { force: true });
      return null;
    }
    if (entry.status === 'ready') return (await acceptsConnections(entry.port)) ? entry : null;
    await sleep(POLL_MS);
  }
  throw new EmbeddedPostgresUnavailable(`PostgreSQL has been starting or stopping for ${START_SECONDS} s.`);
}

/** Starts the server on the folder's last port, or a free one, and waits until it accepts connections. */
export async function startPostmaster(folder: PostgresFolder, program: PostgresProgram): Promise<Postmaster> {
  if (sizeOf(folder.log) > LOG_KEPT_BYTES) renameSync(folder.log, `${folder.log}.1`);
  for (let attempt = 1; ; attempt += 1) {
    const logged = sizeOf(folder.log);
    const port = await findFreePort(attempt === 1 ? folder.lastPort() : null);
    const child = launch(folder, program, port);
    const failure = await readiness(child, folder.cluster);
    if (failure === null && child.pid) {
      folder.rememberPort(port);
      return { pid: child.pid, port };
    }
    const said = readFileSync(folder.log).subarray(logged).toString().trim();
    const lastLines = said.split('\n').slice(-5).join(' / ');
    const portWasLost = lastLines.includes('could not bind');
    if (!portWasLost || attempt === 3) {
      throw new EmbeddedPostgresUnavailable(`PostgreSQL did not start (${failure}): ${lastLines}`);
    }
  }
}

/** Stops the server and waits until it is gone: sessions are cut, committed work is safe. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  const deadline = performance.now() + FAST_SHUTDOWN_SECONDS * 1000;
  let impatient = false;
  while (isAlive(pid) && readPidFile(cluster)?.pid === pid) {
    if (!impatient && performance.now() > deadline) {
      impatient = true;
      signal(pid, 'SIGQUIT');
    }
    await sleep(POLL_MS);
  }
}

/** Asks the server to stop without waiting: for a process that is exiting itself. */
export function askToStop(pid: number): void {
  signal(pid, 'SIGINT');
}

const LOOPBACK_ONLY = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];

const DURABILITY: Record<Durability, string[]> = {
  full: [],
  none: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
};

function launch(
  folder: PostgresFolder,
  { binaries, account, durability }: PostgresProgram,
  port: number,
): ChildProcess {
  const settings = [`port=${port}`, ...LOOPBACK_ONLY, 'max_connections=200', ...DURABILITY[durability]];
  const log = openSync(folder.log, 'a', 0o600);
  const data = currentDirectoryArgument(folder.cluster, account);
  try {
    // A session of its own: Ctrl-C in the terminal is for us, and we stop the server when we are done with it.
    const child = spawn(
      join(binaries, 'bin', 'postgres'),
      ['-D', data, ...settings.flatMap((s) => ['-c', s])],
      {
        ...programOptions(folder.cluster, account),
        detached: true,
        stdio: ['ignore', log, log],
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Null once the server accepts connections, else what became of it. */
async function readiness(child: ChildProcess, cluster: string): Promise<string | null> {
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signalName) => (ended = `exit ${code ?? signalName}`));
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline) {
    const entry = readPidFile(cluster);
    if (entry?.pid === child.pid && entry?.status === 'ready') return null;
    if (ended !== null) return ended;
    await sleep(POLL_MS);
  }
  if (child.pid) signal(child.pid, 'SIGQUIT');
  return `not ready after ${START_SECONDS} s`;
}

/** postmaster.pid line by line: pid, folder, start, port, socket folder, address, shared memory, state. */
function readPidFile(cluster: string): (Postmaster & { status: string }) | null {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    return pid ? { pid, port: Number(lines[3]), status: (lines[7] ?? 'starting').trim() } : null;
  } catch {
    return null;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** False only where the system says that the pid is another program's. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return true;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
