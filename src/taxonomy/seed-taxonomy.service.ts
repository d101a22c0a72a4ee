import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { Database, type Transaction } from '../platform/database/database.js';
import { InvalidInput } from '../platform/errors/domain-error.js';
import { PACKAGE_ROOT } from '../platform/package-root.js';

/** How many rows of each tree were made or changed. */
export interface SeededTaxonomy {
  readonly districts: number;
  readonly sectors: number;
}

/**
 * Loads the kept trees: the nation with Beijing's districts and the other provinces, GB/T 4754-2017 and
 * culture 2018. Running it again changes nothing; a corrected name in the files is taken over.
 */
@Injectable()
export class SeedTaxonomyService {
  constructor(private readonly db: Database) {}

  async seed(): Promise<SeededTaxonomy> {
    const districts = [...(await read('districts.csv')), ...(await read('provinces.csv'))];
    const sectors = await read('sectors.csv');
    return await this.db.transaction(async (tx) => ({
      districts: await this.seedDistricts(districts, tx),
      sectors: await this.seedSectors(sectors, tx),
    }));
  }

  /** The prefectures and counties of one province (GB/T 2260, six digits), below the provinces. Refuses an unknown code. */
  async seedProvince(code: string): Promise<number> {
    const divisions = divisionsOf(code, parseRows(await readFile(DIVISIONS, 'utf8')));
    if (divisions.length === 0)
      throw InvalidInput.of([{ field: 'province', message: `no divisions are known for "${code}"` }]);
    return await this.db.transaction(async (tx) => await this.seedDistricts(divisions, tx));
  }

  private async seedDistricts(rows: readonly Row[], tx: Transaction): Promise<number> {
    return await this.db.affected(
      `insert into districts (code, parent_code, name, english, level, aliases, position)
       select r.code, nullif(r.parent, ''), r.name, r.english, r.level,
              coalesce(string_to_array(nullif(r.aliases, ''), ';'), '{}'), r.position
         from jsonb_to_recordset($1::jsonb)
              as r(code text, parent text, name text, english text, level text, aliases text, position int)
       on conflict (code) do update
          set parent_code = excluded.parent_code, name = excluded.name, english = excluded.english,
              level = excluded.level, aliases = excluded.aliases, position = excluded.position
        where (districts.parent_code, districts.name, districts.english, districts.level, districts.aliases, districts.position)
              is distinct from
              (excluded.parent_code, excluded.name, excluded.english, excluded.level, excluded.aliases, excluded.position)`,
      [JSON.stringify(numbered(rows))],
      tx,
    );
  }

  private async seedSectors(rows: readonly Row[], tx: Transaction): Promise<number> {
    return await this.db.affected(
      `insert into sectors (code, parent_code, tree, name, english, position)
       select r.code, nullif(r.parent, ''), nullif(r.tree, ''), r.name, r.english, r.position
         from jsonb_to_recordset($1::jsonb)
              as r(code text, parent text, tree text, name text, english text, position int)
       on conflict (code) do update
          set parent_code = excluded.parent_code, tree = excluded.tree, name = excluded.name,
              english = excluded.english, position = excluded.position
        where (sectors.parent_code, sectors.tree, sectors.name, sectors.english, sectors.position)
              is distinct from
              (excluded.parent_code, excluded.tree, excluded.name, excluded.english, excluded.position)`,
      [JSON.stringify(numbered(rows))],
      tx,
    );
  }
}

type Row = Readonly<Record<string, string>>;

/** Divisions of China to the county, as the importer knows them. */
const DIVISIONS = join(PACKAGE_ROOT, 'data', 'lexicon', 'divisions.csv');

async function read(file: string): Promise<Row[]> {
  return parseRows(await readFile(join(PACKAGE_ROOT, 'data', 'taxonomy', file), 'utf8'));
}

function parseRows(text: string): Row[] {
  return parse(text, { columns: true, skip_empty_lines: true, bom: true });
}

/** The rows below a province: a county hangs on its prefecture, or on the province where there is none. */
function divisionsOf(province: string, rows: readonly Row[]): Row[] {
  if (!/^[1-9]\d0000$/.test(province) || province === '110000') return [];
  const below = rows.filter(
    ({ code = '' }) => code.length === 6 && code !== province && code.startsWith(province.slice(0, 2)),
  );
  const prefectures = new Set(below.flatMap(({ code = '' }) => (code.endsWith('00') ? [code] : [])));
  return below.map(({ code = '', name = '' }) => {
    const prefecture = `${code.slice(0, 4)}00`;
    const isPrefecture = prefectures.has(code);
    return {
      code,
      parent: !isPrefecture && prefectures.has(prefecture) ? prefecture : province,
      name,
      english: '',
      level: isPrefecture ? 'municipal' : 'district',
      aliases: '',
    };
  });
}

function numbered(rows: readonly Row[]): object[] {
  return rows.map((row, position) => ({ ...row, position }));
}
