import { StringDecoder } from 'node:string_decoder';
import { legible } from '../domain/reply-text.js';

/** One reply of the server, its lines joined (RFC 5321 §4.2.1), without what can be neither stored nor shown. */
export interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

/** The connection ended, or the server broke the protocol, before the awaited reply came. */
export class ConversationBroken extends Error {}

const MAX_REPLY_CHARACTERS = 64_000;

/** Turns the server's bytes into replies, and hands them out in the order in which they are asked for. */
export class ReplyReader {
  private readonly decoder = new StringDecoder('utf8');
  private partial = '';
  private lines: string[] = [];
  private readonly arrived: SmtpReply[] = [];
  private readonly awaited: { resolve: (reply: SmtpReply) => void; reject: (error: Error) => void }[] = [];
  private broken: ConversationBroken | null = null;

  /** The next reply not yet taken; rejects with `ConversationBroken` when none will come. */
  async next(): Promise<SmtpReply> {
    const reply = this.arrived.shift();
    if (reply) return reply;
    if (this.broken) throw this.broken;
    return await new Promise((resolve, reject) => this.awaited.push({ resolve, reject }));
  }

  /** Whether the server said something nobody has asked for yet: before the dot that is a refusal. */
  get hasUnasked(): boolean {
    return this.arrived.length > 0;
  }

  feed(chunk: Buffer): void {
    this.partial += this.decoder.write(chunk);
    if (this.partial.length > MAX_REPLY_CHARACTERS) {
      this.end('The server sent an endless reply.');
      return;
    }
    for (let end = this.partial.indexOf('\n'); end >= 0; end = this.partial.indexOf('\n')) {
      this.takeLine(this.partial.slice(0, end).replace(/\r$/, ''));
      this.partial = this.partial.slice(end + 1);
    }
  }

  /** No further reply will come. */
  end(why: string): void {
    if (this.broken) return;
    this.broken = new ConversationBroken(why);
    for (const { reject } of this.awaited.splice(0)) reject(this.broken);
  }

  private takeLine(line: string): void {
    const match = /^(\d{3})([ -]|$)/.exec(line);
    if (!match) {
      this.end('The server sent something that is no SMTP reply.');
      return;
    }
    this.lines.push(line);
    if (match[2] === '-') return;
    const reply = { code: Number(match[1]), text: legible(this.lines.join('\n')) };
    this.lines = [];
    const taker = this.awaited.shift();
    if (taker) taker.resolve(reply);
    else this.arrived.push(reply);
  }
}
