import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';

/** One message whose final dot arrived, with its envelope. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  /** What the server answered to the dot; null when it closed the connection instead. */
  readonly reply: string | null;
}

/** How the server treats a recipient's next transactions. Replies are whole: `550 5.1.1 User unknown`. */
export type Behaviour =
  | { readonly at: 'recipient'; readonly reply: string }
  | { readonly at: 'recipient'; readonly close: true }
  | { readonly at: 'recipient'; readonly wait: Promise<unknown>; readonly reached: () => void }
  /** Closes after the first bytes of the body: the dot was not read. */
  | { readonly at: 'body'; readonly close: true }
  | { readonly at: 'dot'; readonly reply: string }
  /** Reads the whole message and closes without an answer. */
  | { readonly at: 'dot'; readonly close: true };

/** A real SMTP server on loopback that does as it is told, recipient by recipient. Unasked, it accepts all. */
export class TestSmtpServer {
  /** Every message read to its dot, in order, whatever was answered. */
  readonly received: ReceivedMail[] = [];
  private readonly planned = new Map<string, { readonly behaviour: Behaviour; times: number }[]>();
  private readonly sockets = new Map<number, Socket>();
  private server: SMTPServer | null = null;
  private port = 0;

  static async start(): Promise<TestSmtpServer> {
    const server = new TestSmtpServer();
    await server.comeUp();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Messages answered with 250: to one address, or all. */
  accepted(address?: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.reply?.startsWith('250') && (!address || mail.to === address));
  }

  /** Plans a behaviour for the next `times` transactions with a recipient (default: for good); plans follow one another. */
  behave(address: string, behaviour: Behaviour, times = Infinity): void {
    this.planned.set(address, [...(this.planned.get(address) ?? []), { behaviour, times }]);
  }

  /** Holds the next transaction at RCPT until `release()`; `reached` resolves when it stands there. */
  hold(address: string): { readonly reached: Promise<void>; readonly release: () => void } {
    let release = (): void => undefined;
    let arrived = (): void => undefined;
    const wait = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => (arrived = resolve));
    this.behave(address, { at: 'recipient', wait, reached: arrived }, 1);
    return { reached, release };
  }

  /** From now on every recipient is accepted. */
  forgive(): void {
    this.planned.clear();
  }

  /** Stops listening and cuts every connection. */
  async goDown(): Promise<void> {
    if (!this.server) return;
    const listening = (this.server as unknown as { server: Server }).server;
    this.server = null;
    const closed = once(listening, 'close');
    listening.close();
    for (const socket of this.sockets.values()) socket.destroy();
    await closed;
  }

  /** Listens again, on the same port; perhaps with other extensions. */
  async comeUp(options: SMTPServerOptions = {}): Promise<void> {
    const server = new SMTPServer({
      name: 'mx.test',
      logger: false,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: true,
      ...options,
      onRcptTo: (address, session, answer) => {
        this.atRecipient(address.address, session).then(() => answer(), answer);
      },
      onData: (stream, session, answer) => {
        this.atData(stream, session).then((reply) => answer(null, reply), answer);
      },
    });
    server.on('error', () => undefined);
    const listening = (server as unknown as { server: Server }).server;
    listening.on('connection', (socket) => this.remember(socket));
    server.listen(this.port, '127.0.0.1');
    await once(listening, 'listening');
    this.port = (listening.address() as AddressInfo).port;
    this.server = server;
  }

  private remember(socket: Socket): void {
    const port = socket.remotePort ?? 0;
    this.sockets.set(port, socket);
    socket.on('close', () => this.sockets.delete(port));
  }

  private async atRecipient(address: string, session: SMTPServerSession): Promise<void> {
    const behaviour = this.take(address, 'recipient');
    if (!behaviour) return;
    if ('reply' in behaviour) throw smtpError(behaviour.reply);
    if ('close' in behaviour) this.sockets.get(session.remotePort)?.destroy();
    if ('wait' in behaviour) {
      behaviour.reached();
      await behaviour.wait;
    }
  }

  private async atData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const to = session.envelope.rcptTo[0]?.address ?? '';
    const cut = this.take(to, 'body') !== null;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      if (cut) this.sockets.get(session.remotePort)?.destroy();
    }
    if (cut) throw smtpError('421 closed');
    const behaviour = this.take(to, 'dot');
    const reply = behaviour && 'reply' in behaviour ? behaviour.reply : behaviour ? null : '250 2.0.0 queued';
    this.received.push({ from, to, raw: Buffer.concat(chunks), reply });
    if (reply === null) this.sockets.get(session.remotePort)?.destroy();
    if (reply && !reply.startsWith('2')) throw smtpError(reply);
    return (reply ?? '250').slice(4);
  }

  /** The recipient's next planned behaviour, if it belongs to this phase. */
  private take<Phase extends Behaviour['at']>(
    address: string,
    phase: Phase,
  ): Extract<Behaviour, { at: Phase }> | null {
    const plans = this.planned.get(address) ?? [];
    const [next] = plans;
    if (next?.behaviour.at !== phase) return null;
    next.times -= 1;
    if (next.times <= 0) plans.shift();
    return next.behaviour as Extract<Behaviour, { at: Phase }>;
  }
}

function smtpError(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
