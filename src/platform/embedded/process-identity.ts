import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Kernel start time in clock ticks (proc(5), field 22 of stat); null where the system does not tell. */
  readonly startedAt: string | null;
}

/** This process. */
export function currentProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: readStat(process.pid)?.startedAt ?? null };
}

/** Whether a process runs under this pid; a zombie that nobody has reaped counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return readStat(pid)?.state !== 'Z';
}

/** Whether exactly this process still runs: same pid and, where known, same start. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (!isAlive(identity.pid)) return false;
  const startedAt = readStat(identity.pid)?.startedAt ?? null;
  return startedAt === null || identity.startedAt === null || startedAt === identity.startedAt;
}

/** Reads what `JSON.stringify` made of an identity; null for anything else, such as a half-written file. */
export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const value = JSON.parse(text) as Partial<ProcessIdentity> | null;
    if (!value || !Number.isInteger(value.pid)) return null;
    return { pid: Number(value.pid), startedAt: value.startedAt ?? null };
  } catch {
    return null;
  }
}

function readStat(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in brackets, may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}
