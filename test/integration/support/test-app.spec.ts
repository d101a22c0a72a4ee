import { aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('the house for tests', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.close());

  it('sends a published policy to the subscriber it concerns', async () => {
    await app.importSubscribers([aSubscriber('li@film.example')]);
    const policy = await app.publishPolicy();
    const account = await app.runEdition();
    expect(account).toMatchObject({ edition: '2026-W41', status: 'complete', eligible: 1, accepted: 1 });
    const [mail] = await app.mailTo('li@film.example');
    expect(mail?.text).toContain(policy.title);
  });

  it('answers over HTTP', async () => {
    const response = await fetch(`${app.baseUrl}/healthz`);
    expect(await response.json()).toEqual({ status: 'up' });
  });

  it('closes the mail server and opens it again on the same port', async () => {
    const { url } = app.smtp;
    await app.smtp.goDown();
    await app.smtp.comeUp();
    expect(app.smtp.url).toBe(url);
  });
});
