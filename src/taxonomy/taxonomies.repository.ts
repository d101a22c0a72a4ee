import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { Taxonomy, type TaxonomyNode } from './domain/taxonomy.js';

interface NodeRow {
  readonly code: string;
  readonly parent_code: string | null;
  readonly tree: string | null;
  readonly name: string;
  readonly english: string;
  readonly aliases: string[];
}

/** The two trees as stored. */
@Injectable()
export class TaxonomiesRepository {
  constructor(private readonly db: Database) {}

  /** Both trees, in the order of their files. */
  async load(tx?: Transaction): Promise<{ districts: Taxonomy; sectors: Taxonomy }> {
    const districts = await this.db.rows<NodeRow>(
      'select code, parent_code, null as tree, name, english, aliases from districts order by position, code',
      [],
      tx,
    );
    const sectors = await this.db.rows<NodeRow>(
      'select code, parent_code, tree, name, english, aliases from sectors order by position, code',
      [],
      tx,
    );
    return { districts: new Taxonomy(districts.map(nodeOf)), sectors: new Taxonomy(sectors.map(nodeOf)) };
  }

  async isEmpty(): Promise<boolean> {
    const found = await this.db.row<{ found: boolean }>('select exists (select from districts) as found');
    return !found?.found;
  }
}

function nodeOf(row: NodeRow): TaxonomyNode {
  return {
    code: row.code,
    parent: row.parent_code,
    tree: row.tree,
    name: row.name,
    english: row.english,
    aliases: row.aliases,
  };
}
