import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { newId } from '../platform/ids.js';

/** No import has this id; one that failed is forgotten after a week. */
export class ImportNotFound extends DomainError {
  readonly code = 'bulletin.import-not-found';
  override readonly kind = 'not-found';
}

export const IMPORT_STATES = ['waiting', 'reading', 'storing', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What an editor gave: text, a file's bytes, or the address of a page. */
export type GivenDocument =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'url'; readonly link: string };

/** A document on its way in. */
export interface BulletinImport {
  readonly id: string;
  readonly listId: string;
  readonly adminId: string | null;
  readonly name: string;
  readonly kind: GivenDocument['kind'];
  readonly link: string | null;
  readonly state: ImportState;
  readonly attempts: number;
  readonly problem: string | null;
  readonly bulletinId: string | null;
  /** In percent. */
  readonly progress: number;
}

/** Without the document itself: whoever asks how far it is asks every second. */
const COLUMNS = `id, list_id as "listId", admin_id as "adminId", name, kind, link, state, attempts, problem,
  progress, bulletin_id as "bulletinId"`;
/** A document comes out of the database in portions: the driver decodes each in one go. */
const PORTION_BYTES = 1_000_000;
/** A worker that says nothing for so long is dead. */
const LEASE = "interval '2 minutes'";

/** Documents that are read by a worker, and how far each is. */
@Injectable()
export class BulletinImportsRepository {
  constructor(private readonly db: Database) {}

  async add(
    document: GivenDocument,
    about: { readonly listId: string; readonly name: string; readonly adminId: string },
  ): Promise<string> {
    const id = newId<'bulletin-import'>();
    const content =
      document.kind === 'text'
        ? Buffer.from(document.text)
        : document.kind === 'file'
          ? document.bytes
          : null;
    const link = document.kind === 'url' ? document.link : null;
    await this.db.affected(
      `insert into bulletin_imports (id, list_id, admin_id, name, kind, link, content)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, about.listId, about.adminId, about.name, document.kind, link, content],
    );
    return id;
  }

  /** Throws `ImportNotFound`. */
  async byId(id: string): Promise<BulletinImport> {
    const found = await this.db.row<BulletinImport>(`select ${COLUMNS} from bulletin_imports where id = $1`, [
      id,
    ]);
    if (!found) throw new ImportNotFound('This import does not exist.');
    return found;
  }

  /** The document as it came, kept until it is under review; empty for an address. */
  async contentOf(id: string): Promise<Buffer> {
    const portions: Buffer[] = [];
    for (let from = 1; ; from += PORTION_BYTES) {
      const row = await this.db.row<{ portion: Buffer | null }>(
        'select substring(content from $2 for $3) as portion from bulletin_imports where id = $1',
        [id, from, PORTION_BYTES],
      );
      if (!row?.portion?.length) return Buffer.concat(portions);
      portions.push(row.portion);
    }
  }

  /** Takes an import that waits, or whose worker died; null when another has it or it is over. */
  async claim(id: string): Promise<BulletinImport | null> {
    return await this.db.row<BulletinImport>(
      `update bulletin_imports set state = 'reading', progress = 0, attempts = attempts + 1, updated_at = now()
        where id = $1 and (state = 'waiting' or (state in ('reading', 'storing') and updated_at < now() - ${LEASE}))
        returning ${COLUMNS}`,
      [id],
    );
  }

  /** How far a worker is; it also says that the worker lives. */
  async hasReached(id: string, state: 'reading' | 'storing', percent: number): Promise<void> {
    await this.db.affected(
      `update bulletin_imports set state = $2, progress = $3, updated_at = now()
        where id = $1 and state in ('reading', 'storing')`,
      [id, state, Math.min(99, Math.round(percent))],
    );
  }

  /** The document is under review; its bytes are not needed any more. */
  async isDone(id: string, bulletinId: string): Promise<void> {
    await this.db.affected(
      `update bulletin_imports set state = 'done', progress = 100, bulletin_id = $2, content = null, updated_at = now() where id = $1`,
      [id, bulletinId],
    );
  }

  /** Says why; pasted text is kept for the form to show again, a file is not. */
  async hasFailed(id: string, problem: string): Promise<void> {
    await this.db.affected(
      `update bulletin_imports set state = 'failed', problem = $2, updated_at = now(),
              content = case when kind = 'text' then content end
        where id = $1`,
      [id, problem],
    );
  }

  /** Those that no worker has in hand. Forgets what is over for a week. */
  async unfinished(): Promise<string[]> {
    await this.db.affected(
      `delete from bulletin_imports where state in ('done', 'failed') and updated_at < now() - interval '7 days'`,
    );
    const rows = await this.db.rows<{ id: string }>(
      `select id from bulletin_imports
        where state = 'waiting' or (state in ('reading', 'storing') and updated_at < now() - ${LEASE})
        order by created_at limit 100`,
    );
    return rows.map(({ id }) => id);
  }
}
