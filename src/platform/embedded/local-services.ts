import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config, DkimKey, EnvironmentConfig } from '../config/config.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { findRunningInbox, startInboxSmtp } from './inbox-smtp.js';
import { InboxStore } from './inbox-store.js';
import { acquireInstanceLock } from './instance-lock.js';
import { startLocalInbox } from './local-inbox.js';
import { assertPortFree } from './ports.js';

type Release = () => Promise<void> | void;

/** The services a process works with: those of the environment, and embedded ones for what it leaves unset. */
export interface LocalServices {
  readonly config: Config;
  /** The inbox's page, where this process serves one. */
  readonly inboxUrl: string | null;
  /** Gives everything back, last taken first. */
  release(): Promise<void>;
}

/**
 * Puts embedded services in the place of those the environment does not name. A `server` is the only one on
 * its data folder and owns the ports; a `command` shares what a running server started.
 */
export async function provideServices(
  environment: EnvironmentConfig,
  as: 'server' | 'command',
): Promise<LocalServices> {
  const releases: Release[] = [];
  const release = async () => {
    for (const one of releases.splice(0).reverse()) await one();
  };
  try {
    if (as === 'server') await claimPlace(environment, releases);
    const databaseUrl = environment.databaseUrl ?? (await embeddedDatabase(environment, releases));
    const mail = environment.smtpUrl
      ? { smtpUrl: environment.smtpUrl, inboxUrl: null }
      : await localMail(environment, as, releases);
    const config: Config = Object.freeze({
      ...environment,
      databaseUrl,
      smtpUrl: mail.smtpUrl,
      localInbox: environment.smtpUrl === undefined,
      secretKeysGenerated: environment.secretKeys === undefined,
      secretKeys: environment.secretKeys ?? [keptSecret(environment.dataDir)],
      dkimKeys:
        environment.smtpUrl || environment.dkimKeys.length > 0
          ? environment.dkimKeys
          : [localDkimKey(environment)],
    });
    return { config, inboxUrl: mail.inboxUrl, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function claimPlace(environment: EnvironmentConfig, releases: Release[]): Promise<void> {
  const usesDataDir = environment.databaseUrl === undefined || environment.smtpUrl === undefined;
  if (usesDataDir) {
    const lock = acquireInstanceLock(resolve(environment.dataDir), { url: environment.publicUrl });
    releases.push(() => lock.release());
  }
  if (environment.role !== 'worker') await assertPortFree(environment.port, 'PORT');
  if (environment.smtpUrl === undefined) await assertPortFree(environment.inboxPort, 'INBOX_PORT');
}

async function embeddedDatabase(environment: EnvironmentConfig, releases: Release[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: environment.dataDir });
  releases.push(async () => await postgres.release());
  return postgres.url;
}

async function localMail(
  environment: EnvironmentConfig,
  as: 'server' | 'command',
  releases: Release[],
): Promise<{ smtpUrl: string; inboxUrl: string | null }> {
  if (as === 'server') {
    const inbox = await startLocalInbox({ dataDir: environment.dataDir, httpPort: environment.inboxPort });
    releases.push(async () => await inbox.close());
    return { smtpUrl: inbox.smtpUrl, inboxUrl: inbox.webUrl };
  }
  const running = await findRunningInbox(environment.dataDir);
  if (running) return { smtpUrl: running.smtpUrl, inboxUrl: null };
  const smtp = await startInboxSmtp(await InboxStore.open(resolve(environment.dataDir)));
  releases.push(async () => await smtp.close());
  return { smtpUrl: smtp.smtpUrl, inboxUrl: null };
}

/** The secret of this installation: made once, readable by its owner only. */
function keptSecret(dataDir: string): string {
  return keptFile(join(dataDir, 'secret-key'), () => randomBytes(48).toString('base64url')).trim();
}

/** Mail to the local inbox is signed as real mail would be, with a key of this installation. */
function localDkimKey(environment: EnvironmentConfig): DkimKey {
  const privateKey = keptFile(join(environment.dataDir, 'dkim-local.pem'), () =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  );
  const domain = environment.mailFrom
    .slice(environment.mailFrom.lastIndexOf('@') + 1)
    .replace(/>$/, '')
    .toLowerCase();
  return { domain, selector: 'local', privateKey };
}

/** The content of a file that is written once; of two processes at once the first one's content counts. */
function keptFile(path: string, make: () => string): string {
  mkdirSync(resolve(path, '..'), { recursive: true });
  if (!existsSync(path)) {
    try {
      writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(path, 'utf8');
}
