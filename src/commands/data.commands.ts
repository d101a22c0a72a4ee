import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ImportedSubscribers } from '../subscribers/import-subscribers.service.js';
import { forEachFile, print } from './output.js';

/** `migrate`, `seed`, `list create`, `subscribers import`. */
export function addDataCommands(program: Command): void {
  addMigrate(program);
  addSeed(program);
  addSubscribers(program);
}

function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the current schema')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const { provideServices } = await import('../platform/embedded/local-services.js');
      const { environment } = await import('../platform/config/environment.js');
      const { migrate } = await import('../platform/database/migrate.js');
      const { MIGRATIONS } = await import('../../migrations/index.js');
      const services = await provideServices(environment(), 'command');
      try {
        const applied = await migrate(services.config.databaseUrl, MIGRATIONS);
        print({ json: { applied }, text: applied.join('\n') || 'nothing to apply' }, options.json ?? false);
      } finally {
        await services.release();
      }
    });
}

function addSeed(program: Command): void {
  const seed = program.command('seed').description('taxonomies and sample data');
  seed
    .command('taxonomy')
    .description('districts and sectors; again changes nothing')
    .option('--province <code>', 'also the prefectures and counties of a province, e.g. 440000')
    .option('--json')
    .action(async (options: { province?: string; json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { SeedTaxonomyService } = await import('../taxonomy/seed-taxonomy.service.js');
      await withApp(async (app) => {
        const taxonomy = app.get(SeedTaxonomyService);
        const { districts, sectors } = await taxonomy.seed();
        const below = options.province ? await taxonomy.seedProvince(options.province) : 0;
        const rows = { districts: districts + below, sectors };
        print(
          { json: rows, text: `${rows.districts} districts, ${rows.sectors} sectors` },
          options.json ?? false,
        );
      });
    });
  seed
    .command('demo')
    .description('sample list, policies and subscribers; never sent to a real mail server')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { SeedTaxonomyService } = await import('../taxonomy/seed-taxonomy.service.js');
      const { SeedDemoService } = await import('../sample/seed-demo.service.js');
      await withApp(async (app) => {
        await app.get(SeedTaxonomyService).seed();
        const rows = await app.get(SeedDemoService).seed();
        const text = `${rows.lists} lists, ${rows.policies} policies, ${rows.subscribers} subscribers`;
        print({ json: rows, text }, options.json ?? false);
      });
    });
}

function addSubscribers(program: Command): void {
  program
    .command('subscribers')
    .description('companies and subscribers')
    .command('import')
    .description('bring in subscribers whose consent was given elsewhere')
    .argument('<file.csv...>')
    .requiredOption('--list <slug>')
    .requiredOption('--consent <text>', 'the wording they agreed to')
    .option('--dry-run')
    .option('--json')
    .action(
      async (
        files: string[],
        options: { list: string; consent: string; dryRun?: boolean; json?: boolean },
      ) => {
        const { withApp } = await import('./with-app.js');
        const { ImportSubscribersService } = await import('../subscribers/import-subscribers.service.js');
        const { decodeText } = await import('../bulletins/extractors/text.js');
        await withApp(async (app) => {
          await forEachFile(files, options.json ?? false, async (file) => {
            const { text } = decodeText(await readFile(file));
            const imported = await app.get(ImportSubscribersService).import(text, {
              listSlug: options.list,
              consent: options.consent,
              dryRun: options.dryRun ?? false,
            });
            return { json: imported, text: importText(imported) };
          });
        });
      },
    );
}

function importText(imported: ImportedSubscribers): string {
  const lines = imported.refused.map((one) => `  row ${one.row}, ${one.column}: ${one.reason}`);
  const refusedRows = new Set(imported.refused.map((one) => one.row)).size;
  const summary = `${imported.added} added, ${imported.unchanged} unchanged, ${refusedRows} rows refused`;
  return [summary, ...lines].join('\n');
}
