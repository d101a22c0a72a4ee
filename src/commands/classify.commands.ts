import type { Command } from 'commander';
import { suggestPolicyFile } from '../bulletins/parse-bulletin-file.js';
import { classifyReply } from '../delivery/domain/reply-classifier.js';
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
      await forEachFile(files, options.json ?? false, async (file) => {
        const suggested = await suggestPolicyFile(file);
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
    .action((reply: string, options: { json?: boolean }) => {
      const { class: replyClass, reason } = classifyReply(reply);
      const asContract = replyClass === 'rejected' ? 'hard' : replyClass;
      print({ json: { class: asContract, reason }, text: `${asContract}: ${reason}` }, options.json ?? false);
    });
}
