import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedBulletin } from '../../../src/bulletins/domain/parsed-entry.js';
import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { workbook } from '../../support/workbook.js';

const HEADER = '政策名称,颁发机构,发文字号,发布时间,层级,地区,行业,类型,链接';
const ROW =
  '关于支持工业设计发展的若干措施,北京市石景山区文化和旅游局,石文旅发〔2024〕3号,2024年3月1日,区级,石景山区,C39;软件和信息技术服务业,申报通知,https://www.example.cn/zc/1.html';

async function read(bytes: Buffer, name: string): Promise<ParsedBulletin & { text: string }> {
  const { text, hints } = await extractDocument(bytes, { name });
  return { ...parseBulletin(text, loadLexicon(), hints), text };
}

async function readCsv(...lines: string[]): Promise<ParsedBulletin & { text: string }> {
  return await read(Buffer.from(lines.join('\r\n')), 'policies.csv');
}

describe('a table of policies', () => {
  it('gives one entry a row, with every column read', async () => {
    const { entries, warnings } = await readCsv(HEADER, ROW);
    expect(warnings).toEqual([]);
    expect(entries).toMatchObject([
      {
        position: 1,
        title: '关于支持工业设计发展的若干措施',
        issuers: ['北京市石景山区文化和旅游局'],
        documentNumber: '石文旅发〔2024〕3号',
        publishedOn: '2024-03-01',
        level: 'district',
        districts: ['110107'],
        districtNames: ['石景山区'],
        sectors: [
          { code: 'C39', confidence: 1 },
          { code: 'I65', confidence: 1 },
        ],
        type: 'call',
        sourceLink: 'https://www.example.cn/zc/1.html',
      },
    ]);
  });

  it('knows English headers, in any case and order', async () => {
    const { entries } = await readCsv(
      'Deadline;Published On;TITLE;Issuer;who can apply;how_much',
      '2024-05-31;2024-03-01;关于征集影视项目的通知;北京市广播电视局;本市影视企业;最高50万元',
    );
    expect(entries[0]).toMatchObject({
      title: '关于征集影视项目的通知',
      publishedOn: '2024-03-01',
      level: 'municipal',
      districts: ['110000'],
      whoCanApply: '本市影视企业',
      howMuch: '最高50万元',
      money: [{ statement: '最高50万元' }],
      application: { opensOn: null, closesOn: '2024-05-31', state: 'dated' },
    });
  });

  it('names a wrong cell by row and column, and takes the policy and all others', async () => {
    const wrong = ROW.replace('2024年3月1日', '2024-02-30')
      .replace('石景山区,C39', '石井山区,C99')
      .replace('https', 'ftp');
    const { entries } = await readCsv(HEADER, ROW, wrong, ROW.replaceAll('设计', '遗产'));
    expect(entries.map(({ title }) => title !== null)).toEqual([true, true, true]);
    expect(entries[1]).toMatchObject({ publishedOn: null, sourceLink: null, level: 'district' });
    const named = entries[1]?.warnings.filter(({ code }) => code === 'wrong-cell') ?? [];
    expect(named.map(({ message }) => message)).toEqual([
      '第 3 行「地区」:不认识的地区:石井山区(石井山区)',
      '第 3 行「行业」:不认识的行业:C99(C99;软件和信息技术服务业)',
      expect.stringContaining('第 3 行「链接」:不是网址'),
      '第 3 行「发布时间」:没有这一天(2024-02-30)',
    ]);
    expect(entries[0]?.warnings).toEqual([]);
    expect(entries[2]?.warnings).toEqual([]);
  });

  it('says which columns it does not know', async () => {
    const { warnings } = await readCsv(`${HEADER},心情`, `${ROW},好`);
    expect(warnings).toMatchObject([
      { code: 'unknown-column', line: 1, message: expect.stringContaining('心情') },
    ]);
  });

  it('keeps breaks, commas and quotes inside cells, and marks where each field stands', async () => {
    const { entries, text } = await readCsv(
      '标题,发布机构,正文',
      '"关于""双城""计划的通知",北京市商务局,"第一段,\n第二段"',
    );
    const [entry] = entries;
    expect(entry).toMatchObject({ title: '关于"双城"计划的通知', text: '第一段,\n第二段' });
    const [span] = entry?.origins.issuers?.spans ?? [];
    expect(text.slice(span?.start, span?.end)).toBe('北京市商务局');
  });

  it('may stand below a heading and notes; empty rows count', async () => {
    const { entries } = await readCsv('2024年政策清单', '', HEADER, '', ROW);
    expect(entries).toMatchObject([{ textStart: { line: 5 } }]);
  });

  it('of tab-separated text is read by its name', async () => {
    const tsv = [HEADER, ROW].map((line) => line.replaceAll(',', '\t')).join('\n');
    const { entries } = await read(Buffer.from(`\uFEFF${tsv}`, 'utf16le'), 'policies.tsv');
    expect(entries).toHaveLength(1);
  });

  it('takes the level of a column that the issuer contradicts, and warns', async () => {
    const { entries } = await readCsv('标题,发布机构,层级', '关于印发方案的通知,国家税务总局,区级');
    expect(entries[0]).toMatchObject({ level: 'district', districts: [] });
    expect(entries[0]?.warnings.map(({ code }) => code)).toEqual([
      'undated',
      'level-conflict',
      'no-district',
    ]);
  });

  it('with an unclosed quote is refused by line', async () => {
    const broken = Buffer.from(`${HEADER}\n${ROW}\n"关于某事的通知`);
    await expect(extractDocument(broken, { name: 'a.csv' })).rejects.toMatchObject({
      code: 'bulletin.unsupported-document',
      message: expect.stringMatching(/line 3/i),
    });
  });
});

