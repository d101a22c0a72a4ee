import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { milliseconds } from './times.js';
import { type Answer, type CompleteMessage, SmtpDialogue, type Stage } from './smtp-dialogue.js';

/** How the server treats a stage; `attempt` counts this recipient's transactions from 1 (0 before RCPT). */
export type Conduct = (
  stage: Stage,
  recipient: { readonly to: string; readonly attempt: number },
) => Answer | Promise<Answer>;

const ORDERLY: Conduct = () => 'as usual';

/** Accepts all, taking up to `mostMs` for every answer, so that a fault finds conversations at every stage. */
export function slowly(mostMs: number): Conduct {
  return async () => {
    await milliseconds(mostMs * Math.random());
    return 'as usual' as const;
  };
}

/** An SMTP server on loopback that misbehaves on command and remembers the truth: every final dot it read. */
export class FaultySmtpServer {
  /** Messages read to their dot, in order, with what was answered. */
  readonly inbox: CompleteMessage[] = [];
  /** AUTH lines that came, and whether over TLS. */
  readonly authentications: { readonly line: string; readonly secured: boolean }[] = [];
  /** Command lines, in order. */
  readonly heard: string[] = [];
  /** How it behaves from now on. */
  conduct: Conduct = ORDERLY;
  extensions: readonly string[] = ['PIPELINING', 'SIZE 20000000', '8BITMIME'];
  tls: { readonly key: string; readonly cert: string } | null = null;
  wantsDataForNobody = false;
  stopsReadingBodies = false;
  private readonly attempts = new Map<string, number>();
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;

  static async start(): Promise<FaultySmtpServer> {
    const server = new FaultySmtpServer();
    await server.comeUp();
    return server;
  }

  get url(): string {
    return this.urlAt('127.0.0.1');
  }

  urlAt(host: string, credentials = ''): string {
    return `smtp://${credentials}${host}:${this.port}`;
  }

  get openConnections(): number {
    return this.sockets.size;
  }

  /** Transactions begun with a recipient. */
  attemptsOf(to: string): number {
    return this.attempts.get(to) ?? 0;
  }

  /** From now on everything is accepted. */
  forgive(): void {
    this.conduct = ORDERLY;
  }

  async comeUp(): Promise<void> {
    this.server = createServer((socket) => this.receive(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Cuts every connection. */
  async goDown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private receive(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.sockets.delete(socket));
    void new SmtpDialogue(socket, {
      extensions: this.tls ? [...this.extensions, 'STARTTLS', 'AUTH PLAIN LOGIN'] : this.extensions,
      tls: this.tls,
      wantsDataForNobody: () => this.wantsDataForNobody,
      stopsReadingBodies: () => this.stopsReadingBodies,
      conduct: async (stage, to) => {
        if (stage === 'rcpt') this.attempts.set(to, this.attemptsOf(to) + 1);
        return await this.conduct(stage, { to, attempt: this.attemptsOf(to) });
      },
      complete: (message) => this.inbox.push(message),
      heard: (line) => this.heard.push(line),
      credentials: (line, secured) => this.authentications.push({ line, secured }),
    });
  }
}
