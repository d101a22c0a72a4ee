import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { PolicyStatus } from '../policies/domain/policy.js';
import type { ParseWarning } from './domain/parsed-entry.js';

/** No bulletin has this id. */
export class BulletinNotFound extends DomainError {
  readonly code = 'bulletin.not-found';
  override readonly kind = 'not-found';
}

/** One imported document. */
export interface BulletinLine {
  readonly id: string;
  readonly name: string;
  readonly listName: string;
  readonly importedAt: Date;
  readonly entries: number;
  readonly drafts: number;
}

/** One entry of a document and the policy it became. */
export interface BulletinEntryLine {
  readonly position: number;
  readonly policyId: string;
  readonly title: string;
  readonly status: PolicyStatus;
  readonly madePolicy: boolean;
  readonly warnings: readonly ParseWarning[];
}

const LINE = `
  select b.id, b.name, l.name as "listName", b.imported_at as "importedAt", count(e.policy_id) as entries,
         count(p.id) filter (where p.status = 'draft') as drafts
    from bulletins b join lists l on l.id = b.list_id
    left join bulletin_entries e on e.bulletin_id = b.id
    left join policies p on p.id = e.policy_id`;

/** The documents that policies came from. */
@Injectable()
export class BulletinListQuery {
  constructor(private readonly db: Database) {}

  async latest(limit: number): Promise<BulletinLine[]> {
    return await this.db.rows<BulletinLine>(
      `${LINE} group by b.id, l.name order by b.imported_at desc limit $1`,
      [limit],
    );
  }

  /** Throws `BulletinNotFound`. */
  async byId(id: string): Promise<BulletinLine & { readonly lines: readonly BulletinEntryLine[] }> {
    const bulletin = await this.db.row<BulletinLine>(`${LINE} where b.id = $1 group by b.id, l.name`, [id]);
    if (!bulletin) throw new BulletinNotFound('This bulletin does not exist.');
    const lines = await this.db.rows<BulletinEntryLine>(
      `select e.position, e.policy_id as "policyId", p.title, p.status, e.made_policy as "madePolicy", e.warnings
         from bulletin_entries e join policies p on p.id = e.policy_id
        where e.bulletin_id = $1 order by e.position`,
      [id],
    );
    return { ...bulletin, lines };
  }
}
