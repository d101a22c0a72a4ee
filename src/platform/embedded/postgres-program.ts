import type { Account } from './postgres-account.js';

/** Safety of what was committed: `none` is for databases that live as long as a test run. */
export type Durability = 'full' | 'none';

/** An installed PostgreSQL and how to run it. */
export interface PostgresProgram {
  /** The folder with `bin/`, `lib/` and `share/`. */
  readonly binaries: string;
  /** Whom it runs as; null means ourselves. */
  readonly account: Account | null;
  readonly durability: Durability;
}

/**
 * How to name `folder` to a PostgreSQL program started with `programOptions(folder, account)`. Another account often
 * cannot walk the path to our data (a 0700 home), but it may use the folder it was started in: on Linux that has a name
 * which asks no folder above for permission. So the data stays in DATA_DIR whoever runs the database.
 */
export function currentDirectoryArgument(folder: string, account: Account | null): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Spawn options common to initdb and postgres: their folder, their account, an environment without our secrets. */
export function programOptions(folder: string, account: Account | null): ProgramOptions {
  const env = process.platform === 'win32' ? undefined : { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
  return { ...account, cwd: folder, env, windowsHide: true };
}

/** The part of Node's spawn options that PostgreSQL programs share. */
export interface ProgramOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
  readonly env: Record<string, string> | undefined;
  readonly windowsHide: boolean;
}
