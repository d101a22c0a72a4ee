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

/** Both trees as they were at one moment; the same objects for as long as nothing in them changes. */
export interface StoredTaxonomies {
  readonly districts: Taxonomy;
  readonly sectors: Taxonomy;
}

/** The two trees as stored. */
@Injectable()
export class TaxonomiesRepository {
  private kept: { readonly version: number; readonly taxonomies: StoredTaxonomies } | null = null;

  constructor(private readonly db: Database) {}

  /**
   * Both trees, in the order of their files. Outside a transaction a copy is kept; every call asks whether it still
   * is that of the database, so a change by any process is seen by the next call.
   */
  async load(tx?: Transaction): Promise<StoredTaxonomies> {
    if (tx) return await this.read(tx);
    const version = await this.version();
    if (this.kept?.version === version) return this.kept.taxonomies;
    // The version was read before the trees: a change between both costs one more reading, never a stale copy.
    const taxonomies = await this.read();
    this.kept = { version, taxonomies };
    return taxonomies;
  }

  private async version(): Promise<number> {
    const row = await this.db.row<{ version: number }>('select version from taxonomy_version');
    if (!row) throw new Error('The row of taxonomy_version is missing: migrate the database.');
    return row.version;
  }

  private async read(tx?: Transaction): Promise<StoredTaxonomies> {
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
