import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** An address of this machine by which it is reached from others. */
const OUTSIDE = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
const TOKEN = 'a-token-for-scrapers';

describe.each([
  ['without a token', undefined],
  ['with a token', TOKEN],
])('/metrics %s', (_, metricsToken) => {
  let app: TestApp;
  let everywhere: Server;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle', config: metricsToken ? { metricsToken } : {} });
    everywhere = createServer(app.nest.getHttpAdapter().getInstance() as RequestListener);
    await new Promise<void>((resolve) => everywhere.listen(0, '0.0.0.0', resolve));
  });
  afterAll(async () => {
    everywhere.closeAllConnections();
    await new Promise((resolve) => everywhere.close(resolve));
    await app.close();
  });

  const from = async (host: string, headers: Record<string, string> = {}) => {
    const { port } = everywhere.address() as AddressInfo;
    return await fetch(`http://${host}:${port}/metrics`, { headers });
  };
  const bearer = { authorization: `Bearer ${TOKEN}` };

  it('answers on this machine, or to the token alone', async () => {
    const answer = await from('127.0.0.1', metricsToken ? bearer : {});
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('dibao_runs');
    if (metricsToken) expect((await from('127.0.0.1')).status).toBe(404);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto'])(
    'is not there for what a proxy on this machine passes on with %s',
    async (header) => {
      expect((await from('127.0.0.1', { [header]: '203.0.113.9' })).status).toBe(404);
    },
  );

  (OUTSIDE ? it : it.skip)('is not there for other machines (skipped without a network)', async () => {
    expect((await from(OUTSIDE!)).status).toBe(404);
    expect((await from(OUTSIDE!, { authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
    expect((await from(OUTSIDE!, bearer)).status).toBe(metricsToken ? 200 : 404);
  });
});
