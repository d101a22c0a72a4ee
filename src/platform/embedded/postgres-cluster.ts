import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentDirectoryArgument, programOptions, type PostgresProgram } from './postgres-program.js';
import { EmbeddedPostgresUnavailable } from './postgres-unavailable.error.js';

/** The superuser of the embedded server and its database have the project's name. */
export const DATABASE_NAME = 'dibao';

/** Where everything of the embedded server lies, below `DATA_DIR/postgres`. */
export class PostgresFolder {
  readonly path: string;
  readonly cluster: string;
  readonly lock: string;
  readonly holders: string;
  readonly log: string;
  readonly ownBinaries: string;
  private readonly passwordFile: string;
  private readonly portFile: string;

  /** Creates the folder, closed to other accounts. Refuses where this account may not. */
  constructor(dataDir: string) {
    this.path = join(dataDir, 'postgres');
    this.cluster = join(this.path, 'cluster');
    this.lock = join(this.path, 'lock');
    this.holders = join(this.path, 'holders');
    this.log = join(this.path, 'server.log');
    this.ownBinaries = join(this.path, 'binaries');
    this.passwordFile = join(this.path, 'password');
    this.portFile = join(this.path, 'port');
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 });
      readdirSync(this.path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new EmbeddedPostgresUnavailable(
        `The data folder ${this.path} cannot be used (${code}): set DATA_DIR.`,
      );
    }
  }

  /** The superuser's password. Refuses when the database is older than it, i.e. somebody removed the file. */
  password(): string {
    if (existsSync(this.passwordFile)) return readFileSync(this.passwordFile, 'utf8').trim();
    throw new EmbeddedPostgresUnavailable(
      `${this.passwordFile} is missing: put it back, or set DATABASE_URL.`,
    );
  }

  /** The port of the last start, so that a bookmarked address stays valid; null at first. */
  lastPort(): number | null {
    return existsSync(this.portFile) ? Number(readFileSync(this.portFile, 'utf8')) || null : null;
  }

  rememberPort(port: number): void {
    writeFileSync(this.portFile, `${port}\n`);
  }

  /** Whether initdb has run to its end here. */
  isInitialised(): boolean {
    return existsSync(join(this.cluster, 'PG_VERSION'));
  }

  /** Makes an empty cluster: UTF-8, Chinese in pinyin order, password login. Half-made ones are cleared away. */
  initialise(program: PostgresProgram): void {
    const { account } = program;
    for (const name of readdirSync(this.path)) {
      if (name.startsWith('cluster.')) rmSync(join(this.path, name), { recursive: true, force: true });
    }
    const fresh = `${this.cluster}.${process.pid}`;
    mkdirSync(fresh, { mode: 0o700 });
    writeFileSync(this.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) {
      chownSync(fresh, account.uid, account.gid);
      chownSync(this.passwordFile, account.uid, account.gid);
    }
    this.runInitdb(program, fresh);
    renameSync(fresh, this.cluster);
  }

  private runInitdb(program: PostgresProgram, folder: string): void {
    const password = openSync(this.passwordFile, 'r');
    try {
      const result = spawnSync(
        join(program.binaries, 'bin', 'initdb'),
        this.initdbArguments(program, folder),
        {
          ...programOptions(folder, program.account),
          stdio: [password, 'pipe', 'pipe'],
          encoding: 'utf8',
        },
      );
      if (result.status === 0) return;
      const said = result.error?.message ?? complaints(`${result.stdout}\n${result.stderr}`);
      throw new EmbeddedPostgresUnavailable(
        `PostgreSQL could not make its data folder (${said}): set DATABASE_URL to use another.`,
      );
    } finally {
      closeSync(password);
    }
  }

  private initdbArguments({ account, durability }: PostgresProgram, folder: string): string[] {
    return [
      `--pgdata=${currentDirectoryArgument(folder, account)}`,
      // Another account cannot walk to the password's path, but may read the file it is handed.
      `--pwfile=${process.platform === 'win32' ? this.passwordFile : '/dev/stdin'}`,
      `--username=${DATABASE_NAME}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=zh-u-co-pinyin',
      '--no-instructions',
      '--set=timezone=UTC',
      '--set=log_timezone=UTC',
      '--set=log_checkpoints=off',
      ...(durability === 'none' ? ['--no-sync'] : []),
    ];
  }
}

/** The lines that say what went wrong, else the last ones. */
function complaints(output: string): string {
  const lines = output.trim().split('\n');
  const telling = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  return (telling.length > 0 ? telling : lines.slice(-4)).join(' / ');
}