describe('a workbook', () => {
  it('gives its visible sheets, dates by their serial number, formulas by their last value', async () => {
    const bytes = workbook({
      区级: [
        ['标题', '发布机构', '发布日期', '截止日期'],
        [
          '关于申报设计大赛的通知',
          '北京市石景山区文化和旅游局',
          new Date('2024-03-01'),
          { xml: '<c s="1"><f>C2+30</f><v>45382</v></c>' },
        ],
      ],
      '!备用': [
        ['标题', '发布机构'],
        ['关于隐藏的通知', '北京市商务局'],
      ],
      市级: [
        ['标题', '发布机构', '发布日期'],
        ['关于发布目录的通知', { xml: '<c t="inlineStr"><is><t>北京市商务局</t></is></c>' }, '2024/04/02'],
      ],
    });
    const { entries, text } = await read(bytes, '政策.xlsx');
    expect(entries).toMatchObject([
      { title: '关于申报设计大赛的通知', publishedOn: '2024-03-01', application: { closesOn: '2024-03-31' } },
      { title: '关于发布目录的通知', publishedOn: '2024-04-02', issuers: ['北京市商务局'] },
    ]);
    expect(text).not.toContain('隐藏');
  });

  it('names the sheet of a wrong cell', async () => {
    const bytes = workbook({
      甲: [
        ['标题', '发布机构'],
        ['关于甲的通知', '北京市商务局'],
      ],
      乙: [
        ['标题', '生效日期'],
        ['关于乙的通知', '明天'],
      ],
    });
    const { entries } = await read(bytes, 'a.xlsx');
    expect(entries[1]?.warnings).toContainEqual({
      code: 'wrong-cell',
      line: 5,
      message: '工作表「乙」第 2 行「生效日期」:不是日期(明天)',
    });
  });

  it('without a column of titles is refused', async () => {
    const bytes = workbook({
      预算: [
        ['科目', '金额'],
        ['办公', 100],
      ],
    });
    await expect(extractDocument(bytes, { name: 'a.xlsx' })).rejects.toMatchObject({
      code: 'bulletin.unsupported-document',
      message: expect.stringContaining('政策名称'),
    });
  });
});
