import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { AttemptOutcome } from '../domain/delivery-status.js';
import { classifyReply } from '../domain/reply-classifier.js';

/** The relay does not answer, refuses TLS or our credentials: no recipient is to blame. */
export class RelayUnavailable extends DomainError {
  readonly code = 'delivery.relay-unavailable';
  override readonly kind = 'unavailable';
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

interface SmtpFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** Thrown inside the body stream: ends the attempt without the final dot. */
class DotRefused extends Error {}

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
 * One SMTP conversation that knows its phase: what failed before the final dot was certainly not delivered,
 * what failed after it is unknowable. nodemailer connects, secures, authenticates and writes; the body comes
 * from a stream that ends, and so lets the dot be written, only after the point of no return is passed.
 */
export class SmtpSession {
  private broken = false;

  private constructor(private readonly connection: SMTPConnection) {
    connection.on('error', () => (this.broken = true));
    connection.on('end', () => (this.broken = true));
  }

  /** Connects, greets and authenticates; throws `RelayUnavailable` with the server's words. */
  static async open(relay: RelayOptions, timeoutMs = 30_000): Promise<SmtpSession> {
    const connection = new SMTPConnection({
      host: relay.host,
      port: relay.port,
      secure: relay.secure,
      requireTLS: relay.requireTLS || (relay.user !== '' && !relay.secure && !isLoopback(relay.host)),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      socketTimeout: 600_000,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The relay closed the connection.')));
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      if (relay.user !== '')
        await new Promise<void>((resolve, reject) => {
          connection.login({ credentials: { user: relay.user, pass: relay.password } }, (error) =>
            error ? reject(error) : resolve(),
          );
        });
    } catch (error) {
      connection.close();
      const failure = error as SmtpFailure;
      throw new RelayUnavailable(
        `SMTP relay ${relay.host}:${relay.port}: ${failure.response ?? failure.message}`,
      );
    }
    connection.removeAllListeners('error');
    connection.removeAllListeners('end');
    return new SmtpSession(connection);
  }

  get isUsable(): boolean {
    return !this.broken;
  }

  /**
   * One transaction for one recipient. `passPointOfNoReturn` is asked when the whole body is written and
   * before the dot is; false ends the connection without the dot.
   */
  async deliver(
    envelope: { readonly from: string; readonly to: string },
    body: Buffer,
    passPointOfNoReturn: () => Promise<boolean>,
  ): Promise<AttemptOutcome> {
    let dotAllowed = false;
    let refused = false;
    const stream = Readable.from(
      (async function* () {
        yield body;
        const passed = await passPointOfNoReturn();
        if (!passed) {
          refused = true;
          throw new DotRefused('The point of no return was refused.');
        }
        dotAllowed = true;
      })(),
      { objectMode: false },
    );
    try {
      const info = await this.send(envelope, stream);
      return { kind: 'accepted', code: Number(info.slice(0, 3)), text: info };
    } catch (error) {
      stream.destroy();
      const failure = error as SmtpFailure;
      await this.afterFailure(failure);
      if (refused) return { kind: 'withdrawn' };
      return outcomeOf(failure, dotAllowed);
    }
  }

  close(): void {
    this.broken = true;
    this.connection.close();
  }

  /** Says goodbye; the connection is gone either way. */
  quit(): void {
    this.broken = true;
    this.connection.quit();
  }

  private async send(
    envelope: { readonly from: string; readonly to: string },
    stream: Readable,
  ): Promise<string> {
    return await new Promise<string>((resolve, reject) => {
      const ended = () => reject(new Error('The connection was closed.'));
      this.connection.once('error', reject);
      this.connection.once('end', ended);
      this.connection.send({ from: envelope.from, to: [envelope.to] }, stream, (error, info) => {
        this.connection.off('error', reject);
        this.connection.off('end', ended);
        if (error) reject(error);
        else resolve(info.response ?? '250');
      });
    });
  }

  /** After a refused envelope the session goes on with RSET; after anything else it ends. */
  private async afterFailure(failure: SmtpFailure): Promise<void> {
    if (failure.code !== 'EENVELOPE' || failure.responseCode === 421 || this.broken) {
      this.close();
      return;
    }
    await new Promise<void>((resolve) => {
      this.connection.reset((error) => {
        if (error) this.close();
        resolve();
      });
    });
  }
}

function outcomeOf(failure: SmtpFailure, dotAllowed: boolean): AttemptOutcome {
  if (failure.responseCode) {
    const text = failure.response ?? failure.message;
    return { kind: 'refused', code: failure.responseCode, text, class: classifyReply(text).class };
  }
  return { kind: dotAllowed ? 'reply-lost' : 'broken-before-dot', text: failure.message };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
