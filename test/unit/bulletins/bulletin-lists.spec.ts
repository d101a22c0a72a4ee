import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const FOLDER = join(PACKAGE_ROOT, 'test', 'fixtures', 'bulletins', 'lists');

/** What a person read in a list; an empty field is not asserted. */
interface Expected {
  readonly file: string;
  readonly title: string;
  readonly issuers: string;
  readonly published_on: string;
  readonly document_number: string;
  readonly link: string;
  readonly level: string;
}

const rows: Expected[] = parse(readFileSync(join(FOLDER, 'expected.csv')), { columns: true });
const files = [...new Set(rows.map(({ file }) => file))];
const bare = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');

function parseFile(file: string) {
  return parseBulletin(readFileSync(join(FOLDER, file), 'utf8'), loadLexicon());
}

function asExpected(entry: ParsedEntry, row: Expected): Partial<Expected> {
  const read = {
    title: bare(entry.title ?? ''),
    issuers: bare(entry.issuers.join('、')),
    published_on: entry.publishedOn ?? '',
    document_number: bare(entry.documentNumber ?? ''),
    link: entry.sourceLink ?? '',
    level: entry.level ?? '',
  };
  return Object.fromEntries(Object.entries(read).filter(([field]) => row[field as keyof Expected] !== ''));
}

describe('lists of policies', () => {
  it('are here to be read', () => {
    expect(files.length).toBeGreaterThanOrEqual(20);
  });

  it.each(files)('%s gives every policy once, with what its lines say about it, and nothing else', (file) => {
    const own = rows.filter((row) => row.file === file);
    const { entries } = parseFile(file);
    expect(entries.map(({ title }) => bare(title ?? ''))).toEqual(own.map(({ title }) => bare(title)));
    entries.forEach((entry, n) => {
      const row = own[n] as Expected;
      const asserted = Object.entries(row).filter(([field, value]) => field !== 'file' && value !== '');
      const wanted = Object.fromEntries(asserted.map(([field, value]) => [field, bare(value)]));
      expect(asExpected(entry, row)).toEqual(wanted);
    });
  });

  it('warn of what stands among the policies and is none', () => {
    const codes = (file: string) => parseFile(file).warnings.map(({ code }) => code);
    expect(codes('meetings-between-policies.txt').filter((code) => code === 'not-a-policy')).toHaveLength(2);
    expect(codes('digest-with-news.txt')).toContain('not-a-policy');
  });

  it('give no entry the level of the place that the others name most', () => {
    const told = '1、北京市水务局关于公布节水名单的通知\n发布单位：北京市水务局\n发布时间：2024-06-03\n';
    const untold = '2、水效标识管理办法\n发布时间：2024-06-05\n';
    const { entries } = parseBulletin(`一周政策汇编\n${told}${untold}`, loadLexicon());
    expect(entries.map(({ level }) => level)).toEqual(['municipal', null]);
  });
});
