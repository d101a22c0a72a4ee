import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DomainError } from '../../platform/errors/domain-error.js';
import { classifyReply } from '../domain/reply-classifier.js';
import { legible } from '../domain/reply-text.js';

/** The relay does not answer, refuses TLS or our credentials: no recipient is to blame. */
export class RelayUnavailable extends DomainError {
  readonly code = 'delivery.relay-unavailable';
  override readonly kind = 'unavailable';
  /** Our own fault (credentials, TLS): trying again does not help before somebody changes it. */
  readonly isConfiguration: boolean;

  constructor(message: string, isConfiguration = false) {
    super(message);
    this.isConfiguration = isConfiguration;
  }
}

/** Where and how to reach the relay. */
export interface RelayOptions {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly user: string;
  readonly password: string;
}

/** A connection that is greeted, secured and authenticated, ready for a first MAIL. */
export interface RelayConnection {
  readonly socket: Socket;
  readonly offersPipelining: boolean;
  readonly offersSmtpUtf8: boolean;
  /** Largest message the server takes, bytes; null when it does not say (RFC 1870). */
  readonly maxBytes: number | null;
}

interface SmtpFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** What nodemailer 10.6 keeps of an open connection; an integration test fails when an upgrade moves it. */
interface ConnectionInside {
  readonly _socket: Socket;
  readonly _supportedExtensions: readonly string[];
  readonly _maxAllowedSize?: number | false;
  readonly _socketPlain?: Socket;
}

/** `smtp[s]://user:password@host:port?requireTLS=true` */
export function parseRelayUrl(url: string): RelayOptions {
  const parsed = new URL(url);
  const secure = parsed.protocol === 'smtps:';
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port) || (secure ? 465 : 25),
    secure,
    requireTLS: parsed.searchParams.get('requireTLS') === 'true',
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
  };
}

/**
 * Connects, greets, secures and authenticates by nodemailer, then hands over the bare connection. Never sends
 * credentials in the clear to another host. Throws `RelayUnavailable` with the server's words.
 */
export async function connectToRelay(relay: RelayOptions, timeoutMs: number): Promise<RelayConnection> {
  const connection = new SMTPConnection({
    host: relay.host,
    port: relay.port,
    secure: relay.secure,
    requireTLS: relay.requireTLS || (relay.user !== '' && !relay.secure && !isLoopback(relay.host)),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs * 2,
  });
  try {
    await connected(connection);
    if (relay.user !== '') await loggedIn(connection, relay);
  } catch (error) {
    connection.close();
    throw unavailable(relay, error as SmtpFailure);
  }
  return takeOver(connection as unknown as SMTPConnection & ConnectionInside);
}

async function connected(connection: SMTPConnection): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('The relay closed the connection.')));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

async function loggedIn(connection: SMTPConnection, relay: RelayOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.login({ credentials: { user: relay.user, pass: relay.password } }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

function takeOver(connection: SMTPConnection & ConnectionInside): RelayConnection {
  const { _socket: socket, _supportedExtensions: extensions, _maxAllowedSize: maxBytes } = connection;
  for (const event of ['data', 'error', 'close', 'end', 'timeout']) socket.removeAllListeners(event);
  connection.removeAllListeners();
  // nodemailer's own close would end the socket that is ours now.
  connection.on('error', () => undefined);
  return {
    socket,
    offersPipelining: extensions.includes('PIPELINING'),
    offersSmtpUtf8: extensions.includes('SMTPUTF8'),
    maxBytes: maxBytes || null,
  };
}

function unavailable(relay: RelayOptions, failure: SmtpFailure): RelayUnavailable {
  const words = legible(failure.response ?? failure.message);
  const isConfiguration =
    failure.code === 'EAUTH' ||
    failure.code === 'ETLS' ||
    (failure.response !== undefined && classifyReply(failure.response).class === 'config');
  return new RelayUnavailable(`SMTP relay ${relay.host}:${relay.port}: ${words}`, isConfiguration);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
