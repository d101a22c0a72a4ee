import { appendFileSync } from 'node:fs';
import type { FaultHouse } from './fault-house.js';
import { TIME_SCALE, until } from './times.js';
import type { Worker } from './worker.js';

/** One row of the fault table. */
export interface FaultRow {
  readonly fault: string;
  readonly n: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly uncertain: number;
  readonly bound: number;
  readonly seconds: number;
}

interface LedgerRow {
  readonly run_id: string;
  readonly address: string;
  readonly state: string;
  readonly attempts: number;
}

/** Ledger and inbox of a house, side by side. */
export interface Books extends Omit<FaultRow, 'fault' | 'seconds' | 'bound'> {
  readonly states: Readonly<Record<string, number>>;
  readonly mostAttempts: number;
}

const OPEN = ['pending', 'claimed', 'sending'];

/** Waits until no row of a run is open; throws with the tally. */
export async function settled(house: FaultHouse, runId: string, patienceSeconds = 60): Promise<void> {
  try {
    await until('the run to be complete', async () => (await openRows(house, runId)) === 0, patienceSeconds);
  } catch (error) {
    const { states } = await balance(house, runId);
    throw new Error([String(error), JSON.stringify(states), ...house.workers.map(lastWords)].join('\n'), {
      cause: error,
    });
  }
}

function lastWords(worker: Worker): string {
  const lines = worker.log
    .trim()
    .split('\n')
    .filter((line) => !line.includes('"delivery.accepted"'));
  return [`— a worker that is ${worker.isRunning ? 'running' : 'gone'}:`, ...lines.slice(-12)].join('\n');
}

/** How many rows of a run are not settled; a database that is away has not answered yet. */
export async function openRows(house: FaultHouse, runId: string): Promise<number> {
  const count = await house
    .sql<{ open: string }>('select count(*) as open from deliveries where run_id = $1 and state = any($2)', [
      runId,
      OPEN,
    ])
    .catch(() => null);
  return count ? Number(count[0]?.open) : Number.POSITIVE_INFINITY;
}

/**
 * Of one run. Duplicates: messages beyond the first, of one recipient, whose dot was read and not refused. Lost:
 * rows still open, accepted ones without a message, messages that no row owns up to, and those to strangers.
 */
export async function balance(house: FaultHouse, runId: string): Promise<Books> {
  const all = await house.sql<LedgerRow>('select run_id, address, state, attempts from deliveries');
  const rows = all.filter((row) => row.run_id === runId);
  const arrived = arrivals(house);
  const known = new Set(all.map((row) => row.address));
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  const inboxOf = ({ address }: LedgerRow) => arrived.get(address) ?? 0;
  const lost = rows.filter((row) => isLost(row, inboxOf(row))).length;
  return {
    n: rows.length,
    duplicates: rows.reduce((sum, row) => sum + Math.max(0, inboxOf(row) - 1), 0),
    lost: lost + [...arrived.keys()].filter((address) => !known.has(address)).length,
    uncertain: states['uncertain'] ?? 0,
    states,
    mostAttempts: Math.max(0, ...rows.map((row) => row.attempts)),
  };
}

function isLost({ state }: LedgerRow, messages: number): boolean {
  if (OPEN.includes(state)) return true;
  return state === 'accepted' ? messages === 0 : state !== 'uncertain' && messages > 0;
}

/** Complete messages per recipient that were not refused. */
function arrivals(house: FaultHouse): Map<string, number> {
  const arrived = new Map<string, number>();
  for (const { to, reply } of house.smtp.inbox)
    if (reply === null || reply.startsWith('2')) arrived.set(to, (arrived.get(to) ?? 0) + 1);
  return arrived;
}

/** Notes a row for the table at the end; see jest.faults.config.mjs. */
export function note(row: FaultRow): void {
  const file = process.env.FAULTS_TABLE;
  if (file) appendFileSync(file, `${JSON.stringify({ ...row, timeScale: TIME_SCALE })}\n`);
}

/** What a scenario is called in the table, its size, and how much may be uncertain at its end. */
export interface Scenario {
  readonly fault: string;
  readonly recipients: number;
  readonly bound?: number;
  readonly patienceSeconds?: number;
  /** What is done to the run before its release. */
  readonly before?: (runId: string) => Promise<unknown>;
}

/**
 * Releases an edition, lets the fault happen, waits until all is settled and checks the promise: nothing lost,
 * nothing twice, uncertain within its bound. `during` may return the bound, where only the run tells it.
 */
export async function survives(
  house: FaultHouse,
  scenario: Scenario,
  during: (runId: string) => Promise<number | void> = async () => undefined,
): Promise<Books> {
  const edition = await house.prepareEdition(scenario.recipients);
  const [prepared] = await house.sql<{ id: string }>('select run_id as id from editions where id = $1', [
    edition,
  ]);
  await scenario.before?.((prepared as { id: string }).id);
  const startedAt = performance.now();
  const runId = await house.release(edition);
  const bound = (await during(runId)) ?? scenario.bound ?? 0;
  await settled(house, runId, scenario.patienceSeconds);
  return await expectPromiseKept(house, runId, { fault: scenario.fault, bound, startedAt });
}

/** The promise, of a run that has settled; notes its row of the table. */
export async function expectPromiseKept(
  house: FaultHouse,
  runId: string,
  { fault, bound, startedAt }: { readonly fault: string; readonly bound: number; readonly startedAt: number },
): Promise<Books> {
  const books = await balance(house, runId);
  const { n, duplicates, lost, uncertain } = books;
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  note({ fault, n, duplicates, lost, uncertain, bound, seconds });
  expect({ duplicates, lost, states: books.states }).toEqual({
    duplicates: 0,
    lost: 0,
    states: books.states,
  });
  expect(uncertain).toBeLessThanOrEqual(bound);
  return books;
}
