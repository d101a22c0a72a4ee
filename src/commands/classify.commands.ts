import type { Command } from 'commander';
import { DocumentReader } from '../bulletins/document-reader.js';
import { readDocumentBytes } from '../bulletins/extract-text.js';
import { classifyReply } from '../delivery/domain/reply-classifier.js';
import { knownProviders, rulesOf } from '../delivery/reply-rules.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { forEachFile, print } from './output.js';

/** Questions that need no database: `policies suggest`, `reply classify`. */
export function addClassifyCommands(program: Command): void {
  program
    .command('policies')
    .description('policy texts')
    .command('suggest')
    .description('sectors, districts, dates and money of a text, with the words they rest on')
    .argument('<file...>')
    .option('--json')
    .action(async (files: string[], options: { json?: boolean }) => {
      const reader = new DocumentReader();
      await forEachFile(files, options.json ?? false, async (file) => {
        const suggested = await reader.run('suggest-document', await readDocumentBytes(file));
        return { json: suggested, text: JSON.stringify(suggested, null, 2) };
      });
    });
  program
    .command('reply')
    .description('SMTP replies')
    .command('classify')
    .description('what a mail server means by its refusal')
    .argument('<reply>')
    .option('--provider <name>')
    .option('--json')
    .action((reply: string, options: { provider?: string; json?: boolean }) => {
      const provider = options.provider?.toLowerCase() ?? null;
      if (provider && !knownProviders().includes(provider))
        throw InvalidInput.of([
          { field: '--provider', message: `unknown; known: ${knownProviders().join(', ')}` },
        ]);
      const { class: replyClass, reason } = classifyReply(reply, rulesOf(provider));
      // Refused for its content, not for the address: as a bounce that is soft.
      const asContract = replyClass === 'rejected' ? 'soft' : replyClass;
      print({ json: { class: asContract, reason }, text: `${asContract}: ${reason}` }, options.json ?? false);
    });
}
