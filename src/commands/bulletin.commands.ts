import { basename } from 'node:path';
import type { Command } from 'commander';
import { DocumentReader } from '../bulletins/document-reader.js';
import { readDocumentBytes } from '../bulletins/extract-text.js';
import { toContractBulletin } from '../bulletins/parse-bulletin-file.js';
import { allWarnings } from '../bulletins/domain/parsed-entry.js';
import { forEachFile } from './output.js';

/** `bulletin parse` (no database) and `bulletin import`. */
export function addBulletinCommands(program: Command): void {
  const bulletin = program.command('bulletin').description('documents into policies');
  bulletin
    .command('parse')
    .description('read the entries of a document; stores nothing')
    .argument('<file...>')
    .option('--json')
    .action(async (files: string[], options: { json?: boolean }) => {
      const reader = new DocumentReader();
      await forEachFile(files, options.json ?? false, async (file) => {
        const parsed = await reader.run('parse-document', await readDocumentBytes(file));
        const lines = parsed.entries.map(
          (entry) =>
            `${entry.position}. [${entry.level ?? '?'}] ${entry.title ?? '(no title)'} · ${entry.issuers.join('、')} · ${entry.publishedOn ?? 'undated'}`,
        );
        return {
          json: toContractBulletin(parsed),
          text: [...lines, ...allWarnings(parsed).map((one) => `  ! line ${one.line}: ${one.message}`)].join(
            '\n',
          ),
        };
      });
    });
  bulletin
    .command('import')
    .description('store the entries of a document as drafts, or publish them')
    .argument('<file...>')
    .requiredOption('--list <slug>')
    .option('--publish')
    .option('--json')
    .action(async (files: string[], options: { list: string; publish?: boolean; json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { ImportBulletinService } = await import('../bulletins/import-bulletin.service.js');
      const { ReadDocumentService } = await import('../bulletins/read-document.service.js');
      await withApp(async (app) => {
        await forEachFile(files, options.json ?? false, async (file) => {
          const { bytes, about } = await readDocumentBytes(file);
          const { text, format, hints } = await app.get(ReadDocumentService).extract(bytes, about);
          const imported = await app
            .get(ImportBulletinService)
            .import(
              { name: basename(file), text, format, hints },
              { listSlug: options.list, publish: options.publish ?? false },
            );
          const lines = imported.entries.map(
            (one) => `${one.position}. ${one.status} ${one.policyId ?? ''} ${one.title ?? ''}`,
          );
          return {
            json: imported,
            text: [...lines, ...imported.warnings.map((one) => `  ! line ${one.line}: ${one.message}`)].join(
              '\n',
            ),
          };
        });
      });
    });
}
