import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { assertPortFree, findFreePort } from '../../../src/platform/embedded/ports.js';

describe('ports', () => {
  it('names the setting of a port that is taken', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port, 'INBOX_PORT')).rejects.toMatchObject({
      code: 'platform.port-taken',
      message: `Port ${port} is already in use. Set INBOX_PORT to another one.`,
    });
    server.close();
    await once(server, 'close');
    await expect(assertPortFree(port, 'INBOX_PORT')).resolves.toBeUndefined();
  });

  it('keeps the preferred port when it is free', async () => {
    const port = await findFreePort();
    await expect(findFreePort(port)).resolves.toBe(port);
  });
});
