import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Of `smtp-source`, and of `loop`. */
const SESSIONS = '20';

/** Bytes of the four header fields that `smtp-source` puts before its payload, and the empty line. */
const SMTP_SOURCE_HEADERS = 122;

/** Interleaved rounds of `send` on both queues, `loop` and Postfix's `smtp-source` with messages of the size of `send`'s: medians and ratios. */
export async function benchCompare(options: {
  readonly recipients: number;
  readonly smtp: string;
  readonly rounds: number;
  readonly connections: number;
}): Promise<object> {
  const rates: Record<string, number[]> = { redis: [], postgres: [], loop: [], smtpSource: [] };
  const cpu: number[] = [];
  let wireBytes = 0;
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const queue of ['redis', 'postgres'] as const) {
      const sent = await bench(
        'send',
        options,
        '--queue',
        queue,
        '--connections',
        String(options.connections),
      );
      rates[queue]?.push(sent.messagesPerSecond);
      cpu.push(sent.cpuSecondsPer1000);
      wireBytes = Math.round(sent.wireKb * 1_024);
    }
    rates['loop']?.push((await bench('loop', options)).messagesPerSecond);
    rates['smtpSource']?.push(await smtpSource(options, wireBytes));
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
  }
  const medians = Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
  const ratio = (one: string, other: string) =>
    Math.round(((medians[one] ?? 0) / (medians[other] ?? 1)) * 100) / 100;
  return {
    medians,
    cpuSecondsPer1000: median(cpu),
    ratios: {
      redisToSmtpSource: ratio('redis', 'smtpSource'),
      postgresToSmtpSource: ratio('postgres', 'smtpSource'),
      redisToLoop: ratio('redis', 'loop'),
      postgresToLoop: ratio('postgres', 'loop'),
    },
    wireBytes,
    sessionsOfSmtpSource: Number(SESSIONS),
    ...options,
  };
}

async function bench(name: string, options: { recipients: number; smtp: string }, ...more: string[]) {
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  const { stdout } = await run(process.execPath, [
    main,
    name,
    '--recipients',
    String(options.recipients),
    '--smtp',
    options.smtp,
    ...more,
  ]);
  return JSON.parse(stdout) as { messagesPerSecond: number; cpuSecondsPer1000: number; wireKb: number };
}

async function smtpSource(
  { recipients, smtp }: { recipients: number; smtp: string },
  wireBytes: number,
): Promise<number> {
  const started = performance.now();
  await run('smtp-source', [
    '-d',
    '-s',
    SESSIONS,
    '-m',
    String(recipients),
    '-l',
    String(wireBytes - SMTP_SOURCE_HEADERS),
    '-f',
    'a@bench.example',
    '-t',
    'b@bench.example',
    new URL(smtp).host,
  ]);
  return Math.round((recipients / (performance.now() - started)) * 1_000);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
