import { isUtf8Mailbox, parseMailbox } from '../domain/address.js';
import type { AttemptOutcome } from '../domain/delivery-status.js';
import { classifyReply } from '../domain/reply-classifier.js';
import { ConversationBroken, ReplyReader, type SmtpReply } from './reply-reader.js';
import { connectToRelay, type RelayConnection, type RelayOptions } from './smtp-connect.js';

/** Timeouts of RFC 5321 §4.5.3.2: commands 5 min, the reply to the final dot 10 min. */
export interface SessionTimeouts {
  readonly connectMs: number;
  readonly commandMs: number;
  readonly dotMs: number;
}

/** What one transaction carries: one recipient, and the whole message with CRLF line ends, the last one included. */
export interface Shipment {
  readonly from: string;
  readonly to: string;
  readonly body: Buffer;
  /** Known of a body by the way it was made; one that is not known to is searched for lines that begin with a dot. */
  readonly hasNoLeadingDots?: boolean;
}

/** What a transaction asks of its sender on its way. */
export interface Passage {
  /** Asked once the body has left this process. False, or an error, ends the connection without the dot. */
  pass(): Promise<boolean>;
  /** The next transaction, where it is known when the dot is written: its envelope goes along. It must be delivered next. */
  following(): Shipment | null;
}

const DOT = '.\r\n';

/**
 * One SMTP conversation that knows its phase: what failed before the final dot was certainly not delivered,
 * what failed after it is unknowable. Where the server pipelines (RFC 2920), a message costs one round trip:
 * the dot, written after the point of no return is committed and never with its own body, takes MAIL, RCPT and
 * DATA of the next message along, the one group in which they may follow.
 */
export class SmtpSession {
  private readonly replies = new ReplyReader();
  private broken = false;
  /** Its envelope has been said with the dot before it. */
  private begun: Shipment | null = null;
  private isAnswered = true;
  private waitsUntil = Number.POSITIVE_INFINITY;
  private readonly watch: NodeJS.Timeout;

  private constructor(
    private readonly relay: RelayConnection,
    private readonly timeouts: SessionTimeouts,
  ) {
    const { socket } = relay;
    socket.setNoDelay(true);
    socket.setTimeout(0);
    socket.on('data', (chunk: Buffer) => this.replies.feed(chunk));
    socket.on('error', (error) => this.break(error.message));
    socket.on('end', () => this.break('The server closed the connection.'));
    socket.on('close', () => this.break('The connection was closed.'));
    this.watch = setInterval(() => this.lookAtTheClock(), Math.min(1_000, timeouts.commandMs / 4)).unref();
    socket.resume();
  }

  /** Throws `RelayUnavailable` when no conversation can be begun. */
  static async open(relay: RelayOptions, timeouts: SessionTimeouts): Promise<SmtpSession> {
    return new SmtpSession(await connectToRelay(relay, timeouts.connectMs), timeouts);
  }

  get isUsable(): boolean {
    return !this.broken && this.relay.socket.writable;
  }

  /**
   * One transaction, and how it ended. A refusal leaves the conversation usable where the protocol allows. Null
   * for one whose envelope was sent ahead and never answered: the connection ended with the one before it.
   */
  async deliver(shipment: Shipment, passage: Passage): Promise<AttemptOutcome | null> {
    if (this.begun && this.begun !== shipment) throw new TypeError('Another transaction has been begun.');
    const refusal = this.refusalOf(shipment);
    if (refusal) return refusal;
    const wasBegun = this.begun !== null;
    this.begun = null;
    this.isAnswered = !wasBegun;
    try {
      const reply = await this.open(shipment, wasBegun);
      if (reply) return this.isAnswered ? refused(reply) : null;
      await this.write(shipment.hasNoLeadingDots ? shipment.body : stuffed(shipment.body));
      if (!(await passage.pass())) return this.abandon({ kind: 'withdrawn' });
      // Whatever the server did meanwhile is heard before the dot is said.
      await oneFullPoll();
      if (!this.isUsable || this.replies.hasUnasked) return this.abandon(await this.whyBroken());
    } catch (error) {
      const outcome = this.abandon({ kind: 'broken-before-dot', text: messageOf(error) });
      return this.isAnswered ? outcome : null;
    }
    return await this.finish(passage);
  }

  /** Says goodbye; the connection is gone either way. */
  quit(): void {
    if (this.broken) return;
    this.end('Said goodbye.');
    this.relay.socket.end('QUIT\r\n');
    setTimeout(() => this.relay.socket.destroy(), 1_000).unref();
  }

  /** Ends the connection, saying nothing. */
  close(): void {
    this.end('Closed by us.');
    this.relay.socket.destroy();
  }

  /** What is refused here before the server hears of it. */
  private refusalOf({ to, body }: Shipment): AttemptOutcome | null {
    const mailbox = parseMailbox(to);
    if (!mailbox.ok || mailbox.address !== to)
      return refusedHere(553, '5.1.3 the recipient is not exactly one mailbox');
    if (isUtf8Mailbox(to) && !this.relay.offersSmtpUtf8)
      return refusedHere(553, '5.6.7 the relay does not offer SMTPUTF8, which this address needs');
    const { maxBytes } = this.relay;
    if (maxBytes !== null && body.length > maxBytes)
      return refusedHere(552, `5.3.4 larger than the ${maxBytes} bytes the relay takes`);
    return null;
  }

