import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { currentProcess, isRunning, parseIdentity, type ProcessIdentity } from './process-identity.js';

/** A file nobody finished writing for this long belongs to a process that died meanwhile. */
const HALF_WRITTEN_MS = 2_000;

/**
 * Takes the lock file at `path` for this process, or tells who has it. `details` is written beside the
 * owner's identity, for the one who is turned away. The lock of a process that no longer runs is taken over.
 */
export function tryLock(path: string, details: Record<string, unknown> = {}): LockAttempt {
  const text = JSON.stringify({ ...currentProcess(), ...details });
  for (;;) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o644 });
      return { taken: true, unlock: () => unlock(path, text) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const present = readIfPresent(path);
    if (present === null) continue;
    const owner = parseIdentity(present);
    if (owner ? isRunning(owner) : isFresh(path)) return { taken: false, owner, text: present };
    moveAside(path, present);
  }
}

/** What `tryLock` answers; `owner` is null while the winner has not finished writing. */
export type LockAttempt =
  | { readonly taken: true; readonly unlock: () => void }
  | { readonly taken: false; readonly owner: ProcessIdentity | null; readonly text: string };

/** Runs `work` while holding the lock; waits for its owner up to `patienceSeconds`, then rejects with `onTimeout`. */
export async function withLock<T>(
  path: string,
  { patienceSeconds, onTimeout }: { patienceSeconds: number; onTimeout: (pid: number | null) => Error },
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const attempt = tryLock(path);
    if (attempt.taken) {
      try {
        return await work();
      } finally {
        attempt.unlock();
      }
    }
    if (performance.now() > deadline) throw onTimeout(attempt.owner?.pid ?? null);
    await sleep(20);
  }
}

function unlock(path: string, text: string): void {
  if (readIfPresent(path) === text) rmSync(path, { force: true });
}

/** Renaming is atomic: of several that find the lock stale, one moves it and the others find it gone. */
function moveAside(path: string, stale: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Someone was faster and what we moved is their new lock: it goes back.
  if (readIfPresent(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function isFresh(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < HALF_WRITTEN_MS;
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
