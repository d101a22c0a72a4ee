import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedBulletin } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const FIXTURES = join(PACKAGE_ROOT, 'test', 'fixtures', 'bulletins');

function parseFixture(name: string): ParsedBulletin {
  return parseBulletin(readFileSync(join(FIXTURES, name), 'utf8'), loadLexicon());
}

function parse(...lines: string[]): ParsedBulletin {
  return parseBulletin(lines.join('\n'), loadLexicon());
}

const titles = ({ entries }: ParsedBulletin) => entries.map(({ title }) => title);
function measure(n: string, name: string): string[] {
  return [`${n}、${name}`, '惠及对象：规模以上企业', '政策内容：一次性奖励10万元。'];
}

const codes = ({ warnings }: ParsedBulletin) => warnings.map(({ code }) => code);

describe('a weekly bulletin with sections and labelled entries', () => {
  const bulletin = parseFixture('weekly-seed-form.txt');

  it('gives one entry per labelled title and none for numbered body points or annexes', () => {
    expect(titles(bulletin)).toEqual([
      '关于支持数字出版企业走出去的指导意见',
      '关于开展《北京市实体书店扶持项目》申报工作的通知',
      '北京市文化和旅游局关于公布第三批旅游休闲街区名单的公告',
      '关于印发《石景山区影视产业发展行动计划(2026—2028年)》的通知',
    ]);
    expect(bulletin.entries.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('takes level and district from the issuer, agreeing with the section', () => {
    expect(bulletin.entries.map(({ section, level, districts }) => [section, level, districts])).toEqual([
      ['中央', 'national', ['000000']],
      ['市级', 'municipal', ['110000']],
      ['市级', 'municipal', ['110000']],
      ['区级', 'district', ['110107']],
    ]);
  });

  it('finds the link on the line below its label', () => {
    expect(bulletin.entries[0]?.sourceLink).toBe('https://www.example.gov.cn/a/20260302.html');
    expect(bulletin.entries[1]?.sourceLink).toBe('https://www.example.gov.cn/b/1.html');
    expect(bulletin.entries[3]?.sourceLink).toBeNull();
  });

  it('reads number and signing date from the notice itself', () => {
    expect(bulletin.entries[0]).toMatchObject({
      documentNumber: '国新出发〔2026〕8号',
      writtenOn: '2026-02-25',
      publishedOn: '2026-03-02',
    });
  });

  it('reads the application window and lists the annexes', () => {
    expect(bulletin.entries[1]?.application).toMatchObject({
      opensOn: '2026-03-10',
      closesOn: '2026-04-09',
      state: 'dated',
    });
    expect(bulletin.entries[1]?.attachments.map(({ title }) => title)).toEqual([
      '实体书店扶持项目申报指南',
      '实体书店扶持项目申请表',
    ]);
  });

  it('warns once that the document is cut off, of a date without a day and of a link to a home page', () => {
    expect(codes(bulletin).filter((code) => code === 'truncated')).toHaveLength(1);
    expect(codes(bulletin)).toEqual(expect.arrayContaining(['partial-date', 'generic-link']));
    expect(bulletin.entries[2]?.publishedOn).toBe('2026-03');
  });

  it('keeps the body between facts and link', () => {
    expect(bulletin.entries[1]?.text.startsWith('各有关单位')).toBe(true);
    expect(bulletin.entries[1]?.text).not.toContain('政策原文链接');
    expect(bulletin.entries[0]?.textStart.line).toBeLessThan(bulletin.entries[0]?.textEnd.line ?? 0);
  });
});

describe('other forms of bulletins', () => {
  it('reads a Markdown weekly and leaves its closing notes out', () => {
    const bulletin = parseFixture('weekly.md');
    expect(titles(bulletin)).toEqual([
      '小额贷款公司网络业务管理办法（征求意见稿）',
      '关于优化企业跨境资金池管理的通知',
    ]);
    expect(bulletin.entries[0]).toMatchObject({
      issuers: ['国家金融监督管理总局'],
      publishedOn: '2026-05-06',
      sourceLink: 'https://www.example.cn/loan.html',
      type: 'draft',
    });
    expect(bulletin.entries[1]?.text).not.toContain('编辑备注');
  });

  it('reads facts side by side and a district put before the title', () => {
    const { entries } = parseFixture('level-list.txt');
    expect(entries.map(({ issuers }) => issuers.join('、'))).toEqual([
      '工信部等六部门',
      '国家市场监管总局、国家标准委',
      '北京经开区管委会',
      '通州区住建委',
    ]);
    expect(entries.map(({ districts }) => districts[0])).toEqual(['000000', '000000', '110115403', '110112']);
    expect(entries[1]).toMatchObject({ publishedOn: '2026-05', sourceLink: null });
  });

  it('cuts a page on one line, keeps policies, and leaves dates without a year open', () => {
    const bulletin = parseFixture('one-line-page.txt');
    expect(titles(bulletin)).toEqual([
      '青岛西海岸新区管委关于支持海洋装备产业发展的若干意见',
      '青岛西海岸新区管委青岛市黄岛区人民政府关于印发《青岛西海岸新区渔港管理办法（试行）》的通知',
      '青岛西海岸新区管委办公室关于印发《打造“近海·易办”品牌提升服务质量方案》的通知',
    ]);
    expect(bulletin.entries.every(({ publishedOn }) => publishedOn === null)).toBe(true);
    expect(codes(bulletin).filter((code) => code === 'undated')).toHaveLength(3);
    expect(codes(bulletin).filter((code) => code === 'not-a-policy')).toHaveLength(2);
    expect(bulletin.entries[1]?.issuers).toEqual(['青岛西海岸新区管委', '青岛市黄岛区人民政府']);
  });

  it('pairs English headings with the paragraphs below them', () => {
    expect(titles(parseFixture('english.txt'))).toEqual([
      'Export finance guarantee extended',
      'Guidance on safe workplaces',
    ]);
  });

  it('reads a table by its header row', () => {
    const { entries } = parse(
      '政策名称\t发布机构\t发布时间\t链接',
      '关于做好小微企业首贷服务工作的通知\t央行、银保监会\t2022/5/15\thttps://a.example.cn/2.html',
      '北京市朝阳区文化园区管理办法\t北京市朝阳区人民政府\t2023年4月\thttps://a.example.cn/3.html',
    );
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      issuers: ['央行', '银保监会'],
      publishedOn: '2022-05-15',
      level: 'national',
    });
    expect(entries[1]).toMatchObject({ publishedOn: '2023-04', districts: ['110105'] });
  });

  it('reads cards whose titles carry no number', () => {
    const bulletin = parse(
      '关于开展绿色工厂遴选的通知',
      '发布机构：湖北省经济和信息化厅',
      '发布时间：2026-03-02',
      '开展遴选。',
      '武汉市促进低空经济发展若干措施',
      '发布机构：武汉市人民政府',
      '发布时间：2026-03-04',
      '促进发展。',
    );
    expect(bulletin.entries.map(({ level, districts }) => [level, districts[0]])).toEqual([
      ['provincial', '420000'],
      ['municipal', '420100'],
    ]);
  });

  it('reads numbered titles without labels where the document calls itself a bulletin', () => {
    const bulletin = parse(
      '本周政策速览（2026年第30期）',
      '国家级',
      '1. 国务院办公厅关于加快银发经济发展的意见（国办发〔2026〕20号）',
      '7月15日，国务院办公厅印发意见。',
      '2. 关于推动智能家居高质量发展的实施方案',
      '2026年7月16日，国家发展改革委、工业和信息化部联合印发方案。',
      '市级',
      '3. 北京市经济和信息化局关于开展数据标注基地征集的通知',
      'https://jxj.example.cn/3',
    );
    expect(bulletin.entries.map(({ documentNumber }) => documentNumber)).toEqual([
      '国办发〔2026〕20号',
      null,
      null,
    ]);
    expect(bulletin.entries[1]).toMatchObject({
      publishedOn: '2026-07-16',
      issuers: ['国家发展改革委', '工业和信息化部'],
    });
    expect(bulletin.entries[2]?.sourceLink).toBe('https://jxj.example.cn/3');
  });

  it('reads lists of one title and one date a line', () => {
    const bulletin = parse(
      '北京市财政局关于印发会展资金管理办法的通知 2024-03-05',
      '北京市发展和改革委员会关于充电价格的通知 2024-03-01',
      '图解：会展资金管理办法 2024-02-27',
      '北京市文物局关于公布博物馆名单的通知 2024-02-20',
    );
    expect(bulletin.entries.map(({ publishedOn }) => publishedOn)).toEqual([
      '2024-03-05',
      '2024-03-01',
      '2024-02-20',
    ]);
  });

  it('reads a handbook of measures by its repeated labels', () => {
    const bulletin = parse(
      '江津区惠企政策汇编',
      ...measure('一', '支持技术改造'),
      ...measure('二', '鼓励企业上规模'),
      ...measure('三', '支持绿色制造'),
    );
    expect(titles(bulletin)).toEqual(['支持技术改造', '鼓励企业上规模', '支持绿色制造']);
    expect(bulletin.entries[0]?.whoCanApply).toBe('规模以上企业');
  });
});

describe('single notices', () => {
  it('stay one entry with their annex list', () => {
    const bulletin = parseFixture('notice-with-annexes.txt');
    expect(titles(bulletin)).toEqual(['丰台科技服务项目征集']);
    expect(bulletin.entries[0]).toMatchObject({
      publishedOn: '2026-04-07',
      level: 'district',
      districts: ['110106'],
    });
  });

  it('without title, issuer and date are imported with warnings, questions never as entries', () => {
    const bulletin = parseFixture('faq.txt');
    expect(bulletin.entries).toHaveLength(1);
    expect(bulletin.entries[0]).toMatchObject({
      title: null,
      issuers: [],
      publishedOn: null,
      level: 'municipal',
    });
    expect(codes(bulletin)).toEqual(
      expect.arrayContaining(['no-title', 'no-issuer', 'undated', 'inferred-level']),
    );
  });

  it('bear an order number without brackets', () => {
    expect(parseFixture('order.txt').entries[0]).toMatchObject({
      documentNumber: '北京市人民政府令第321号',
      writtenOn: '2024-11-06',
      publishedOn: '2024-11-08',
      effectiveFrom: '2025-01-01',
      type: 'repeal',
    });
  });

  it('may hold all their facts on one line', () => {
    const [entry] = parseFixture('glued-metadata.txt').entries;
    expect(entry).toMatchObject({
      title: '关于印发《北京市老旧厂房保护利用管理办法》的通知',
      issuers: ['北京市住房和城乡建设委员会'],
      documentNumber: '京建发〔2015〕402号',
      publishedOn: '2015-12-25',
      writtenOn: '2015-11-13',
      level: 'municipal',
      sourceLink: 'http://www.beijing.gov.cn/zhengce/example/t1.html',
    });
    expect(entry?.text.startsWith('京建发〔2015〕402号 各区县')).toBe(true);
  });

  it('are read from the fact table of a government page, its furniture left out', () => {
    const [entry] = parseFixture('gov-cn-table.txt').entries;
    expect(entry).toMatchObject({
      title: '国务院办公厅关于推进科普场馆开放共享的意见',
      issuers: ['国务院办公厅'],
      documentNumber: '国办发〔2020〕88号',
      writtenOn: '2020-09-21',
      publishedOn: '2020-09-25',
      level: 'national',
    });
    expect(entry?.text).not.toContain('扫一扫');
  });

  it('whose head was cut off take the title from the last line', () => {
    expect(parseFixture('cut-head.txt').entries[0]).toMatchObject({
      title: '关于印发广州市夜间经济示范街区管理办法的通知',
      issuers: ['广州市商务局', '广州市财政局'],
      level: 'municipal',
      districts: ['440100'],
    });
  });

  it('with timetables and repeated 支持对象 are not taken for bulletins', () => {
    const { entries } = parse(
      '关于举办2024年北京市设计大赛的通知',
      '发布日期: 2024-05-20',
      '各有关单位：',
      '1.启动仪式',
      '时间：2024年6月1日',
      '2.决赛',
      '时间：2024年8月1日',
      '一、设计奖补项目',
      '支持对象：设计企业',
      '二、展会奖补项目',
      '支持对象：会展企业',
      '北京市经济和信息化局',
      '2024年5月18日',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ issuers: ['北京市经济和信息化局'], writtenOn: '2024-05-18' });
  });

  it('with an annex table or a list of tasks stay one entry', () => {
    const withTable = parse(
      '关于公布2024年北京市设计项目清单的通知',
      '发布日期: 2024-05-20',
      '各有关单位：',
      '现将项目清单予以公布。',
      '序号\t名称\t单位\t发布日期',
      '1\t设计平台建设\t某设计公司\t2024-01-01',
      '2\t设计基地建设\t某设计公司\t2024-01-02',
    );
    const withTasks = parse(
      '北京市优化营商环境改革任务清单',
      '1.制定企业登记管理办法',
      '2.出台跨境贸易便利化措施',
      '3.完善招标投标监管制度',
    );
    expect([withTable.entries.length, withTasks.entries.length]).toEqual([1, 1]);
  });

  it('may wrap their title over lines above the facts', () => {
    const { entries } = parse(
      '关于印发《北京市数字人产业创新发展行动计划实施细则（试',
      '行）》的通知',
      '发文机构：北京市经济和信息化局',
      '发布时间：2023-01-05',
      '各有关单位：',
    );
    expect(entries[0]?.title).toBe('关于印发《北京市数字人产业创新发展行动计划实施细则（试行）》的通知');
  });
});

it('finds no entry in an empty text and says so', () => {
  expect(parseBulletin('\n \n', loadLexicon())).toEqual({
    entries: [],
    warnings: [expect.objectContaining({ code: 'no-entry' })],
  });
});
