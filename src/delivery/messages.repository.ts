import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { type CanonicalMessage, undeclaredFields } from './domain/canonical-message.js';

const decompress = promisify(brotliDecompress);

/** A message with what every copy of it shares. */
export interface StoredMessage {
  readonly id: string;
  readonly content: CanonicalMessage;
  readonly boundary: string;
  readonly datedAt: Date;
}

/** Messages as stored: one row per distinct content, compressed, with its hash. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly db: Database) {}

  /** One row for each language given, to be composed later; returns their ids in order. */
  async reserve(
    languages: readonly string[],
    kind: string,
    datedAt: Date,
    tx: Transaction,
  ): Promise<string[]> {
    const ids = languages.map(() => newId<'message'>());
    await this.db.affected(
      `insert into messages (id, kind, language, boundary, dated_at)
       select r.id, $3, r.language, 'dibao-' || replace(r.id::text, '-', ''), $4
         from unnest($1::uuid[], $2::text[]) as r(id, language)`,
      [ids, languages, kind, datedAt],
      tx,
    );
    return ids;
  }

  /**
   * Stores the contents of reserved messages in one statement; a message that has one keeps it. Refuses undeclared
   * fields. Takes the contents one at a time and keeps only what they pack to: give it a generator, not an array.
   */
  async composeAll(
    composed: Iterable<{ readonly id: string; readonly content: CanonicalMessage }>,
    tx?: Transaction,
  ): Promise<void> {
    const packed = [];
    for (const { id, content } of composed) packed.push({ id, ...pack(content) });
    await this.db.affected(
      `update messages m set content = c.content, content_hash = c.hash
         from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as c(id, content, hash)
        where m.id = c.id and m.content is null`,
      [packed.map((one) => one.id), packed.map((one) => one.bytes), packed.map((one) => one.hash)],
      tx,
    );
  }

  async byId(id: string): Promise<StoredMessage | null> {
    const row = await this.db.row<{ content: Buffer | null; boundary: string; dated_at: Date }>(
      'select content, boundary, dated_at from messages where id = $1',
      [id],
    );
    if (!row?.content) return null;
    const content = JSON.parse((await decompress(row.content)).toString('utf8')) as CanonicalMessage;
    return { id, content, boundary: row.boundary, datedAt: row.dated_at };
  }
}

/** A third of a millisecond for a digest: a trip to another thread and back costs more. */
function pack(content: CanonicalMessage): { bytes: Buffer; hash: Buffer } {
  const undeclared = undeclaredFields(content);
  if (undeclared.length > 0)
    throw new TypeError(`The message uses undeclared fields: ${undeclared.join(', ')}.`);
  const canonical = Buffer.from(JSON.stringify(content));
  const hash = createHash('sha256').update(canonical).digest();
  const bytes = brotliCompressSync(canonical, {
    chunkSize: 16_384,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 3,
      [constants.BROTLI_PARAM_LGWIN]: 18,
      [constants.BROTLI_PARAM_SIZE_HINT]: canonical.length,
    },
  });
  return { bytes, hash };
}
