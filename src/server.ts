import { MIGRATIONS } from '../migrations/index.js';
import type { EnvironmentConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import { migrate } from './platform/database/migrate.js';
import { provideServices, type LocalServices } from './platform/embedded/local-services.js';
import { DomainError } from './platform/errors/domain-error.js';

/** Starts one process in its role; a refusal is one line and exit code 1. */
export async function runServer(override: Partial<EnvironmentConfig> = {}): Promise<void> {
  let services: LocalServices | undefined;
  try {
    services = await provideServices({ ...environment(), ...override }, 'server');
    await migrate(services.config.databaseUrl, MIGRATIONS);
    const { startDibao } = await import('./start-dibao.js');
    await startDibao(services);
  } catch (error) {
    await services?.release();
    process.stderr.write(`${error instanceof DomainError ? error.message : describe(error)}\n`);
    process.exit(1);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
