import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';

/** Benchmarks: each prints one JSON document. They print ratios and never judge; README.md says how to read them. */
const program = new Command('bench');
const count = (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('must be a whole number above 0.');
  return value;
};

/** As many as Postfix takes from one client unless told otherwise (smtpd_client_connection_count_limit). */
const SEND_CONNECTIONS = 50;

program
  .command('send')
  .description('a whole edition, personalised, from release to the last 250')
  .requiredOption('--recipients <n>', 'how many', count)
  .requiredOption('--smtp <url>', 'a sink on this machine, e.g. smtp://127.0.0.1:2525')
  .option('--html-kb <n>', 'size of a message on the wire, KB', count, 30)
  .option('--dkim', 'sign with RSA-2048')
  .option('--workers <n>', 'sending processes', count, 1)
  .option('--connections <n>', 'SMTP connections of each', count, SEND_CONNECTIONS)
  .option('--queue <backend>', 'redis or postgres', 'postgres')
  .action(async (options) => print(await (await import('./send.js')).benchSend(options)));

program
  .command('loop')
  .description('the plain nodemailer loop: sendMail({html, text}) over a pool of 20 connections')
  .requiredOption('--recipients <n>', 'how many', count)
  .requiredOption('--smtp <url>', 'a sink on this machine')
  .option('--html-kb <n>', 'size of a message on the wire, KB', count, 30)
  .action(async (options) => print(await (await import('./loop.js')).benchLoop(options)));

program
  .command('freeze')
  .description('due → frozen and composed')
  .requiredOption('--subscriptions <n>', 'active subscriptions', count)
  .requiredOption('--profiles <n>', 'distinct profiles', count)
  .requiredOption('--policies <n>', 'policies of the window', count)
  .action(async (options) => print(await (await import('./freeze.js')).benchFreeze(options)));

program
  .command('parse')
  .description('documents per second; precision and recall per field')
  .requiredOption('--files <dir>')
  .option('--expect <csv>')
  .option('--verbose', 'list the misses')
  .option(
    '--repeat <n>',
    'read all documents so many times; prints memory after the first and the last',
    count,
  )
  .action(async (options) => print(await (await import('./parse.js')).benchParse(options)));

program
  .command('http')
  .description(
    'the web role under an open loop: subscribe page and search together, then the archive, then console lists',
  )
  .option('--seconds <n>', 'of the first load; the others at most 20', count, 60)
  .option('--policies <n>', 'published policies', count, 100_000)
  .option('--subscriptions <n>', 'active subscriptions', count, 100_000)
  .option('--subscribe <n>', 'subscribe pages a second', count, 200)
  .option('--search <n>', 'searches a second', count, 20)
  .action(async (options) => print(await (await import('./http.js')).benchHttp(options)));

program
  .command('paint')
  .description('first contentful paint of the public pages in Chromium with a slowed processor')
  .option('--chromium <path>', 'the browser', '/usr/bin/chromium')
  .option('--runs <n>', 'first visits of each page', count, 7)
  .option('--throttle <n>', 'times slower', count, 4)
  .action(async (options) => print(await (await import('./paint.js')).benchPaint(options)));

program
  .command('suggest')
  .description('precision and recall of the sectors ticked beforehand, on labelled titles')
  .requiredOption('--labels <csv>')
  .option('--half <half>', 'a or b: half of the labels, by a hash of the title')
  .option('--verbose', 'list the titles that differ')
  .action(async (options) => print(await (await import('./suggest.js')).benchSuggest(options)));

program
  .command('compare')
  .description(
    'send on both queues, loop and smtp-source (20 connections each), interleaved: medians and ratios',
  )
  .option('--recipients <n>', 'of each run', count, 10_000)
  .requiredOption('--smtp <url>', 'a sink on this machine')
  .option('--rounds <n>', 'how often', count, 5)
  .option('--connections <n>', 'of send', count, SEND_CONNECTIONS)
  .action(async (options) => print(await (await import('./compare.js')).benchCompare(options)));

await program.parseAsync();

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
