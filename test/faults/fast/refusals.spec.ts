import { survives } from '../support/books.js';
import { FaultHouse } from '../support/fault-house.js';
import { type Conduct, slowly } from '../support/faulty-smtp-server.js';
import type { Answer, Stage } from '../support/smtp-dialogue.js';
import { milliseconds, until } from '../support/times.js';

const RECIPIENTS = 30;

/** The answer at a stage, the first `times` times it is reached. */
function atFirst(times: number, at: Stage, answer: Answer): Conduct {
  let reached = 0;
  return (stage) => (stage === at && (reached += 1) <= times ? answer : 'as usual');
}

/** The answer at a stage, at every recipient's first attempt. */
function atFirstAttempt(at: Stage, answer: Answer): Conduct {
  return (stage, { attempt }) => (stage === at && attempt === 1 ? answer : 'as usual');
}

const CLOSING = { reply: '421 4.3.2 closing', thenClose: true };

describe('a mail server in trouble', () => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.build();
    await house.startWorkers(1);
  });
  afterAll(async () => await house.close());

  it.each<[string, Conduct]>([
    ['421 at connect', atFirst(5, 'connect', CLOSING)],
    ['421 at MAIL', atFirst(8, 'mail', CLOSING)],
    ['421 at RCPT', atFirst(8, 'rcpt', CLOSING)],
    ['421 after the dot', atFirst(8, 'dot', CLOSING)],
    ['451 greylisting', atFirstAttempt('rcpt', { reply: '451 4.7.1 greylisted, try again later' })],
    ['452 at DATA', atFirst(8, 'data', { reply: '452 4.3.1 insufficient system storage' })],
    ['452 after the dot', atFirstAttempt('dot', { reply: '452 4.2.2 mailbox full' })],
    ['closed at RCPT', atFirst(8, 'rcpt', 'close')],
    ['closed at DATA', atFirst(8, 'data', 'close')],
  ])('gets all of it later after %s', async (fault, conduct) => {
    house.smtp.conduct = conduct;
    const books = await survives(house, { fault, recipients: RECIPIENTS });
    expect(books.states).toEqual({ accepted: RECIPIENTS });
    expect(books.mostAttempts).toBeLessThanOrEqual(4);
  });

  async function triedOf(runId: string): Promise<number> {
    return (await house.sql('select from deliveries where run_id = $1 and attempts > 0', [runId])).length;
  }

  it('gets all of it later after it closed before the dot, in the body: none is uncertain', async () => {
    const connection = await house.connection();
    let open = (): void => undefined;
    let gate = new Promise<void>((resolve) => (open = resolve));
    let closed = 0;
    house.smtp.conduct = async (stage) => {
      if (stage === 'mail') await gate;
      return stage === 'body' && closed < 8 && (closed += 1) ? 'close' : 'as usual';
    };
    const fault = 'closed in the body, before the dot';
    const books = await survives(house, { fault, recipients: RECIPIENTS }, async (runId) => {
      try {
        for (const round of [4, 8]) {
          // Points of no return wait behind this lock, so that the server certainly goes before the dot.
          await connection.query('begin');
          await connection.query('select from runs where id = $1 for update', [runId]);
          open();
          await until('the server to close', () => closed >= round, 20);
          gate = new Promise((resolve) => (open = resolve));
          await milliseconds(50);
          await connection.query('commit');
          await until('all of those to be put off', async () => (await triedOf(runId)) >= round, 20);
        }
      } finally {
        open();
        connection.release(true);
      }
    });
    expect(closed).toBe(8);
    expect(books.states).toEqual({ accepted: RECIPIENTS });
  });

  // Closing while the commit comes back, the server may have the dot in its network unread: nobody can know that one.
  it('gets all of it later after it closed in the body at any moment; a dot under way is never said again', async () => {
    house.smtp.conduct = atFirst(8, 'body', 'close');
    const fault = 'closed in the body, dot perhaps under way';
    const books = await survives(house, { fault, recipients: RECIPIENTS, bound: 8 });
    expect((books.states['accepted'] ?? 0) + (books.states['uncertain'] ?? 0)).toBe(RECIPIENTS);
  });

  it('may put NULs and control characters into its replies: words are only words', async () => {
    const words = '\u0000 \u001B[31m\u0007\u009B';
    house.smtp.conduct = (stage, { attempt }) => {
      if (stage === 'rcpt' && attempt === 1) return { reply: `451 4.7.1 later${words}` };
      return stage === 'dot' ? { reply: `250 2.0.0 queued${words}` } : 'as usual';
    };
    const books = await survives(house, { fault: 'NUL in every reply', recipients: RECIPIENTS });
    expect(books).toMatchObject({ states: { accepted: RECIPIENTS }, mostAttempts: 2 });
  });

  it('gets all of it, once, where it is slow', async () => {
    house.smtp.conduct = slowly(30);
    const books = await survives(house, { fault: 'slow server', recipients: RECIPIENTS });
    expect(books).toMatchObject({ states: { accepted: RECIPIENTS }, mostAttempts: 1 });
  });

  it('that loses its replies to the dot leaves exactly those uncertain', async () => {
    let injected = 0;
    house.smtp.conduct = (stage) => (stage === 'dot' && (injected += 1) % 5 === 0 ? 'close' : 'as usual');
    const books = await survives(house, {
      fault: 'reply lost after the dot',
      recipients: RECIPIENTS,
      bound: 6,
    });
    expect(books.states).toEqual({ accepted: 24, uncertain: 6 });
  });

  it('waits are spread, so that retries do not march in step', async () => {
    house.smtp.conduct = atFirstAttempt('rcpt', { reply: '451 4.7.1 try again later' });
    const waits = new Set<string>();
    await survives(house, { fault: 'backoff with jitter', recipients: RECIPIENTS }, async (runId) => {
      while (house.smtp.inbox.length === 0 || waits.size < RECIPIENTS / 2) {
        const rows = await house.sql<{ at: string }>(
          `select next_attempt_at::text as at from deliveries where run_id = $1 and attempts > 0`,
          [runId],
        );
        for (const { at } of rows) waits.add(at);
        if (rows.length === RECIPIENTS) break;
        await milliseconds(20);
      }
    });
    // In step there would be one; how many of them are seen depends on how often one looks.
    expect(waits.size).toBeGreaterThan(RECIPIENTS / 6);
  });
});
