import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresUnavailable } from './postgres-unavailable.error.js';

/** An operating-system account to run the database as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom the database runs as: null means ourselves. PostgreSQL refuses to run as root, so root hands it to the owner
 * of the existing `clusterFolder`, else to `postgres`, else to `nobody`. Refuses where none of them exists.
 */
export function databaseAccount(clusterFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const stat = statSync(clusterFolder, { throwIfNoEntry: false });
  if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (account) return account;
  throw new EmbeddedPostgresUnavailable(
    'PostgreSQL does not run as root and there is no account "postgres" or "nobody": run as an ordinary user, or set DATABASE_URL.',
  );
}

function lookUp(name: string): Account | null {
  try {
    const id = (option: string) =>
      Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
