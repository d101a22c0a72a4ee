import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../errors/domain-error.js';
import { tryLock } from './file-lock.js';

/** A second server on the same data folder: it would answer for the first and run its jobs twice. */
export class AlreadyRunning extends DomainError {
  readonly code = 'platform.already-running';
  override readonly kind = 'conflict';
}

/** What the one who is turned away is told about the running instance. */
export interface InstanceInfo {
  /** Address of its public site. */
  readonly url: string;
}

/** Held for as long as the server runs. */
export interface InstanceLock {
  /** Lets the next one in; harmless when repeated. */
  release(): void;
}

/**
 * Makes this process the only server on `dataDir` (created if missing). Refuses with `AlreadyRunning` while another
 * one lives; a lock left by a killed process is taken over.
 */
export function acquireInstanceLock(dataDir: string, info: InstanceInfo): InstanceLock {
  mkdirSync(dataDir, { recursive: true });
  const attempt = tryLock(join(dataDir, 'instance.lock'), { ...info });
  if (attempt.taken) return { release: attempt.unlock };
  const where = [attempt.owner && `pid ${attempt.owner.pid}`, readUrl(attempt.text)]
    .filter(Boolean)
    .join(', ');
  throw new AlreadyRunning(
    `Dibao already runs here${where && ` (${where})`}. Stop it first, or set DATA_DIR and PORT.`,
  );
}

function readUrl(text: string): string | null {
  try {
    return (JSON.parse(text) as { url?: string }).url ?? null;
  } catch {
    return null;
  }
}
