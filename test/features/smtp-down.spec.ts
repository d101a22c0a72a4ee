import { aSubscriber, FIRST_CUT_OFF } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('an edition while the mail server is down', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ ticks: 'running' });
    await app.importSubscribers([aSubscriber('li@a.example'), aSubscriber('wang@b.example')]);
    await app.publishPolicy();
  });

  afterEach(() => app.close());

  it('waits, loses nothing, and finishes by itself when the server is back', async () => {
    await app.smtp.goDown();
    await app.tick(FIRST_CUT_OFF);
    await app.waitUntil(async () => (await app.account()).status === 'sending');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await app.account()).toMatchObject({
      status: 'sending',
      eligible: 2,
      open: 2,
      rejected: 0,
      expired: 0,
    });
    await app.smtp.comeUp();
    expect(await app.waitForComplete()).toMatchObject({ eligible: 2, accepted: 2, uncertain: 0, open: 0 });
    expect(app.smtp.received.map((mail) => mail.to).sort()).toEqual(['li@a.example', 'wang@b.example']);
  });

  it('goes on where it was when the server goes away in the middle', async () => {
    const held = app.smtp.hold('li@a.example');
    await app.tick(FIRST_CUT_OFF);
    await held.reached;
    await app.waitUntil(() => app.smtp.accepted('wang@b.example').length === 1);
    await app.smtp.goDown();
    held.release();
    await app.smtp.comeUp();
    expect(await app.waitForComplete()).toMatchObject({ accepted: 2, uncertain: 0 });
    expect(app.smtp.received.map((mail) => mail.to).sort()).toEqual(['li@a.example', 'wang@b.example']);
  });
});
