import fc from 'fast-check';
import type { AttemptOutcome } from '../../../src/delivery/domain/delivery-status.js';
import { parseRelayUrl } from '../../../src/delivery/smtp/smtp-connect.js';
import { type Passage, type Shipment, SmtpSession } from '../../../src/delivery/smtp/smtp-session.js';
import { type Conduct, FaultySmtpServer } from '../../faults/support/faulty-smtp-server.js';
import type { Answer, Stage } from '../../faults/support/smtp-dialogue.js';
import { until } from '../../faults/support/times.js';

const TIMEOUTS = { connectMs: 2_000, commandMs: 400, dotMs: 600 };
const FROM = 'news@dibao.example';
const PIPELINING = ['PIPELINING', '8BITMIME'];

function aShipment(to: string, text = `To ${to}`): Shipment {
  return { from: FROM, to, body: Buffer.from(`Subject: x\r\n\r\n${text}\r\n`) };
}

const A = aShipment('a@x.example');
const B = aShipment('b@x.example');
const C = aShipment('c@x.example');

/** Lets it pass, with nothing behind it or the shipment given. */
function passing(following: Shipment | null = null): Passage {
  return { pass: async () => true, following: () => following };
}

/** One answer at a stage of one recipient's transaction; everything else as usual. */
function at(stage: Stage, to: Shipment, answer: Answer): Conduct {
  return (where, recipient) => (where === stage && recipient.to === to.to ? answer : 'as usual');
}

/** The answer to the n-th MAIL, counted from 1: no recipient is known yet. */
function atMail(n: number, answer: Answer): Conduct {
  let mails = 0;
  return (where) => (where === 'mail' && (mails += 1) === n ? answer : 'as usual');
}

