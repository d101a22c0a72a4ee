import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { bare, IGNORED_SIGNS, type KnownPolicy, type TwinFacts } from './domain/find-twin.js';

const FACTS = `id as "policyId", null as position, title, type, issuers, document_number as "documentNumber",
  source_link as "sourceLink"`;

/** Stored policies that a document may speak of: by number, title or page, whatever their spelling. */
@Injectable()
export class KnownPoliciesQuery {
  constructor(private readonly db: Database) {}

  /** Those that share a number, a title or a page with one of these; oldest first. Withdrawn ones too: they are known. */
  async like(facts: readonly TwinFacts[], tx?: Transaction): Promise<KnownPolicy[]> {
    const numbers = facts.flatMap(({ documentNumber }) => (documentNumber ? [bare(documentNumber)] : []));
    const titles = facts.map(({ title }) => bare(title)).filter((title) => title !== '');
    const links = facts.flatMap(({ sourceLink }) => sourceLink ?? []);
    return await this.db.rows<KnownPolicy>(
      `select ${FACTS} from policies
        where ${bareColumn('document_number', '$1')} = any($2) or ${bareColumn('title', '$1')} = any($3)
           or source_link = any($4)
        order by id`,
      [IGNORED_SIGNS, numbers, titles, links],
      tx,
    );
  }
}

function bareColumn(column: string, signs: string): string {
  return `translate(translate(normalize(${column}, NFKC), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ${signs}, '')`;
}
