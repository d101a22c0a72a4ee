import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { isId, newId } from '../ids.js';

/** One received message as the list shows it; the shape of the inbox API and of the file beside each message. */
export interface InboxMessage {
  readonly id: string;
  /** The envelope recipient: whose mailbox this copy lies in. */
  readonly to: string;
  /** The address in the From field; the envelope sender where there is none. */
  readonly from: string;
  readonly subject: string;
  /** Instant, ISO 8601. */
  readonly receivedAt: string;
}

/** Who an SMTP client said a message is from and for. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** Messages as files: `<id>.eml` holds the bytes as received, `<id>.json` what the list shows. */
export class InboxStore {
  private readonly known = new Map<string, InboxMessage>();

  private constructor(readonly folder: string) {}

  /** Opens `DATA_DIR/inbox`, created if missing and closed to other accounts. */
  static async open(dataDir: string): Promise<InboxStore> {
    const folder = join(dataDir, 'inbox');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new InboxStore(folder);
  }

  /** Keeps one copy per recipient, as mailboxes do; resolves once all are safely on disk. */
  async save(raw: Buffer, envelope: Envelope): Promise<void> {
    const { from, subject } = await readHead(raw);
    for (const to of envelope.to) {
      const message: InboxMessage = {
        id: newId<'inbox-message'>(),
        to,
        from: from || envelope.from,
        subject,
        receivedAt: new Date().toISOString(),
      };
      // The list goes by the .json files, so a message appears only once it is complete.
      await this.write(`${message.id}.eml`, raw);
      await this.write(`${message.id}.json`, JSON.stringify(message));
      this.known.set(message.id, message);
    }
  }

  /** All messages, newest first; with `to`, only that mailbox (letter case is ignored). */
  async list(to?: string): Promise<InboxMessage[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.json'));
    const ids = names.map((name) => name.slice(0, -'.json'.length)).filter(isId);
    const wanted = to?.toLowerCase();
    const messages: InboxMessage[] = [];
    // One after the other: thousands of open files at once are more than a process may have.
    for (const id of ids.sort().toReversed()) {
      const message = await this.find(id);
      if (message && (!wanted || message.to.toLowerCase() === wanted)) messages.push(message);
    }
    return messages;
  }

  /** One message, or null for an id that is unknown or no id at all. */
  async find(id: string): Promise<InboxMessage | null> {
    if (!isId(id)) return null;
    const known = this.known.get(id);
    if (known) return known;
    const text = await readIfPresent(join(this.folder, `${id}.json`));
    if (!text) return null;
    const message = JSON.parse(text.toString('utf8')) as InboxMessage;
    this.known.set(id, message);
    return message;
  }

  /** The bytes as they were received after DATA, or null for an unknown id. */
  async raw(id: string): Promise<Buffer | null> {
    return isId(id) ? readIfPresent(join(this.folder, `${id}.eml`)) : null;
  }

  private async write(name: string, content: Buffer | string): Promise<void> {
    const path = join(this.folder, name);
    const file = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
  }
}

/** What cannot be parsed is kept all the same: the source view shows it. */
async function readHead(raw: Buffer): Promise<{ from: string; subject: string }> {
  try {
    const mail = await PostalMime.parse(raw);
    return { from: mail.from?.address ?? '', subject: mail.subject ?? '' };
  } catch {
    return { from: '', subject: '' };
  }
}

async function readIfPresent(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
