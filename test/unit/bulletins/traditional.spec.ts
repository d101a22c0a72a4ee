import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDate } from '../../../src/bulletins/domain/dates.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry, ReadField } from '../../../src/bulletins/domain/parsed-entry.js';
import { isTraditional, simplified } from '../../../src/bulletins/domain/traditional.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const LEXICON = loadLexicon();
const FOLDER = join(PACKAGE_ROOT, 'test', 'fixtures', 'bulletins', 'layouts');
const TRADITIONAL = new Map([...LEXICON.traditional].map(([form, read]) => [read, form]));

const NOTICE = [
  '首頁 > 政務公開 > 通知公告',
  '三亞市發展和改革委員會 三亞市財政局關於印發《理髮業「後浪」發展辦法》的通知',
  '發文字號：三發改規〔2024〕9號',
  '發佈日期：2024-03-05',
  '各區人民政府：',
  '為支持理髮業發展，現將辦法印發給你們，請認真貫徹執行。',
  '三亞市發展和改革委員會',
  '三亞市財政局',
  '2024年3月1日',
  '附件：理髮業發展辦法申報表',
].join('\n');

function entriesOf(text: string): readonly ParsedEntry[] {
  return parseBulletin(text, LEXICON).entries;
}

function printed(text: string, entry: ParsedEntry | undefined, field: ReadField): string[] {
  return (entry?.origins[field]?.spans ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('a document in traditional characters', () => {
  it('tells its facts in the characters it prints at their place', () => {
    const [entry] = entriesOf(NOTICE);
    expect(entry).toMatchObject({
      title: '三亞市發展和改革委員會三亞市財政局關於印發《理髮業「後浪」發展辦法》的通知',
      issuers: ['三亞市發展和改革委員會', '三亞市財政局'],
      documentNumber: '三發改規〔2024〕9號',
      publishedOn: '2024-03-05',
      writtenOn: '2024-03-01',
      level: 'municipal',
      districtNames: ['三亚市'],
    });
    expect(entry?.text).toContain('為支持理髮業發展，現將辦法印發給你們');
    expect(entry?.attachments.map(({ title }) => title)).toEqual(['理髮業發展辦法申報表']);
    expect(printed(NOTICE, entry, 'type')).toEqual(['辦法']);
    expect(printed(NOTICE, entry, 'documentNumber')).toEqual(['三發改規〔2024〕9號']);
    expect(printed(NOTICE, entry, 'publishedOn')).toEqual(['2024-03-05']);
  });

  it('tells the same facts as in simplified ones, in every layout', () => {
    const facts = (text: string) =>
      entriesOf(text).map((entry) => ({
        title: simplified(entry.title ?? '', LEXICON),
        issuers: entry.issuers.map((name) => simplified(name, LEXICON)),
        documentNumber: simplified(entry.documentNumber ?? '', LEXICON),
        dates: [entry.writtenOn, entry.publishedOn],
        level: entry.level,
        districts: entry.districts,
      }));
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      const other = text.replace(/\p{Script=Han}/gu, (character) => TRADITIONAL.get(character) ?? character);
      expect({ name, isTraditional: isTraditional(other, LEXICON) }).toEqual({ name, isTraditional: true });
      expect({ name, facts: facts(other) }).toEqual({ name, facts: facts(text) });
    }
  });

  it('is a text of many such characters, not of some old names', () => {
    expect(isTraditional(NOTICE, LEXICON)).toBe(true);
    const names = `关于表彰先进渔民的通知\n各乡镇：\n${'请认真组织学习，按时报送情况。'.repeat(5)}\n陳國榮、鄧麗華`;
    expect(isTraditional(names, LEXICON)).toBe(false);
    expect(entriesOf(names)[0]?.text).toContain('陳國榮、鄧麗華');
  });

  it('is read in as many characters as it has', () => {
    for (const [one, other] of LEXICON.traditional) expect([one.length, other.length]).toEqual([1, 1]);
    expect(simplified(NOTICE, LEXICON)).toHaveLength(NOTICE.length);
  });

  it.each([
    ['香港', '發布機構：香港特別行政區政府工業貿易署', '香港特別行政區政府工業貿易署'],
    ['澳門', '發布機構：澳門特別行政區經濟及科技發展局', '澳門特別行政區經濟及科技發展局'],
    ['臺灣', '發布機構：經濟部', '經濟部'],
  ])('from %s has a body, no level, and is warned of', (place, label, issuer) => {
    const text = [
      '關於開展漁業資助計劃的通告',
      label,
      '發布日期：2023-09-04',
      `為支援${place}漁民轉型，${place}企業可以申請。`,
      '本計劃自中華民國112年9月4日起受理。',
    ].join('\n');
    const [entry] = entriesOf(text);
    expect(entry).toMatchObject({ issuers: [issuer], level: null, districts: [], publishedOn: '2023-09-04' });
    expect(entry?.warnings.map(({ code }) => code)).toContain('no-level');
  });

  it('has the number of a circular, which tells of no nation’s body', () => {
    const lines = [
      '教育局通告第7/2023號',
      '關於推行海洋教育津貼的安排',
      '教育局向香港學校發放津貼，詳情如下。',
    ];
    expect(entriesOf(lines.join('\n'))).toMatchObject([
      { documentNumber: '教育局通告第7/2023號', level: null },
    ]);
  });

  it('of the nation stays the nation’s where it speaks of Taiwan', () => {
    const title = '國務院台灣事務辦公室 農業農村部關於支持台灣漁民的若干措施';
    const [entry] = entriesOf(
      `${title}\n國台發〔2022〕3號\n各省、自治區、直轄市人民政府：\n為支持台灣漁民，制定措施。`,
    );
    expect(entry).toMatchObject({ level: 'national', issuers: ['國務院台灣事務辦公室', '農業農村部'] });
  });

  it('counts years as its calendar does', () => {
    expect(readDate('中华民国111年9月6日')?.value).toBe('2022-09-06');
    expect(readDate('民国 112 年 2 月 30 日')?.problem).toBe('impossible-date');
  });
});
