import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import type { Accounting } from '../editions/domain/edition-progress.js';
import { oneLine, print, type Printed } from './output.js';

interface RunOptions {
  readonly list: string;
  readonly at?: Date;
  readonly approve?: boolean;
  readonly wait?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
}

/** `edition run`, `edition show`, `match explain`. */
export function addEditionCommands(program: Command): void {
  const edition = program.command('edition').description('the weekly job');
  edition
    .command('run')
    .description('open, freeze, compose and release the edition of the period that holds the moment')
    .requiredOption('--list <slug>')
    .option('--at <iso>', 'the cut-off, ISO 8601 with zone; now when absent', instant)
    .option('--approve', 'approve it where the list wants a review')
    .option(
      '--wait',
      'send in this process too until it is complete; exit 1 when it is held or its run is paused',
    )
    .option(
      '--timeout <seconds>',
      'with --wait: exit 1 when it is still being sent after so long; no limit when absent',
      secondsOf,
    )
    .option('--json')
    .action(async (options: RunOptions) => {
      const { withApp } = await import('./with-app.js');
      const { printed: account, standsStill } = await withApp(async (app) => await runEdition(app, options));
      print(account, options.json ?? false);
      if (standsStill === null) return;
      process.stderr.write(`${oneLine(standsStill)}\n`);
      process.exitCode = 1;
    });
  edition
    .command('show')
    .description('who got an edition, who did not, and why')
    .argument('<key>', 'as in 2026-W41')
    .requiredOption('--list <slug>')
    .option('--json')
    .action(async (key: string, options: { list: string; json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      print(await withApp(async (app) => await showEdition(app, key, options.list)), options.json ?? false);
    });
  program
    .command('match')
    .description('why, why not')
    .command('explain')
    .description('every rule for one policy and one subscription')
    .requiredOption('--policy <id>')
    .requiredOption('--subscription <id>')
    .option('--json')
    .action(async (options: { policy: string; subscription: string; json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { ExplainMatchQuery } = await import('../editions/explain-match.query.js');
      await withApp(async (app) => {
        const explained = await app.get(ExplainMatchQuery).explain(options.policy, options.subscription);
        const text = [
          explained.matched ? '会推送' : '不会推送',
          ...explained.reasons.map((one) => `  ${one.says}`),
        ].join('\n');
        print({ json: explained, text }, options.json ?? false);
      });
    });
}

async function showEdition(app: INestApplicationContext, key: string, slug: string): Promise<Printed> {
  const { ListsRepository } = await import('../lists/lists.repository.js');
  const { EditionsRepository } = await import('../editions/editions.repository.js');
  const { EditionAccountQuery } = await import('../editions/edition-account.query.js');
  const account = await app.get(EditionAccountQuery).byKey(slug, key);
  const list = await app.get(ListsRepository).bySlug(slug);
  const edition = await app.get(EditionsRepository).byKey(list.id, key);
  return printed(account, edition?.heldReason);
}

/** `standsStill` is why waiting ended before the edition was complete. */
async function runEdition(
  app: INestApplicationContext,
  options: RunOptions,
): Promise<{ readonly printed: Printed; readonly standsStill: string | null }> {
  const { ListsRepository } = await import('../lists/lists.repository.js');
  const { OpenDueEditionsService } = await import('../editions/open-due-editions.service.js');
  const { AdvanceEditionService } = await import('../editions/advance-edition.service.js');
  const { EditionAccountQuery } = await import('../editions/edition-account.query.js');
  const list = await app.get(ListsRepository).bySlug(options.list);
  const at = options.at ?? new Date();
  const id = await app.get(OpenDueEditionsService).openAt(list, at);
  // Where the list wants no review, who runs it by hand has looked; by itself an unusual edition would hold.
  const isApproved = options.approve === true || list.approval === 'none';
  await app
    .get(AdvanceEditionService)
    .advance(id, { asOf: at, ...(isApproved ? { approveAs: 'command' } : {}) });
  const { sendUntilComplete } = await import('./send-until-complete.js');
  const standsStill = options.wait ? await sendUntilComplete(app, id, options.timeout ?? null) : null;
  const { EditionsRepository } = await import('../editions/editions.repository.js');
  const now = await app.get(EditionsRepository).byId(id);
  return { printed: printed(await app.get(EditionAccountQuery).of(now), now.heldReason), standsStill };
}

/** The account as design/contract.md shapes it; people also read the status, and why it is held. */
function printed({ status, ...account }: Accounting, heldReason: string | null = null): Printed {
  const held = heldReason === null ? '' : `\nheld: ${heldReason}`;
  return { json: account, text: accountText(account, status) + held };
}

function accountText(account: Omit<Accounting, 'status'>, status: string): string {
  const { seconds } = account;
  return [
    `${account.edition} ${status}: ${account.policies} policies, ${account.profiles} profiles, ${account.digests} digests`,
    `active ${account.active} = eligible ${account.eligible} + paused ${account.excluded.paused} + nothing new ${account.excluded.nothingNew}`,
    `accepted ${account.accepted}, rejected ${account.rejected}, suppressed ${account.suppressed}, uncertain ${account.uncertain}, cancelled ${account.cancelled}, expired ${account.expired}, open ${account.open}`,
    `freeze ${seconds.freeze} s, compose ${seconds.compose} s, send ${seconds.send} s`,
  ].join('\n');
}

function instant(text: string): Date {
  const at = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('must be an ISO 8601 instant such as 2026-11-23T09:00:00+08:00.');
  return at;
}

function secondsOf(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('must be a number of seconds above 0.');
  return value;
}
