import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { startInboxSmtp } from './inbox-smtp.js';
import { InboxStore } from './inbox-store.js';
import { InboxWeb } from './inbox-web.js';

/** Where the inbox keeps its messages and listens; ports are on loopback, 0 takes a free one. */
export interface LocalInboxOptions {
  readonly dataDir: string;
  readonly httpPort: number;
  readonly smtpPort?: number;
}

/** A running inbox. */
export interface LocalInbox {
  /** `smtp://127.0.0.1:<port>`, to be used as `SMTP_URL`. */
  readonly smtpUrl: string;
  /** `http://localhost:<port>`, for a browser. */
  readonly webUrl: string;
  close(): Promise<void>;
}

/** A mail server for trying things out: takes mail for any address, keeps it across restarts, shows it on a page. */
export async function startLocalInbox(options: LocalInboxOptions): Promise<LocalInbox> {
  const store = await InboxStore.open(resolve(options.dataDir));
  const web = new InboxWeb(store).server();
  await new Promise<void>((listening, reject) => {
    web.once('error', reject);
    web.listen(options.httpPort, '127.0.0.1', listening);
  });
  const closeWeb = () =>
    new Promise<void>((closed) => {
      web.close(() => closed());
      web.closeAllConnections();
    });
  try {
    const smtp = await startInboxSmtp(store, options.smtpPort);
    return {
      smtpUrl: smtp.smtpUrl,
      webUrl: `http://localhost:${(web.address() as AddressInfo).port}`,
      close: async () => {
        await Promise.all([smtp.close(), closeWeb()]);
      },
    };
  } catch (error) {
    await closeWeb();
    throw error;
  }
}