  /** MAIL, RCPT, DATA; null when the server wants the data, else the refusal. The session stays usable after one. */
  private async open(shipment: Shipment, wasBegun: boolean): Promise<SmtpReply | null> {
    if (this.relay.offersPipelining) {
      if (!wasBegun) this.relay.socket.write(commandsOf(shipment).join(''));
      const first = await this.reply();
      // A server that has had enough of this connection says nothing of the recipient.
      if (first.code !== 421) this.isAnswered = true;
      else return await this.afterRefusal(first);
      return await this.verdict([first, await this.reply(), await this.reply()]);
    }
    for (const [index, command] of commandsOf(shipment).entries()) {
      this.relay.socket.write(command);
      const reply = await this.reply();
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
    // A server that went instead has refused all the same.
    const reset = await this.reply().catch(() => null);
    if (reset?.code !== 250) this.close();
    return refusal;
  }

  /**
   * The dot, and what comes of it: once it may have left this process no reply means nobody knows. Only a dot that
   * the system refused at once was never said.
   */
  private async finish(passage: Passage): Promise<AttemptOutcome> {
    const { socket } = this.relay;
    let wasRefused = false;
    try {
      const words = DOT + this.begin(passage);
      let isWaiting = false;
      socket.write(words, (error) => (wasRefused = Boolean(error) && !isWaiting));
      isWaiting = socket.writableLength > 0;
      const reply = await this.reply(this.timeouts.dotMs);
      if (reply.code >= 200 && reply.code < 300)
        return { kind: 'accepted', code: reply.code, text: reply.text };
      if (reply.code === 421) this.close();
      return refused(reply);
    } catch (error) {
      return this.abandon({ kind: wasRefused ? 'broken-before-dot' : 'reply-lost', text: messageOf(error) });
    }
  }

  /** The commands of the next transaction, where they may follow the dot at once. */
  private begin(passage: Passage): string {
    const next = this.relay.offersPipelining ? passage.following() : null;
    if (!next || this.refusalOf(next)) return '';
    this.begun = next;
    return commandsOf(next).join('');
  }

  private async reply(withinMs = this.timeouts.commandMs): Promise<SmtpReply> {
    this.waitsUntil = performance.now() + withinMs;
    try {
      return await this.replies.next();
    } finally {
      this.waitsUntil = Number.POSITIVE_INFINITY;
    }
  }

  /** Resolves when all of it has been handed to the system. */
  private async write(bytes: Buffer): Promise<void> {
    this.waitsUntil = performance.now() + this.timeouts.commandMs;
    await new Promise<void>((resolve, reject) => {
      this.relay.socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
    this.waitsUntil = Number.POSITIVE_INFINITY;
    // Of a socket that was destroyed meanwhile Node.js reports no error.
    if (!this.isUsable) throw new ConversationBroken('The connection ended in the body.');
  }

  /** The server spoke, or went, while the body was on its way: nothing was delivered. */
  private async whyBroken(): Promise<AttemptOutcome> {
    if (!this.replies.hasUnasked) return { kind: 'broken-before-dot', text: 'The connection was closed.' };
    return refused(await this.replies.next());
  }

  private lookAtTheClock(): void {
    if (performance.now() < this.waitsUntil) return;
    this.end('The server did not answer in time.');
    this.relay.socket.destroy();
  }

  private abandon(outcome: AttemptOutcome): AttemptOutcome {
    this.close();
    return outcome;
  }

  private end(why: string): void {
    clearInterval(this.watch);
    this.break(why);
  }

  private break(why: string): void {
    this.broken = true;
    this.replies.end(why);
  }
}

/** MAIL, RCPT and DATA, each with its line end. A mailbox in UTF-8 is announced as such (RFC 6531 §3.4). */
function commandsOf({ from, to }: Shipment): string[] {
  const announced = isUtf8Mailbox(to) ? ' BODY=8BITMIME SMTPUTF8' : '';
  return [`MAIL FROM:<${from}>${announced}\r\n`, `RCPT TO:<${to}>\r\n`, 'DATA\r\n'];
}

/** Everything the system had to tell when this was asked has been heard: two turns, with a poll between them. */
async function oneFullPoll(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
}

function isAgreed(reply: SmtpReply, index: number): boolean {
  return index === 2 ? reply.code === 354 : reply.code >= 200 && reply.code < 300;
}

function refused({ code, text }: SmtpReply): AttemptOutcome {
  return { kind: 'refused', code, text, class: classifyReply(text).class };
}

function refusedHere(code: number, words: string): AttemptOutcome {
  return { kind: 'refused', code, text: `${code} ${words}`, class: 'rejected' };
}

/** Doubles a dot that begins a line (RFC 5321 §4.5.2). */
function stuffed(body: Buffer): Buffer {
  if (body[0] !== 0x2e && !body.includes('\r\n.')) return body;
  return Buffer.from(body.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
