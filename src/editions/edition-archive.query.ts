import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { PolicyLevel } from '../policies/domain/policy.js';

/** A released edition as everybody may see it: nothing of its audience. */
export interface ArchivedEdition {
  readonly id: string;
  readonly key: string;
  /** The local date it was issued on, `YYYY-MM-DD`. */
  readonly issuedOn: string;
  readonly releasedAt: Date;
  /** Policies it announced that are still published. */
  readonly policies: number;
}

/** One policy an edition announced, with its facts of today. */
export interface ArchivedPolicy {
  readonly id: string;
  readonly title: string;
  readonly level: PolicyLevel;
  readonly issuers: readonly string[];
  readonly documentNumber: string | null;
  readonly publishedOn: string | null;
  readonly closesOn: string | null;
  readonly summary: string | null;
  readonly isLate: boolean;
}

const ANNOUNCED = `ep.role in ('new', 'late') and p.status = 'published'`;
const EDITION = `
  select e.id, e.key, e.issued_on as "issuedOn", e.released_at as "releasedAt",
         (select count(*) from edition_policies ep join policies p on p.id = ep.policy_id
           where ep.edition_id = e.id and ${ANNOUNCED}) as policies
    from editions e where e.list_id = $1 and e.released_at is not null and e.issued_on is not null`;

/** The editions that were sent, and the union of what each announced. */
@Injectable()
export class EditionArchiveQuery {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  async released(listId: string, limit: number): Promise<ArchivedEdition[]> {
    return await this.db.rows<ArchivedEdition>(`${EDITION} order by e.cut_off desc limit $2`, [
      listId,
      limit,
    ]);
  }

  /** Null for a key that the list has not released. */
  async byKey(listId: string, key: string): Promise<ArchivedEdition | null> {
    return await this.db.row<ArchivedEdition>(`${EDITION} and e.key = $2`, [listId, key]);
  }

  /** In the order they were printed: from the nation down. Withdrawn policies are left out. */
  async policiesOf(editionId: string): Promise<ArchivedPolicy[]> {
    return await this.db.rows<ArchivedPolicy>(
      `select p.id, p.title, p.level, p.issuers, p.document_number as "documentNumber",
              p.published_on as "publishedOn", p.application_closes_on as "closesOn", p.summary,
              ep.role = 'late' as "isLate"
         from edition_policies ep join policies p on p.id = ep.policy_id
        where ep.edition_id = $1 and ${ANNOUNCED} order by ep.position`,
      [editionId],
    );
  }
}
