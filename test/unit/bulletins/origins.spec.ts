import { highlightsOf } from '../../../src/bulletins/domain/highlights.js';
import { comparable } from '../../../src/bulletins/domain/normalise.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry, ReadField } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const NOTICE = [
  '北京市文化和旅游局关于印发《演艺空间',
  '培育办法》的申报通知',
  '发布日期：２０２４年３月１日',
  '京文旅发［2024］ 18 号',
  '各有关单位：',
  '为支持剧场和演出院线，现将办法印发。',
  '申报对象：在本市登记的演出企业',
  '支持标准：每个项目最高不超过200万元',
  '申报时间为2024年3月5日至2024年4月7日。',
  '《演艺空间培育办法（试行）》（京文旅发〔2020〕3号）同时废止。',
  '本办法自2024年4月1日起施行，有效期至2027年3月31日。',
  '联系电话：010-12345678',
  '附件：1. 演艺空间申报表',
  '北京市文化和旅游局',
  '2024年2月26日',
  '政策原文链接：https://whlyj.example.gov.cn/a/1.html',
].join('\r\n');

function read(text: string): readonly ParsedEntry[] {
  return parseBulletin(text, loadLexicon()).entries;
}

function printed(text: string, entry: ParsedEntry | undefined, field: ReadField): string[] {
  return (entry?.origins[field]?.spans ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('where a field was read', () => {
  const [entry] = read(NOTICE);

  it.each<[ReadField, string[]]>([
    ['title', ['北京市文化和旅游局关于印发《演艺空间\r\n培育办法》的申报通知']],
    ['issuers', ['北京市文化和旅游局']],
    ['level', ['北京市文化和旅游局']],
    ['districts', ['北京市文化和旅游局']],
    ['documentNumber', ['京文旅发［2024］ 18 号']],
    ['publishedOn', ['２０２４年３月１日']],
    ['writtenOn', ['2024年2月26日']],
    ['sourceLink', ['https://whlyj.example.gov.cn/a/1.html']],
    ['type', ['办法']],
    ['application', ['2024年3月5日至2024年4月7日']],
    ['whoCanApply', ['在本市登记的演出企业']],
    ['howMuch', ['每个项目最高不超过200万元']],
    ['effectiveFrom', ['2024年4月1日']],
    ['effectiveUntil', ['2027年3月31日']],
    ['contact', ['联系电话：010-12345678']],
    ['attachments', ['演艺空间申报表']],
  ])('%s is the words of the document, whatever their width, wrap or brackets', (field, words) => {
    expect(printed(NOTICE, entry, field)).toEqual(words);
  });

  it('is the words as a converter left them', () => {
    const text = [
      '<p>北京市文化和旅游局关于印发《&ldquo;小&rdquo;剧场办法》的通知</p>',
      '&nbsp;&nbsp;发文字号：京文旅发&#12308;2024&#12309;18号<br/>',
    ].join('\n');
    const [first] = read(text);
    expect(first).toMatchObject({
      title: '北京市文化和旅游局关于印发《“小”剧场办法》的通知',
      documentNumber: '京文旅发〔2024〕18号',
    });
    expect(printed(text, first, 'title')).toEqual([
      '北京市文化和旅游局关于印发《&ldquo;小&rdquo;剧场办法》的通知',
    ]);
    expect(printed(text, first, 'documentNumber')).toEqual(['京文旅发&#12308;2024&#12309;18号']);
  });

  it('counts lines from 1 and names first and last', () => {
    expect(entry?.origins.title?.spans[0]).toMatchObject({ line: 1, endLine: 2, start: 0 });
    expect(entry?.origins.documentNumber).toMatchObject({ line: 4, way: 'position' });
  });

  it('is told for every field that has a value', () => {
    const values: Partial<Record<ReadField, unknown>> = { ...entry };
    const given = Object.entries(entry?.origins ?? {}).map(([field]) => field);
    for (const field of ['money', 'sectors', 'relatedTitles'] as const)
      expect(given.includes(field)).toBe((values[field] as unknown[]).length > 0);
    expect(given).not.toContain('summary');
  });

  it('finds each field of a page on one line behind its own title', () => {
    const text =
      '首页 关于举办动漫游戏大赛的通知 2024-05-06 关于征集设计案例的通知 2024-05-06 关于公布影院名单的通知 2024-05-06';
    const starts = read(text).map(({ origins }) => origins.publishedOn?.spans[0]?.start ?? -1);
    const dates = [...text.matchAll(/2024-05-06/gu)].map(({ index }) => index);
    expect(starts).toEqual(dates);
  });

  it('has no place in the text for what only the page states about itself', () => {
    const hints = { title: null, publishedOn: null, link: 'https://www.example.gov.cn/b/2.html' };
    const [hinted] = parseBulletin(
      NOTICE.split('\r\n').slice(0, 15).join('\n'),
      loadLexicon(),
      hints,
    ).entries;
    expect(hinted?.origins.sourceLink).toMatchObject({ way: 'page', spans: [] });
  });
});

describe('what is to be marked in the document', () => {
  it('is every place of every field, in the order of the document and inside it', () => {
    const [entry] = read(NOTICE);
    const marks = highlightsOf(entry as ParsedEntry);
    expect(marks.map(({ start }) => start)).toEqual(marks.map(({ start }) => start).sort((a, b) => a - b));
    expect(marks.every(({ start, end }) => start < end && end <= NOTICE.length)).toBe(true);
    expect(new Set(marks.map(({ field }) => field)).size).toBeGreaterThan(14);
  });
});

describe('what a policy does to others', () => {
  it('is read with the words that name them', () => {
    const [entry] = read(NOTICE);
    expect(entry?.relations).toMatchObject([
      { kind: 'repeals', title: '演艺空间培育办法（试行）', documentNumber: '京文旅发〔2020〕3号' },
    ]);
    const span = entry?.relations[0]?.span;
    expect(comparable(NOTICE.slice(span?.start, span?.end))).toBe('演艺空间培育办法(试行)');
  });

  it('points to the entry of the same document that is meant, and marks a repetition', () => {
    const text = [
      '一周政策汇编',
      '1、北京市体育局关于印发《场馆开放办法》的通知',
      '颁发机构：北京市体育局',
      '发布时间：2024-03-01',
      '场馆应当开放。',
      '2、《场馆开放办法》政策解读',
      '颁发机构：北京市体育局',
      '发布时间：2024-03-02',
      '本办法共五条。',
      '3、北京市体育局关于印发《场馆开放办法》的通知',
      '颁发机构：北京市体育局',
      '发布时间：2024-03-01',
      '场馆应当开放。',
    ].join('\n');
    const [first, second, third] = read(text);
    expect(first).toMatchObject({ duplicateOf: null, relations: [] });
    expect(second?.relations).toMatchObject([{ kind: 'explains', title: '场馆开放办法', position: 1 }]);
    expect(third?.duplicateOf).toBe(1);
  });
});
