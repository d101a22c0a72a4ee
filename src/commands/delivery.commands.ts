import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { print } from './output.js';

/** `deliveries uncertain`, `deliveries paused`, `deliveries resume`. */
export function addDeliveryCommands(program: Command): void {
  const deliveries = program.command('deliveries').description('the ledger');
  deliveries
    .command('uncertain')
    .description('deliveries whose outcome nobody knows; with --resolve, an operator decides one')
    .option('--resolve <id>', 'the delivery', wholeNumber)
    .addOption(new Option('--as <decision>', 'what to do with it').choices(['accepted', 'resend', 'drop']))
    .option('--json')
    .action(
      async (
        options: { resolve?: number; as?: 'accepted' | 'resend' | 'drop'; json?: boolean },
        command: Command,
      ) => {
        if ((options.resolve === undefined) !== (options.as === undefined))
          command.error('error: --resolve and --as go together', { exitCode: 2 });
        const { withApp } = await import('./with-app.js');
        const { UncertainDeliveriesService } = await import('../delivery/uncertain-deliveries.service.js');
        await withApp(async (app) => {
          const service = app.get(UncertainDeliveriesService);
          if (options.resolve !== undefined && options.as)
            await service.resolve(options.resolve, options.as, operator());
          const queue = await service.list();
          const lines = queue.map(
            (one) =>
              `${one.id} ${one.domain ?? '(erased)'} ${one.sendingAt?.toISOString() ?? ''} ${one.reason ?? ''}`,
          );
          print(
            { json: { uncertain: queue }, text: lines.join('\n') || 'nothing is uncertain' },
            options.json ?? false,
          );
        });
      },
    );
  addLift(deliveries);
  deliveries
    .command('paused')
    .description('runs that stand still, and why')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { RunsRepository } = await import('../delivery/runs.repository.js');
      await withApp(async (app) => {
        const runs = await app.get(RunsRepository).paused();
        print(
          {
            json: { paused: runs },
            text: runs.map((run) => `${run.id} ${run.reason ?? ''}`).join('\n') || 'nothing is paused',
          },
          options.json ?? false,
        );
      });
    });
  deliveries
    .command('resume')
    .description('let a paused run go on')
    .argument('<run>')
    .option('--json')
    .action(async (run: string, options: { json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { ResumeRunService } = await import('../delivery/resume-run.service.js');
      await withApp(async (app) => {
        await app.get(ResumeRunService).resume(run);
        print({ json: { resumed: run }, text: `resumed ${run}` }, options.json ?? false);
      });
    });
}

function addLift(deliveries: Command): void {
  deliveries
    .command('lift-restore')
    .description('after a restored backup was compared with what was sent: let editions go on')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const { withApp } = await import('./with-app.js');
      const { LedgerIdentityService } = await import('../delivery/ledger-identity.service.js');
      await withApp(async (app) => {
        const lifted = await app.get(LedgerIdentityService).lift();
        print(
          {
            json: { lifted },
            text: lifted ? 'lifted; paused runs are resumed one by one' : 'nothing is held',
          },
          options.json ?? false,
        );
      });
    });
}

function operator(): string {
  return `command:${userInfo().username}`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('must be the number of a delivery.');
  return Number(text);
}
