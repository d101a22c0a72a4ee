import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { startTestApp, TEST_NOW, type TestApp } from '../support/test-app.js';
import { aRequest, mailsTo, open, submit } from './forms.js';

describe('the limits of the subscribe form', () => {
  let app: TestApp;
  beforeEach(async () => (app = await startTestApp({ workers: 'idle' })));
  afterEach(async () => await app.close());

  const ask = async (fields: Record<string, string>) =>
    (await submit(app, '/lists/culture', aRequest(fields))).status;
  const stampOfForm = async () => {
    const [, stamp = ''] =
      /name="stamp" value="([^"]+)"/.exec(await (await open(app, '/lists/culture')).text()) ?? [];
    app.clock.set(new Date(app.clock.now().getTime() + 5_000));
    return stamp;
  };
  const challenge = async () => (await (await open(app, '/proof-of-work')).json()) as Challenge;
  const solved = async () => proofOf(await challenge());

  it('are narrowest for what no person can have typed, wider without JavaScript, and widest with proof of work', async () => {
    const hasty = await many(11, async (number) => await ask({ email: `a${number}@a.example` }));
    expect(hasty).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
    const stamp = await stampOfForm();
    const unproven = await many(11, async (number) => await ask({ email: `b${number}@b.example`, stamp }));
    expect(unproven).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
    const proven = await many(5, async (number) =>
      ask({ email: `c${number}@c.example`, stamp, altcha: await solved() }),
    );
    expect(proven).toEqual([303, 303, 303, 303, 303]);
  });

  it('count a solution once, and take only right answers to fresh challenges of ours', async () => {
    const stamp = await stampOfForm();
    await many(20, async (number) => await ask({ email: `a${number}@a.example`, stamp }));
    const once = await solved();
    const fresh = await challenge();
    const early = await solved();
    const wrong = {
      'a solution that was used': once,
      'an easier challenge': proofOf({ ...fresh, parameters: { ...fresh.parameters, keyPrefix: 'f' } }, '00'),
      'a wrong answer': encode({ challenge: fresh, solution: { counter: 1, derivedKey: '00'.repeat(32) } }),
      'somebody else’s signature': encode({
        ...decode(await solved()),
        challenge: { ...fresh, signature: 'ab'.repeat(32) },
      }),
      'no base64': '%%%',
      'no JSON': Buffer.from('{').toString('base64'),
      'another shape': encode({ challenge: null, solution: [] }),
      '10 kB': 'A'.repeat(10_240),
    };
    expect(await ask({ email: 'first@b.example', stamp, altcha: once })).toBe(303);
    for (const [what, altcha] of Object.entries(wrong))
      expect([what, await ask({ email: `${what.length}@b.example`, stamp, altcha: await altcha })]).toEqual([
        what,
        429,
      ]);
    app.clock.set(new Date(app.clock.now().getTime() + 59 * 60_000));
    expect(await ask({ email: 'second@b.example', stamp, altcha: early })).toBe(303);
  });

  it('end with their window', async () => {
    await many(11, async (number) => await ask({ email: `a${number}@a.example` }));
    app.clock.set(new Date(TEST_NOW.getTime() + 3_601_000));
    expect(await ask({ email: 'later@a.example' })).toBe(303);
  });

  it('hold when fifty come at once from one network, with an answer for each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, number) => await ask({ email: `a${number}@a.example` })),
    );
    expect(answers.filter((status) => status === 303)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(40);
    expect(await app.sql('select 1 from subscriptions')).toHaveLength(10);
  });

  it('forget nobody’s address into the table of counters', async () => {
    await ask({ email: 'li@film.example', altcha: await solved() });
    expect(JSON.stringify(await app.sql('select * from request_budgets'))).not.toMatch(
      /film\.example|127\.0\.0\.1/,
    );
  });
});

describe('a form sent with proof of work', () => {
  it('is a subscription like any other', async () => {
    const app = await startTestApp();
    const altcha = await proofOf((await (await open(app, '/proof-of-work')).json()) as Challenge);
    expect((await submit(app, '/lists/culture', aRequest({ altcha }))).status).toBe(303);
    expect(await mailsTo(app, 'li@film.example', 1)).toHaveLength(1);
    await app.close();
  });
});

async function proofOf(challenge: Challenge, claimed?: string): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return encode({
    challenge: claimed
      ? { ...challenge, parameters: { ...challenge.parameters, keyPrefix: claimed } }
      : challenge,
    solution,
  });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

function decode(text: string): { readonly challenge: Challenge; readonly solution: object } {
  return JSON.parse(Buffer.from(text, 'base64').toString()) as { challenge: Challenge; solution: object };
}

async function many<T>(count: number, act: (number: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let number = 0; number < count; number += 1) results.push(await act(number));
  return results;
}
