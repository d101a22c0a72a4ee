import type { AttemptOutcome } from '../domain/delivery-status.js';
import { parseAddress } from '../domain/address.js';
import { classifyReply } from '../domain/reply-classifier.js';
import { ReplyReader, type SmtpReply } from './reply-reader.js';
import { connectToRelay, type RelayConnection, type RelayOptions } from './smtp-connect.js';

/** Timeouts of RFC 5321 §4.5.3.2: commands 5 min, the reply to the final dot 10 min. */
export interface SessionTimeouts {
  readonly connectMs: number;
  readonly commandMs: number;
  readonly dotMs: number;
}

/** What one transaction carries: one recipient each. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
}

const DOT = '.\r\n';

/**
 * One SMTP conversation that knows its phase: what failed before the final dot was certainly not delivered,
 * what failed after it is unknowable. MAIL, RCPT and DATA go out together where the server offers it
 * (RFC 2920); the dot is a write of its own, after the point of no return is committed.
 */
export class SmtpSession {
  private readonly replies = new ReplyReader();
  private broken = false;

  private constructor(
    private readonly relay: RelayConnection,
    private readonly timeouts: SessionTimeouts,
  ) {
    const { socket } = relay;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.replies.feed(chunk));
    socket.on('error', (error) => this.break(error.message));
    socket.on('end', () => this.break('The server closed the connection.'));
    socket.on('close', () => this.break('The connection was closed.'));
    socket.on('timeout', () => {
      this.break('The server did not answer in time.');
      socket.destroy();
    });
    socket.setTimeout(timeouts.commandMs);
    socket.resume();
  }

  /** Throws `RelayUnavailable` when no conversation can be begun. */
  static async open(relay: RelayOptions, timeouts: SessionTimeouts): Promise<SmtpSession> {
    return new SmtpSession(await connectToRelay(relay, timeouts.connectMs), timeouts);
  }

  get isUsable(): boolean {
    return !this.broken;
  }

  /**
   * One transaction. `body` is the whole message with CRLF line ends, the last one included. `passPointOfNoReturn` is asked once the server wants the data; false, or an error, ends the
   * connection without the dot.
   */
  async deliver(
    envelope: Envelope,
    body: Buffer,
    passPointOfNoReturn: () => Promise<boolean>,
  ): Promise<AttemptOutcome> {
    const mailbox = parseAddress(envelope.to);
    if (!mailbox.ok || mailbox.address !== envelope.to)
      return {
        kind: 'refused',
        code: 553,
        text: '553 5.1.3 the recipient is not exactly one mailbox',
        class: 'rejected',
      };
    if (this.relay.maxBytes !== null && body.length > this.relay.maxBytes)
      return {
        kind: 'refused',
        code: 552,
        text: `552 5.3.4 larger than the ${this.relay.maxBytes} bytes the relay takes`,
        class: 'rejected',
      };
    try {
      const refusal = await this.open(envelope);
      if (refusal) return refused(refusal);
      this.relay.socket.write(stuffed(body));
      const passed = await passPointOfNoReturn();
      if (!passed) return this.abandon({ kind: 'withdrawn' });
      // Whatever the server did meanwhile is heard before the dot is said.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.broken || this.replies.hasUnasked) return this.abandon(await this.whyBroken());
    } catch (error) {
      return this.abandon({ kind: 'broken-before-dot', text: messageOf(error) });
    }
    return await this.finish();
  }

  /** Says goodbye; the connection is gone either way. */
  quit(): void {
    if (this.broken) return;
    this.broken = true;
    this.relay.socket.end('QUIT\r\n');
    setTimeout(() => this.relay.socket.destroy(), 1_000).unref();
  }

  /** MAIL, RCPT, DATA; null when the server wants the data, else the refusal. The session stays usable after one. */
  private async open(envelope: Envelope): Promise<SmtpReply | null> {
    const commands = [`MAIL FROM:<${envelope.from}>`, `RCPT TO:<${envelope.to}>`, 'DATA'];
    if (this.relay.offersPipelining) {
      this.relay.socket.write(`${commands.join('\r\n')}\r\n`);
      const replies = [
        await this.replies.next(),
        await this.replies.next(),
        await this.replies.next(),
      ] as const;
      return await this.verdict(replies);
    }
    for (const [index, command] of commands.entries()) {
      this.relay.socket.write(`${command}\r\n`);
      const reply = await this.replies.next();
      if (!isAgreed(reply, index)) return await this.afterRefusal(reply);
    }
    return null;
  }

  private async verdict(replies: readonly SmtpReply[]): Promise<SmtpReply | null> {
    const refusal = replies.find((reply, index) => !isAgreed(reply, index));
    if (!refusal) return null;
    // A server that wants data for nobody is told nothing: the connection ends.
    if (replies[2]?.code === 354) {
      this.close();
      return refusal;
    }
    return await this.afterRefusal(refusal);
  }

  private async afterRefusal(refusal: SmtpReply): Promise<SmtpReply> {
    if (refusal.code === 421) {
      this.close();
      return refusal;
    }
    this.relay.socket.write('RSET\r\n');
    const reset = await this.replies.next();
    if (reset.code !== 250) this.close();
    return refusal;
  }

  /**
   * The dot, and what comes of it: once it has left this process no reply means nobody knows. A dot that was
   * still waiting behind the body when the connection broke was never said.
   */
  private async finish(): Promise<AttemptOutcome> {
    let hasLeft = false;
    try {
      this.relay.socket.setTimeout(this.timeouts.dotMs);
      this.relay.socket.write(DOT, (error) => {
        if (!error) hasLeft = true;
      });
      const reply = await this.replies.next();
      this.relay.socket.setTimeout(this.timeouts.commandMs);
      if (reply.code >= 200 && reply.code < 300)
        return { kind: 'accepted', code: reply.code, text: reply.text };
      if (reply.code === 421) this.close();
      return refused(reply);
    } catch (error) {
      return this.abandon({ kind: hasLeft ? 'reply-lost' : 'broken-before-dot', text: messageOf(error) });
    }
  }

  /** The server spoke, or went, while the body was on its way: nothing was delivered. */
  private async whyBroken(): Promise<AttemptOutcome> {
    if (!this.replies.hasUnasked) return { kind: 'broken-before-dot', text: 'The connection was closed.' };
    return refused(await this.replies.next());
  }

  private abandon(outcome: AttemptOutcome): AttemptOutcome {
    this.close();
    return outcome;
  }

  close(): void {
    this.broken = true;
    this.relay.socket.destroy();
  }

  private break(why: string): void {
    this.broken = true;
    this.replies.end(why);
  }
}

function isAgreed(reply: SmtpReply, index: number): boolean {
  return index === 2 ? reply.code === 354 : reply.code >= 200 && reply.code < 300;
}

function refused({ code, text }: SmtpReply): AttemptOutcome {
  return { kind: 'refused', code, text, class: classifyReply(text).class };
}

/** Doubles a dot that begins a line (RFC 5321 §4.5.2). */
function stuffed(body: Buffer): Buffer {
  if (body[0] !== 0x2e && !body.includes('\r\n.')) return body;
  return Buffer.from(body.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
