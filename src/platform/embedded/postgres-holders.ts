import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentProcess, isRunning, parseIdentity } from './process-identity.js';

let registrations = 0;

/** The processes that need the shared server, one file each: the last one out stops it. */
export class PostgresHolders {
  constructor(private readonly folder: string) {}

  /** Enters this process (once per call); the result takes it out again. */
  register(): () => void {
    mkdirSync(this.folder, { recursive: true });
    registrations += 1;
    const path = join(this.folder, `${process.pid}-${registrations}`);
    writeFileSync(path, JSON.stringify(currentProcess()));
    return () => rmSync(path, { force: true });
  }

  /** Whether any holder still runs; the files of those that were killed are removed. */
  anyRunning(): boolean {
    let running = false;
    for (const name of this.names()) {
      const path = join(this.folder, name);
      const identity = parseIdentity(readOrEmpty(path));
      if (identity && isRunning(identity)) running = true;
      else rmSync(path, { force: true });
    }
    return running;
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder);
    } catch {
      return [];
    }
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
