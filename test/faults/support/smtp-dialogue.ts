import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Where a conversation stands when the server is asked how to go on. */
export type Stage = 'connect' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

/** How the server goes on: its usual answer, another one, the end of the connection, or nothing ever again. */
export type Answer =
  'as usual' | 'close' | 'silence' | { readonly reply: string; readonly thenClose?: boolean };

/** A message read to its final dot. */
export interface CompleteMessage {
  readonly to: string;
  readonly messageId: string;
  /** As it was before dots were doubled on the wire. */
  readonly raw: Buffer;
  /** The command that had already arrived behind its dot; empty for none. */
  readonly behindTheDot: string;
  /** What the dot was answered; null when the connection ended instead. */
  readonly reply: string | null;
  readonly at: Date;
}

/** What a dialogue asks of, and tells, its server. */
export interface DialogueHost {
  readonly extensions: readonly string[];
  readonly tls: { readonly key: string; readonly cert: string } | null;
  conduct(stage: Stage, to: string): Promise<Answer>;
  complete(message: CompleteMessage): void;
  /** Answers DATA with 354 though it refused the recipient. */
  wantsDataForNobody(): boolean;
  /** Leaves bodies in the network. */
  stopsReadingBodies(): boolean;
  heard(line: string): void;
  /** `AUTH` and what followed it, as it came over the wire. */
  credentials(line: string, secured: boolean): void;
}

const USUAL: Readonly<Record<Stage, string>> = {
  connect: '220 mx.faults.example',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go on',
  body: '',
  dot: '250 2.0.0 queued',
};

/** One SMTP conversation as a server has it, strictly in order, however much the client sends at once. */
export class SmtpDialogue {
  private received = Buffer.alloc(0);
  private inData = false;
  private bodySeen = false;
  private busy = false;
  private over = false;
  private to = '';

  constructor(
    private socket: Socket,
    private readonly host: DialogueHost,
  ) {
    this.listen();
    void this.answer('connect');
  }

  private listen(): void {
    this.socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      void this.work();
    });
    this.socket.on('error', () => (this.over = true));
    this.socket.on('close', () => (this.over = true));
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (!this.over && (this.inData ? await this.takeBody() : await this.takeLine()));
    this.busy = false;
  }

  private async takeLine(): Promise<boolean> {
    const end = this.received.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.received.subarray(0, end).toString();
    this.received = this.received.subarray(end + 2);
    await this.command(line);
    return true;
  }

  private async command(line: string): Promise<void> {
    this.host.heard(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') this.greet();
    else if (verb === 'MAIL') {
      this.to = '';
      await this.answer('mail');
    } else if (verb === 'RCPT') {
      this.to = /<(.*)>/.exec(line)?.[1] ?? '';
      if (!(await this.answer('rcpt'))) this.to = '';
    } else if (verb === 'DATA') {
      if (this.to === '' && !this.host.wantsDataForNobody()) this.say('554 5.5.1 no valid recipients');
      else if (await this.answer('data')) {
        this.inData = true;
        this.bodySeen = false;
        if (this.host.stopsReadingBodies()) this.socket.pause();
      }
    } else if (verb === 'STAR' && this.host.tls) this.secure(this.host.tls);
    else if (verb === 'AUTH') {
      this.host.credentials(line, this.socket instanceof TLSSocket);
      this.say('235 2.7.0 welcome');
    } else if (verb === 'QUIT') this.hangUp('221 bye');
    else this.say('250 ok');
  }

  private greet(): void {
    const offered = ['mx.faults.example', ...this.host.extensions];
    offered.forEach((words, index) => this.say(`250${index === offered.length - 1 ? ' ' : '-'}${words}`));
  }

  private secure({ key, cert }: { readonly key: string; readonly cert: string }): void {
    this.say('220 go ahead');
    this.socket.removeAllListeners('data');
    this.socket = new TLSSocket(this.socket, { isServer: true, key, cert });
    this.listen();
  }

  private async takeBody(): Promise<boolean> {
    if (!this.bodySeen) {
      if (this.received.length === 0) return false;
      this.bodySeen = true;
      if (!(await this.answer('body'))) return false;
    }
    const end = this.received.indexOf('\r\n.\r\n');
    if (end < 0) return false;
    const message = this.received.toString('latin1', 0, end + 2).replace(/(^|\r\n)\./g, '$1');
    this.received = this.received.subarray(end + 5);
    this.inData = false;
    await this.afterDot(message);
    return true;
  }

  private async afterDot(message: string): Promise<void> {
    const { to } = this;
    const at = new Date();
    const answer = await this.host.conduct('dot', to);
    const reply = typeof answer === 'object' ? answer.reply : answer === 'as usual' ? USUAL.dot : null;
    const messageId = /^message-id:\s*(<[^>]*>)/im.exec(message)?.[1] ?? '';
    // A client that has gone meanwhile is told all the same: the message counts as taken.
    const behindTheDot = this.received.toString('latin1', 0, 4);
    this.host.complete({ to, messageId, raw: Buffer.from(message, 'latin1'), behindTheDot, reply, at });
    this.give(answer, 'dot');
  }

  /** Answers a stage; false when the usual course ends with it. */
  private async answer(stage: Stage): Promise<boolean> {
    return this.give(await this.host.conduct(stage, this.to), stage);
  }

  private give(answer: Answer, stage: Stage): boolean {
    if (this.over) return false;
    if (answer === 'as usual') this.say(USUAL[stage]);
    else if (answer === 'close') this.hangUp();
    else if (answer === 'silence') this.over = true;
    else if (answer.thenClose) this.hangUp(answer.reply);
    else this.say(answer.reply);
    return answer === 'as usual';
  }

  private say(reply: string): void {
    if (reply !== '' && !this.over) this.socket.write(`${reply}\r\n`);
  }

  private hangUp(reply?: string): void {
    this.over = true;
    if (reply === undefined) this.socket.destroy();
    else this.socket.end(`${reply}\r\n`);
  }
}
