import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { InboxStore } from './inbox-store.js';
import { acceptsConnections } from './ports.js';
import { isAlive } from './process-identity.js';

const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;

/** A running SMTP server that keeps what it is given. */
export interface InboxSmtp {
  /** `smtp://127.0.0.1:<port>` */
  readonly smtpUrl: string;
  close(): Promise<void>;
}

/**
 * Accepts mail for any recipient on loopback, without login or TLS. A message is answered with 250 only once it is on
 * disk. `port` 0 takes a free one; it is noted in `inbox/smtp.json` for `findRunningInbox`.
 */
export async function startInboxSmtp(store: InboxStore, port = 0): Promise<InboxSmtp> {
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Dibao local inbox',
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideSTARTTLS: true,
    hideREQUIRETLS: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    size: MAX_MESSAGE_BYTES,
    rejectOversized: true,
    onData: (stream, session, answer) => {
      receive(store, stream, session).then(() => answer(null, 'kept'), answer);
    },
  });
  const listening = await listen(server, port);
  const note = join(store.folder, 'smtp.json');
  const text = JSON.stringify({ port: listening, pid: process.pid });
  writeFileSync(note, text);
  return {
    smtpUrl: `smtp://127.0.0.1:${listening}`,
    close: () => {
      if (readNote(note) === text) rmSync(note, { force: true });
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The inbox another process runs on the same data folder, or null when none answers. */
export async function findRunningInbox(dataDir: string): Promise<{ smtpUrl: string } | null> {
  const note = parseNote(readNote(join(dataDir, 'inbox', 'smtp.json')) ?? '');
  if (!note || !isAlive(note.pid) || !(await acceptsConnections(note.port))) return null;
  return { smtpUrl: `smtp://127.0.0.1:${note.port}` };
}

async function receive(
  store: InboxStore,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  // Too big: the server answers 552 by itself, and nothing is kept.
  if (stream.sizeExceeded) return;
  const { mailFrom, rcptTo } = session.envelope;
  await store.save(Buffer.concat(chunks), {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map((recipient) => recipient.address),
  });
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that hangs up in mid-conversation is no concern of ours.
      server.on('error', () => undefined);
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}

function readNote(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parseNote(text: string): { port: number; pid: number } | null {
  try {
    const { port, pid } = JSON.parse(text) as { port?: number; pid?: number };
    return port && pid ? { port, pid } : null;
  } catch {
    return null;
  }
}
