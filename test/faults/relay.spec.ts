import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunsRepository } from '../../src/delivery/runs.repository.js';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { survives } from './support/books.js';
import { FaultHouse } from './support/fault-house.js';
import { slowly } from './support/faulty-smtp-server.js';
import { pause, until } from './support/times.js';

const FIXTURES = join(PACKAGE_ROOT, 'test', 'faults', 'fixtures');
const CERTIFICATE = join(FIXTURES, 'expired-certificate.pem');

describe('a relay', () => {
  let house: FaultHouse;

  beforeEach(async () => {
    house = await FaultHouse.build({ connections: 3 });
  });
  afterEach(async () => await house.close());

  async function suppressions(): Promise<number> {
    return Number((await house.sql<{ n: string }>('select count(*) as n from suppressions'))[0]?.n);
  }

  /** Sends through a relay that cannot be used for a while, then through the right one. */
  async function deferred(fault: string, environment: Readonly<Record<string, string>>): Promise<void> {
    const [lost] = await house.startWorkers(1, { environment });
    await survives(house, { fault, recipients: 40 }, async (runId) => {
      await until('an attempt', () => lost!.log.includes('delivery.relay-unavailable'));
      await pause(60);
      expect(house.smtp.inbox).toEqual([]);
      expect(house.smtp.authentications).toEqual([]);
      expect(await suppressions()).toBe(0);
      await lost!.terminate();
      house.smtp.tls = null;
      await house.startWorkers(1);
      // A fault of configuration has paused the run; this is the operator who has seen to it.
      await house.get(RunsRepository).start(runId);
    });
  }

  it('whose name cannot be resolved: deferred, nobody is suppressed', async () => {
    await deferred('DNS failure of the relay', { SMTP_URL: 'smtp://relay.invalid:2525' });
  });

  it('whose certificate has expired: deferred, no credentials are sent', async () => {
    house.smtp.tls = {
      key: readFileSync(join(FIXTURES, 'expired-certificate-key.pem'), 'utf8'),
      cert: readFileSync(CERTIFICATE, 'utf8'),
    };
    const credentials = 'user:password@';
    await deferred('TLS expired', {
      SMTP_URL: `${house.smtp.urlAt('127.0.0.1', credentials)}?requireTLS=true`,
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
    });
  });

  it('whose STARTTLS was stripped on the way: deferred, no credentials in the clear', async () => {
    // 0.0.0.0 leads to loopback, and is not known as such.
    house.smtp.extensions = ['PIPELINING', 'AUTH PLAIN LOGIN'];
    await deferred('TLS stripped', { SMTP_URL: house.smtp.urlAt('0.0.0.0', 'user:password@') });
  });

  it('that falls silent in every fourth conversation, anywhere before the dot', async () => {
    let conversations = 0;
    const stages = ['connect', 'mail', 'rcpt', 'data', 'body'] as const;
    house.smtp.conduct = (stage) =>
      stage === stages[conversations % 5] && (conversations += 1) % 4 === 0 ? 'silence' : 'as usual';
    await house.startWorkers(2);
    const books = await survives(
      house,
      { fault: 'blackhole before the dot', recipients: 60, patienceSeconds: 120 },
      async () => {
        await pause(900);
        house.smtp.forgive();
      },
    );
    expect(books.states).toEqual({ accepted: 60 });
    expect(books.mostAttempts).toBeLessThanOrEqual(6);
  });

  it('that falls silent after the dot leaves those, and no others, uncertain', async () => {
    let dots = 0;
    house.smtp.conduct = (stage) => (stage === 'dot' && (dots += 1) % 10 === 0 ? 'silence' : 'as usual');
    await house.startWorkers(2);
    const books = await survives(house, {
      fault: 'blackhole after the dot',
      recipients: 60,
      bound: 6,
      patienceSeconds: 120,
    });
    expect(books.states).toEqual({ accepted: 54, uncertain: 6 });
  });

  it('that is down for ten minutes: no recipient loses an attempt', async () => {
    await house.startWorkers(2);
    house.smtp.conduct = slowly(30);
    const books = await survives(
      house,
      { fault: 'relay down 10 min', recipients: 200, patienceSeconds: 120 },
      async () => {
        await until('mail to flow', () => house.smtp.inbox.length > 20);
        await house.smtp.goDown();
        await pause(600);
        await house.smtp.comeUp();
        return 2 * house.config.smtpConnections;
      },
    );
    expect(books.mostAttempts).toBeLessThanOrEqual(2);
  });
});
