import { join } from 'node:path';
import { benchParse } from '../../../bench/parse.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { parseBulletinFile } from '../../../src/bulletins/parse-bulletin-file.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const LAYOUTS = join(PACKAGE_ROOT, 'test', 'fixtures', 'bulletins', 'layouts');

interface Result {
  readonly documents: number;
  readonly entries: { readonly recall: number; readonly precision: number };
  readonly misses: readonly object[];
  readonly falseEntries: readonly object[];
}

describe('notices as government pages lay them out', () => {
  it('are read in every field: red headers, lost breaks, labels without colons, orders, joint signers, share links', async () => {
    const result = (await benchParse({ files: LAYOUTS, expect: 'entries.csv', verbose: true })) as Result;
    expect(result.documents).toBeGreaterThanOrEqual(20);
    expect(result.entries).toMatchObject({ recall: 1, precision: 1 });
    expect(result.misses).toEqual([]);
    expect(result.falseEntries).toEqual([]);
  });

  it('say which of their dates is missing or does not exist, and get none instead', async () => {
    const codesOf = async (file: string) => {
      const [entry] = (await parseBulletinFile(join(LAYOUTS, file))).entries;
      return { publishedOn: entry?.publishedOn, codes: entry?.warnings.map(({ code }) => code) };
    };
    expect(await codesOf('impossible.txt')).toEqual({ publishedOn: null, codes: ['impossible-date'] });
    expect(await codesOf('repeal.txt')).toEqual({ publishedOn: null, codes: ['undated'] });
  });

  it('bear no number where a label without a value stands above text that cites one', async () => {
    const [entry] = (await parseBulletinFile(join(LAYOUTS, 'empty-size.txt'))).entries;
    expect(entry?.documentNumber).toBeNull();
  });

  it.each([
    ['各级渔港管理机构应当履行港区职能。渔港管', true],
    ['1.加强日常巡查。建立巡查台账，逐日登', true],
    ['各级渔港管理机构应当履行港区职能。三亚市农业农村局', false],
    ['1.渔港巡查登记表', false],
    ['第五条', true],
    ['6.经', true],
    ['涉', true],
    ['完', false],
    ['三亚市农业农村局办公室 2021年7月12日印发', false],
    ['<a href="./a.pdf">三亚市渔港管理办法.pdf</a>', false],
  ])('are cut off or not where they end in %s', (last, isCut) => {
    const prose = '渔港管理机构应当定期检查码头、航标和消防设施，发现隐患的，责令经营者限期整改。'.repeat(4);
    const text = `三亚市农业农村局关于开展渔港检查的通知\n各乡镇：\n${prose}\n${last}`;
    const codes = parseBulletin(text, loadLexicon()).warnings.map(({ code }) => code);
    expect(codes.includes('truncated')).toBe(isCut);
  });

  it('name what they repeal, with the numbers', async () => {
    const [entry] = (await parseBulletinFile(join(LAYOUTS, 'repeal.txt'))).entries;
    expect(entry?.relations).toMatchObject([
      { kind: 'repeals', title: '通州区河道采砂管理办法', documentNumber: '通政发〔2008〕3号' },
      { kind: 'repeals', title: '通州区农村公路养护细则', documentNumber: '通政办发〔2011〕20号' },
    ]);
  });
});
