import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { addBulletinCommands } from './commands/bulletin.commands.js';
import { addClassifyCommands } from './commands/classify.commands.js';
import { addDataCommands } from './commands/data.commands.js';
import { addDeliveryCommands } from './commands/delivery.commands.js';
import { addEditionCommands } from './commands/edition.commands.js';
import { addSetupCommands } from './commands/setup.commands.js';
import { exitCodeOf, refusalLine } from './commands/output.js';

/** The commands of design/contract.md: 0 on success, 1 on a refusal (one line on stderr), 2 on wrong usage. */
const program = new Command('dibao')
  .description('邸报 Dibao')
  .showHelpAfterError('(--help lists the options)');

addDataCommands(program);
addSetupCommands(program);
addBulletinCommands(program);
addEditionCommands(program);
addDeliveryCommands(program);
addClassifyCommands(program);
exitByThrowing(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${refusalLine(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

function exitByThrowing(command: Command): void {
  command.exitOverride();
  for (const one of command.commands) exitByThrowing(one);
}
