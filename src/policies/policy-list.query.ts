import { Injectable } from '@nestjs/common';
import { counted, countedByPage, type Counted, countingSome } from '../platform/database/counted.js';
import { containing, type Containing } from '../platform/database/containing.js';
import { Database } from '../platform/database/database.js';
import type { PolicyLevel, PolicyStatus, PolicyType } from './domain/policy.js';

/** One line of the list. */
export interface PolicyLine {
  readonly id: string;
  readonly title: string;
  readonly level: PolicyLevel;
  readonly type: PolicyType;
  readonly status: PolicyStatus;
  readonly districts: readonly string[];
  readonly issuers: readonly string[];
  readonly publishedOn: string | null;
  readonly closesOn: string | null;
  readonly announce: 'next' | 'never';
  readonly isSample: boolean;
  readonly updatedAt: Date;
}

/** What to look for; '' lets all through. `text` is looked for in title, number, issuer and summary. */
export interface PolicyFilter {
  readonly status: string;
  readonly level: string;
  readonly district: string;
  readonly type: string;
  readonly text: string;
}

const where = (operator: Containing['operator']) => `
 where ($1 = '' or status = $1) and ($2 = '' or level = $2) and ($3 = '' or $3 = any(districts))
   and ($4 = '' or type = $4)
   and ($5 = '' or title ${operator} $6 or document_number ${operator} $6 or summary ${operator} $6
        or array_to_string(issuers, E'\\n') ${operator} $6)`;

/** The policies as the console lists them: drafts first, then the newest. */
@Injectable()
export class PolicyListQuery {
  constructor(private readonly db: Database) {}

  async page(
    filter: PolicyFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<Counted & { readonly lines: readonly PolicyLine[] }> {
    const { operator, pattern } = containing(filter.text);
    const parameters = [filter.status, filter.level, filter.district, filter.type, filter.text, pattern];
    const from = `from policies ${where(operator)}`;
    const lines = await this.db.rows<PolicyLine>(
      `select id, title, level, type, status, districts, issuers, published_on as "publishedOn",
              application_closes_on as "closesOn", announce, is_sample as "isSample", updated_at as "updatedAt"
         ${from}
        order by (status = 'draft') desc, coalesce(visible_at, updated_at) desc, id desc limit $7 offset $8`,
      [...parameters, page.limit, page.offset],
    );
    const known = countedByPage(page, lines.length);
    if (known) return { ...known, lines };
    return { ...counted(await this.db.row(countingSome(from), parameters)), lines };
  }

  /** How many policies stand in each status. */
  async counts(): Promise<Readonly<Record<PolicyStatus, number>>> {
    const rows = await this.db.rows<{ status: PolicyStatus; count: number }>(
      'select status, count(*) as count from policies group by status',
    );
    const counts = Object.fromEntries(rows.map((row) => [row.status, row.count]));
    return {
      draft: counts['draft'] ?? 0,
      published: counts['published'] ?? 0,
      withdrawn: counts['withdrawn'] ?? 0,
    };
  }

  /** Announced policies that became visible after an instant: what the next edition is about. */
  async announcedSince(instant: Date): Promise<number> {
    const row = await this.db.row<{ count: number }>(
      `select count(*) as count from policies where status = 'published' and announce = 'next' and visible_at > $1`,
      [instant],
    );
    return row?.count ?? 0;
  }
}