describe('an SMTP session', () => {
  let server: FaultySmtpServer;
  let session: SmtpSession;

  beforeEach(async () => {
    server = await FaultySmtpServer.start();
    server.extensions = PIPELINING;
    session = await SmtpSession.open(parseRelayUrl(server.url), TIMEOUTS);
  });
  afterEach(async () => {
    session.close();
    await server.goDown();
  });

  /** Another session, with a server that offers these extensions. */
  async function offering(...extensions: string[]): Promise<void> {
    session.close();
    server.extensions = extensions;
    session = await SmtpSession.open(parseRelayUrl(server.url), TIMEOUTS);
  }

  /** As a connection's work goes: each with the next one behind it. */
  async function inARow(...shipments: Shipment[]): Promise<(string | null)[]> {
    const outcomes: (AttemptOutcome | null)[] = [];
    for (const [index, shipment] of shipments.entries()) {
      if (!session.isUsable) break;
      outcomes.push(await session.deliver(shipment, passing(shipments[index + 1])));
    }
    return outcomes.map((outcome) => outcome && outcome.kind);
  }

  const received = () => server.inbox.map(({ to }) => to);

  it('says the next envelope together with the dot, one round trip a message', async () => {
    expect(await inARow(A, B, C)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(received()).toEqual([A.to, B.to, C.to]);
    expect(server.inbox.map(({ behindTheDot }) => behindTheDot)).toEqual(['MAIL', 'MAIL', '']);
  });

  it('says everything in turn to a server that does not pipeline', async () => {
    await offering('8BITMIME');
    expect(await inARow(A, B, C)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(received()).toEqual([A.to, B.to, C.to]);
    expect(server.inbox.map(({ behindTheDot }) => behindTheDot)).toEqual(['', '', '']);
  });

  it.each([[PIPELINING], [['8BITMIME']]])(
    'never says the dot without leave, nor anything behind it (%s)',
    async (extensions) => {
      await offering(...extensions);
      const outcome = await session.deliver(A, { pass: async () => false, following: () => B });
      expect(outcome).toEqual({ kind: 'withdrawn' });
      expect(session.isUsable).toBe(false);
      await until('the connection to end', () => server.openConnections === 0);
      expect(server.inbox).toEqual([]);
      expect(server.heard.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
    },
  );

  it('treats leave that cannot be asked for as refused', async () => {
    const fails = async () => await Promise.reject(new Error('no database'));
    expect(await session.deliver(A, { pass: fails, following: () => B })).toEqual({
      kind: 'broken-before-dot',
      text: 'no database',
    });
    await until('the connection to end', () => server.openConnections === 0);
    expect(server.inbox).toEqual([]);
  });

  it('asks for leave only once the server wants the data', async () => {
    let asked = 0;
    server.conduct = at('rcpt', A, { reply: '550 5.1.1 no such user' });
    const outcome = await session.deliver(A, {
      pass: async () => Boolean((asked += 1)),
      following: () => null,
    });
    expect(outcome).toMatchObject({ kind: 'refused', code: 550, class: 'hard' });
    expect(asked).toBe(0);
    expect(session.isUsable).toBe(true);
  });

  it('goes on behind a refused dot: each has an outcome of its own', async () => {
    server.conduct = at('dot', A, { reply: '554 5.7.1 spam' });
    expect(await inARow(A, B)).toEqual(['refused', 'accepted']);
    expect(server.inbox.map(({ reply }) => reply?.slice(0, 3))).toEqual(['554', '250']);
  });

  it('goes on behind a refused envelope that had been sent ahead', async () => {
    server.conduct = at('rcpt', B, { reply: '450 4.2.1 greylisted' });
    expect(await inARow(A, B, C)).toEqual(['accepted', 'refused', 'accepted']);
    expect(received()).toEqual([A.to, C.to]);
  });

  it('ends where a server wants data for a recipient it refused', async () => {
    // After the refusal this server answers DATA with 354 all the same, as some do.
    server.conduct = (stage, { to }) =>
      stage === 'rcpt' && to === B.to ? { reply: '550 5.1.1 no such user' } : 'as usual';
    server.wantsDataForNobody = true;
    expect(await inARow(A, B)).toEqual(['accepted', 'refused']);
    expect(session.isUsable).toBe(false);
    expect(received()).toEqual([A.to]);
  });

  it.each<[string, Conduct]>([
    ['closes behind its 250', at('dot', A, { reply: '250 2.0.0 and goodbye', thenClose: true })],
    ['says 421 to the dot', at('dot', A, { reply: '421 4.3.2 closing', thenClose: true })],
    ['loses its reply to the dot', at('dot', A, 'close')],
    ['says 421 to the next MAIL', atMail(2, { reply: '421 4.7.0 too many messages', thenClose: true })],
    ['closes at the next MAIL', atMail(2, 'close')],
  ])('leaves the envelope sent ahead untouched when the server %s', async (_, conduct) => {
    server.conduct = conduct;
    const first = await session.deliver(A, passing(B));
    expect(['accepted', 'refused', 'reply-lost']).toContain(first?.kind);
    const second = session.isUsable ? await session.deliver(B, passing()) : null;
    expect(second).toBeNull();
    expect(session.isUsable).toBe(false);
    expect(received()).toEqual([A.to]);
  });

  it('counts a first MAIL that is answered with 421 against nobody but its own attempt', async () => {
    server.conduct = atMail(1, { reply: '421 4.3.2 closing', thenClose: true });
    expect(await session.deliver(A, passing())).toMatchObject({ kind: 'refused', code: 421, class: 'soft' });
  });

  it('never says the dot when the server has closed before leave was given, and knows it was not read', async () => {
    for (let round = 0; round < 50; round += 1) {
      server.conduct = at('body', A, 'close');
      const hasClosed = async () => {
        await until('the server to close', () => server.openConnections === 0);
        return true;
      };
      const outcome = await session.deliver(A, { pass: hasClosed, following: () => B });
      expect(outcome?.kind).toBe('broken-before-dot');
      session = await SmtpSession.open(parseRelayUrl(server.url), TIMEOUTS);
    }
    expect(server.inbox).toEqual([]);
  });

  it('never says the dot to a server that refused in the middle of the body', async () => {
    server.conduct = at('body', A, { reply: '552 5.3.4 too large' });
    const refusal = { pass: async () => await heard(), following: () => B };
    const heard = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return true;
    };
    expect(await session.deliver(A, refusal)).toMatchObject({ kind: 'refused', code: 552 });
    expect(session.isUsable).toBe(false);
    expect(server.inbox).toEqual([]);
  });

  it.each<[Stage, AttemptOutcome['kind'], string[]]>([
    ['mail', 'broken-before-dot', []],
    ['rcpt', 'broken-before-dot', []],
    ['data', 'broken-before-dot', []],
    ['dot', 'reply-lost', [A.to]],
  ])('waits no longer than its time where the server falls silent at %s', async (stage, kind, inbox) => {
    server.conduct = (where) => (where === stage ? 'silence' : 'as usual');
    expect(await session.deliver(A, passing(B))).toMatchObject({ kind });
    expect(session.isUsable).toBe(false);
    expect(received()).toEqual(inbox);
  });

  it('takes no body that the server does not read for longer than its time', async () => {
    const large = { ...A, body: Buffer.concat([A.body, Buffer.alloc(40_000_000, 'x\r\n')]) };
    server.stopsReadingBodies = true;
    let asked = false;
    const outcome = await session.deliver(large, {
      pass: async () => (asked = true),
      following: () => null,
    });
    expect(outcome).toMatchObject({ kind: 'broken-before-dot' });
    expect(asked).toBe(false);
  });

  it.each([
    ['a lone dot', 'one\r\n.\r\ntwo'],
    ['dots at the start of lines', '.\r\n..\r\n...x\r\n.'],
    ['bare line feeds and returns', 'a\nb\rc\n.\nd\r.\re'],
    ['a line of 5,000 characters', `${'长'.repeat(1_700)}\r\nend`],
    ['nothing but a dot', '.'],
    ['what looks like commands', 'x\r\n.\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nQUIT'],
  ])('delivers %s as one message, byte for byte', async (_, text) => {
    const odd = aShipment(A.to, text);
    expect(await inARow(odd, B)).toEqual(['accepted', 'accepted']);
    expect(received()).toEqual([A.to, B.to]);
    expect(server.inbox[0]?.raw).toEqual(odd.body);
  });

  it.each([
    'a@x.example, b@x.example',
    'a@x.example>\r\nRCPT TO:<b@x.example',
    '@relay.example:a@x.example',
    'a@[127.0.0.1]',
    'Team: a@x.example;',
    `${'a'.repeat(65)}@x.example`,
    'A@X.example',
    '',
  ])('refuses %j here: not exactly one mailbox', async (to) => {
    expect(await session.deliver({ ...A, to }, passing())).toMatchObject({
      kind: 'refused',
      code: 553,
      class: 'rejected',
    });
    expect(await inARow(A)).toEqual(['accepted']);
    expect(server.heard.filter((line) => line.startsWith('RCPT'))).toEqual([`RCPT TO:<${A.to}>`]);
  });

  it('sends no envelope ahead that it would refuse itself', async () => {
    expect(await inARow(A, { ...B, to: 'b@x.example>\r\nRSET' }, C)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ]);
    expect(received()).toEqual([A.to, C.to]);
  });

  it('mails to a local part in UTF-8 where the server offers SMTPUTF8, and says so', async () => {
    await offering('PIPELINING', '8BITMIME', 'SMTPUTF8');
    const wang = aShipment('王小明@x.example');
    expect(await inARow(A, wang, B)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(server.heard.filter((line) => line.startsWith('MAIL'))).toEqual([
      `MAIL FROM:<${FROM}>`,
      `MAIL FROM:<${FROM}> BODY=8BITMIME SMTPUTF8`,
      `MAIL FROM:<${FROM}>`,
    ]);
    expect(received()).toEqual([A.to, '王小明@x.example', B.to]);
  });

  it('refuses a local part in UTF-8 for good where the server does not, and goes on', async () => {
    const wang = aShipment('王小明@x.example');
    const outcome = await session.deliver(wang, passing());
    expect(outcome).toMatchObject({ kind: 'refused', code: 553, class: 'rejected' });
    expect(outcome).toMatchObject({ text: expect.stringContaining('SMTPUTF8') });
    expect(await inARow(A, wang, B)).toEqual(['accepted', 'refused', 'accepted']);
    expect(server.heard.join()).not.toContain('王');
  });

  it('tells the truth of every row, whatever the server does', async () => {
    const closing: Answer[] = ['close', { reply: '421 4.3.2 closing', thenClose: true }];
    const fault = fc.oneof(
      fc.record({
        at: fc.constantFrom<Stage>('mail', 'rcpt', 'data', 'dot'),
        answer: fc.constantFrom<Answer>(...closing, { reply: '451 4.3.0 later' }),
      }),
      // In the middle of a body a server may only go: a reply would stand for the one to the dot.
      fc.record({ at: fc.constant<Stage>('body'), answer: fc.constantFrom(...closing) }),
    );
    const faults = fc.array(fc.tuple(fc.nat(5), fault), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (planned, pipelines) => {
        server.inbox.length = 0;
        server.forgive();
        await offering(...(pipelines ? PIPELINING : ['8BITMIME']));
        let mails = -1;
        server.conduct = (where) => {
          if (where === 'mail') mails += 1;
          return planned.find(([n, when]) => n === mails && when.at === where)?.[1].answer ?? 'as usual';
        };
        const row = Array.from({ length: 6 }, (_, n) => aShipment(`r${n}@x.example`));
        const kinds = await inARow(...row);
        for (const [n, kind] of kinds.entries()) {
          const replies = server.inbox.filter(({ to }) => to === row[n]?.to).map(({ reply }) => reply);
          if (kind === 'accepted') expect(replies).toEqual([expect.stringMatching(/^250/)]);
          else if (kind === 'reply-lost') expect(replies.filter((reply) => reply !== null)).toEqual([]);
          else expect(replies.filter((reply) => !reply || reply.startsWith('2'))).toEqual([]);
        }
        expect(server.inbox.length).toBeLessThanOrEqual(kinds.length);
      }),
      { numRuns: 150 },
    );
  });
});
