import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import type { Accounting } from '../editions/domain/edition-progress.js';
import { print, type Printed } from './output.js';

interface RunOptions {
  readonly list: string;
  readonly at?: Date;
  readonly approve?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

const POLL_MS = 250;

/** `edition run`, `edition show`, `match explain`. */
export function addEditionCommands(program: Command): void {
  const edition = program.command('edition').description('the weekly job');
  edition
    .command('run')
    .description('open, freeze, compose and release the edition of the period that holds the moment')
    .requiredOption('--list <slug>')
    .option('--at <iso>', 'the cut-off, ISO 8601 with zone; now when absent', instant)
    .option('--approve', 'approve it where the list wants a review')
    .option('--wait', 'send in this process too and wait until it is complete')
    .option('--json')
    .action(async (options: RunOptions) => {
      const { withApp } = await import('./with-app.js');
      print(await withApp(async (app) => await runEdition(app, options)), options.json ?? false);
    });
  edition
    .command('show')
    .description('who got an edition, who did not, and why')
    .argument('<key>', 'as in 2026-W41')
    .requiredOption('--list <slug>')
    .option('--json')
    .action(async (key: string, options: { list: string; json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { EditionAccountQuery } = await import('../editions/edition-account.query.js');
      await withApp(async (app) => {
        print(printed(await app.get(EditionAccountQuery).byKey(options.list, key)), options.json ?? false);
      });
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

async function runEdition(app: INestApplicationContext, options: RunOptions): Promise<Printed> {
  const { ListsRepository } = await import('../lists/lists.repository.js');
  const { OpenDueEditionsService } = await import('../editions/open-due-editions.service.js');
  const { AdvanceEditionService } = await import('../editions/advance-edition.service.js');
  const { EditionAccountQuery } = await import('../editions/edition-account.query.js');
  const list = await app.get(ListsRepository).bySlug(options.list);
  const at = options.at ?? new Date();
  const id = await app.get(OpenDueEditionsService).openAt(list, at);
  // Where the list wants no review, who runs it by hand has looked; by itself an unusual edition would hold.
  const isApproved = options.approve === true || list.approval === 'none';
  const edition = await app
    .get(AdvanceEditionService)
    .advance(id, { asOf: at, ...(isApproved ? { approveAs: 'command' } : {}) });
  if (options.wait && edition.status === 'sending') await sendHere(app, id);
  const { EditionsRepository } = await import('../editions/editions.repository.js');
  const now = await app.get(EditionsRepository).byId(id);
  return printed(await app.get(EditionAccountQuery).of(now), now.heldReason);
}

/** This process works too, so that a run completes whether or not a server is up. */
async function sendHere(app: INestApplicationContext, editionId: string): Promise<void> {
  const { EditionsRepository } = await import('../editions/editions.repository.js');
  const { DeliveriesProcessor } = await import('../delivery/deliveries.processor.js');
  const editions = app.get(EditionsRepository);
  app.get(DeliveriesProcessor).start();
  await app.get(DeliveriesProcessor).recover();
  while ((await editions.byId(editionId)).status === 'sending') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await editions.completeFinished();
  }
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
