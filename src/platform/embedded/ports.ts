import { connect, createServer } from 'node:net';
import { DomainError } from '../errors/domain-error.js';

/** A port that was asked for cannot be had; the message names the variable to change. */
export class PortTaken extends DomainError {
  readonly code = 'platform.port-taken';
  override readonly kind = 'unavailable';
}

/** Refuses with `PortTaken` when nothing could listen on `port` now; `variableName` is its setting, e.g. `PORT`. */
export async function assertPortFree(port: number, variableName: string): Promise<void> {
  // Every interface first, then loopback: some systems allow the one while the other is in use.
  for (const host of [undefined, '127.0.0.1']) {
    const code = await tryPort(port, host);
    if (code === null) continue;
    const reason = code === 'EADDRINUSE' ? 'is already in use' : `cannot be opened (${code})`;
    throw new PortTaken(`Port ${port} ${reason}. Set ${variableName} to another one.`);
  }
}

/** A port on loopback that was free a moment ago: `preferred` if it is, else one the system picks. */
export async function findFreePort(preferred: number | null = null): Promise<number> {
  if (preferred !== null && (await tryPort(preferred, '127.0.0.1')) === null) return preferred;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether something on loopback answers on `port` within two seconds. */
export function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

/** The error code of listening there, null when it worked. */
function tryPort(port: number, host: string | undefined): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host }, () => server.close(() => resolve(null)));
  });
}
