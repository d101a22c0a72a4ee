import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { cutWords } from '../policies/word-segmenter.js';
import { PACKAGE_ROOT } from '../platform/package-root.js';
import type { PolicyLevel, PolicyType } from '../policies/domain/policy.js';
import {
  prepareLexicon,
  type LabelField,
  type Lexicon,
  type LexiconData,
  type LexiconWords,
} from './domain/lexicon.js';
import { changeLexicon, type LexiconChange } from './domain/lexicon-words.js';
import type { TableColumn } from './domain/table-columns.js';

const SECTORS = join(PACKAGE_ROOT, 'data', 'taxonomy', 'sectors.csv');

let files: LexiconData | null = null;
let loaded: Lexicon | null = null;

/** The lexicon of the data files under `data/lexicon`, prepared once per process; throws when a file is missing. */
export function loadLexicon(): Lexicon {
  loaded ??= prepareLexicon(lexiconData(), cutWords);
  return loaded;
}

/** What the data files say, not prepared for reading: quick to have. */
export function lexiconData(): LexiconData {
  files ??= readData(join(PACKAGE_ROOT, 'data', 'lexicon'));
  return files;
}

/** The lexicon of the data files with what editors changed. */
export function lexiconWith(changes: readonly LexiconChange[]): Lexicon {
  return changes.length > 0 ? prepareLexicon(changeLexicon(lexiconData(), changes), cutWords) : loadLexicon();
}

function readData(folder: string): LexiconData {
  const rows = (name: string) => readRows(join(folder, name));
  return {
    labels: rows('labels.csv').map((row) => ({
      field: cell(row, 'field') as LabelField,
      label: cell(row, 'label'),
    })),
    divisions: rows('divisions.csv').map((row) => ({ code: cell(row, 'code'), name: cell(row, 'name') })),
    zones: rows('zones.csv').map((row) => ({
      code: cell(row, 'code'),
      name: cell(row, 'name'),
      aliases: words(cell(row, 'aliases')),
    })),
    issuers: rows('issuers.csv').map((row) => ({
      name: cell(row, 'name'),
      level: cell(row, 'level') as PolicyLevel,
      district: cell(row, 'district'),
      aliases: words(cell(row, 'aliases')),
    })),
    numberPrefixes: rows('number-prefixes.csv').map((row) => ({
      prefix: cell(row, 'prefix'),
      issuer: cell(row, 'issuer') || null,
      level: cell(row, 'level') as PolicyLevel,
      district: cell(row, 'district'),
    })),
    policyTypes: rows('policy-types.csv').map((row) => ({
      type: cell(row, 'type') as PolicyType,
      words: words(cell(row, 'words')),
    })),
    sectorKeywords: rows('sector-keywords.csv').map((row) => ({
      word: cell(row, 'word'),
      code: cell(row, 'code'),
      weight: Number(cell(row, 'weight')),
    })),
    issuerSectors: rows('issuer-sectors.csv').map((row) => ({
      words: words(cell(row, 'words')),
      code: cell(row, 'code'),
    })),
    weakWords: rows('weak-words.csv').map((row) => cell(row, 'word')),
    traditional: new Map(
      rows('traditional.csv').map((row) => [cell(row, 'traditional'), cell(row, 'simplified')]),
    ),
    tableColumns: rows('table-columns.csv').map((row) => ({
      column: cell(row, 'column') as TableColumn,
      names: words(cell(row, 'names')),
    })),
    sectors: readRows(SECTORS).map((row) => ({ code: cell(row, 'code'), name: cell(row, 'name') })),
    words: JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8')) as LexiconWords,
  };
}

type Row = Readonly<Record<string, string>>;

function readRows(path: string): Row[] {
  return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true, trim: true });
}

function cell(row: Row, column: string): string {
  return row[column] ?? '';
}

function words(list: string): string[] {
  return list.split(';').filter((word) => word !== '');
}
