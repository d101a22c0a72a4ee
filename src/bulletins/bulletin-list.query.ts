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
  /** Entries that wait for an editor, and how many of them have an open warning. */
  readonly live: number;
  readonly held: number;
}

/** Where a policy came from. */
export interface Provenance {
  readonly bulletinId: string;
  readonly name: string;
  readonly importedAt: Date;
  /** Its place in the document, from 1, and its lines there. */
  readonly position: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  /** Null for what came in before there were reviews. */
  readonly entryId: string | null;
  /** What was noticed while it was read. */
  readonly warnings: number;
}

/** One document with its text. */
export interface BulletinText extends BulletinLine {
  readonly listId: string;
  readonly text: string;
  readonly warnings: readonly ParseWarning[];
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
  select b.id, b.name, b.list_id as "listId", l.name as "listName", b.imported_at as "importedAt",
         coalesce(e.entries, (select count(*) from bulletin_entries o where o.bulletin_id = b.id)) as entries,
         coalesce(e.live, 0) as live, coalesce(e.held, 0) as held`;
const FROM = `
    from bulletins b join lists l on l.id = b.list_id
    left join (
      select r.bulletin_id, count(*) filter (where r.state <> 'merged') as entries, count(*) filter (where is_live) as live,
             count(*) filter (where is_live and (r.warnings @? '$[*] ? (@.settled == null)'
                      or coalesce(p.title, r.facts ->> 'title') = ''
                      or '[]' in (coalesce(to_jsonb(p.districts), r.facts -> 'districts'),
                                  coalesce(to_jsonb(p.sectors), r.facts -> 'sectors')))) as held
        from review_entries r left join policies p on p.id = r.policy_id
       cross join lateral (select r.state = 'open' or (r.state = 'draft' and p.status = 'draft') as is_live) one
       group by r.bulletin_id) e on e.bulletin_id = b.id`;

/** The documents that policies came from. */
@Injectable()
export class BulletinListQuery {
  constructor(private readonly db: Database) {}

  async latest(limit: number): Promise<BulletinLine[]> {
    return await this.db.rows<BulletinLine>(
      `${LINE} ${FROM} order by b.imported_at desc, b.id desc limit $1`,
      [limit],
    );
  }

  /** Throws `BulletinNotFound`. */
  async byId(id: string): Promise<BulletinText> {
    const bulletin = await this.db.row<BulletinText>(
      `${LINE}, b.source_text as text, b.warnings ${FROM} where b.id = $1`,
      [id],
    );
    if (!bulletin) throw new BulletinNotFound('This bulletin does not exist.');
    return bulletin;
  }

  /** The policies of a document that came in before there were reviews. */
  async entriesOf(id: string): Promise<BulletinEntryLine[]> {
    return await this.db.rows<BulletinEntryLine>(
      `select e.position, e.policy_id as "policyId", p.title, p.status, e.made_policy as "madePolicy", e.warnings
         from bulletin_entries e join policies p on p.id = e.policy_id
        where e.bulletin_id = $1 order by e.position`,
      [id],
    );
  }

  /** How many open warnings hold a stored draft back, and where they are settled. */
  async holdOf(policyId: string): Promise<{ bulletinId: string; entryId: string; open: number } | null> {
    return await this.db.row(
      `select bulletin_id as "bulletinId", id as "entryId",
              jsonb_array_length(jsonb_path_query_array(warnings, '$[*] ? (@.settled == null)')) as open
         from review_entries where policy_id = $1 and state in ('draft', 'published') order by updated_at desc limit 1`,
      [policyId],
    );
  }

  /** Every document a policy stands in, the first import first; none for one that was typed in. */
  async provenanceOf(policyId: string): Promise<Provenance[]> {
    return await this.db.rows<Provenance>(
      `select b.id as "bulletinId", b.name, b.imported_at as "importedAt", e.position, e.line_start as "lineStart",
              e.line_end as "lineEnd", e.entry_id as "entryId", jsonb_array_length(e.warnings) as warnings
         from (select bulletin_id, position, line_start, line_end, id as entry_id, warnings from review_entries
                where policy_id = $1 and state in ('draft', 'published', 'duplicate')
               union all
               select bulletin_id, position, line_start, line_end, null, warnings from bulletin_entries o
                where policy_id = $1 and not exists (select from review_entries r where r.bulletin_id = o.bulletin_id)) e
         join bulletins b on b.id = e.bulletin_id order by b.imported_at, e.position`,
      [policyId],
    );
  }
}
