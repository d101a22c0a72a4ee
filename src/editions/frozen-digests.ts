import { createHash } from 'node:crypto';
import type { Database, Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { AudienceGroup } from './edition-audience.query.js';
import { digestKeyContent } from './domain/digest-key.js';
import type { EditionFrame } from './domain/digest-view.js';
import type { ProfileNews } from './domain/edition-audience.js';

/** A digest to be: its key, its language and what it announces. */
interface FrozenDigest {
  readonly id: string;
  readonly key: Buffer;
  readonly language: 'zh-CN' | 'en';
  readonly news: ProfileNews;
}

const ROWS_PER_INSERT = 2_000;

/** Collects the distinct digests of an edition while its groups are matched, then stores them in sets. */
export class FrozenDigests {
  private readonly byKey = new Map<string, FrozenDigest>();
  private readonly audience: (AudienceGroup & { readonly digestId: string })[] = [];

  constructor(
    private readonly frame: EditionFrame,
    private readonly templateVersion: string,
  ) {}

  get count(): number {
    return this.byKey.size;
  }

  get languages(): ('zh-CN' | 'en')[] {
    return [...this.byKey.values()].map((digest) => digest.language);
  }

  /** Gives a group its digest: the one that prints exactly the same, or a new one. */
  add(group: AudienceGroup, news: ProfileNews): void {
    const content = digestKeyContent(
      { ...this.frame, language: group.language },
      news.items,
      news.reminders.map((policyId) => ({ policyId, closesOn: '' })),
      this.templateVersion,
    );
    const key = createHash('sha256').update(content).digest();
    const known = this.byKey.get(key.toString('base64'));
    const digest = known ?? { id: newId<'digest'>(), key, language: group.language, news };
    if (!known) this.byKey.set(key.toString('base64'), digest);
    this.audience.push({ ...group, digestId: digest.id });
  }

  /** Stores digests with one reserved message each, what they announce, and who gets which. */
  async store(
    editionId: string,
    messageIds: readonly string[],
    db: Database,
    tx: Transaction,
  ): Promise<void> {
    const digests = [...this.byKey.values()];
    await inParts(
      digests.map((digest, index) => ({
        id: digest.id,
        message_id: messageIds[index],
        key: digest.key.toString('hex'),
        language: digest.language,
        reminders: digest.news.reminders,
      })),
      async (json) =>
        await db.affected(
          `insert into digests (id, edition_id, message_id, digest_key, language, reminders)
           select r.id, $1, r.message_id, decode(r.key, 'hex'), r.language, r.reminders
             from jsonb_to_recordset($2::jsonb) as r(id uuid, message_id uuid, key text, language text, reminders uuid[])`,
          [editionId, json],
          tx,
        ),
    );
    await this.storePolicies(digests, db, tx);
    await inParts(
      this.audience,
      async (json) =>
        await db.affected(
          `insert into edition_audience (edition_id, profile_id, language, had, digest_id)
         select $1, r."profileId", r.language, r.had, r."digestId"
           from jsonb_to_recordset($2::jsonb) as r("profileId" uuid, language text, had text, "digestId" uuid)`,
          [editionId, json],
          tx,
        ),
    );
  }

  private async storePolicies(
    digests: readonly FrozenDigest[],
    db: Database,
    tx: Transaction,
  ): Promise<void> {
    for (let from = 0; from < digests.length; from += 100) {
      const rows = digests.slice(from, from + 100).flatMap((digest) =>
        digest.news.items.map((item, position) => ({
          digest_id: digest.id,
          policy_id: item.policyId,
          position,
          late: item.late,
          tags: item.tags,
        })),
      );
      await inParts(
        rows,
        async (json) =>
          await db.affected(
            `insert into digest_policies (digest_id, policy_id, position, late, tags)
           select * from jsonb_to_recordset($1::jsonb)
                    as r(digest_id uuid, policy_id uuid, position int, late boolean, tags jsonb)`,
            [json],
            tx,
          ),
      );
    }
  }
}

async function inParts(rows: readonly object[], insert: (json: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await insert(JSON.stringify(rows.slice(from, from + ROWS_PER_INSERT)));
}
