import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { htmlToText } from '../../../src/bulletins/extractors/html.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const TITLE = '关于做好渔港管护补助申报工作的通知';
const BODY = ['各有关单位：', '现就渔港管护补助申报工作通知如下。'];
const CLOSE = ['三亚市农业农村局', '2023年11月17日'];

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);

describe('the facts around a title', () => {
  it('are the labelled ones before a line of facts without labels', () => {
    const entry = read(
      `标题：${TITLE} 发文机构：三亚市农业农村局 发布时间：2023-11-20`,
      '海口市林业局 2023-11-17',
      ...BODY,
    );
    expect(entry).toMatchObject({ issuers: ['三亚市农业农村局'], publishedOn: '2023-11-20' });
  });

  it('are read where blanks stand for colons, or nothing does', () => {
    expect(read(TITLE, '发布时间　2022-01-29　来源　三亚市农业农村局', ...BODY).publishedOn).toBe(
      '2022-01-29',
    );
    expect(
      read(
        '发文机关三亚市农业农村局',
        '发布日期2021年12月21日',
        '发文字号三农发〔2021〕63号',
        TITLE,
        ...BODY,
      ),
    ).toMatchObject({
      issuers: ['三亚市农业农村局'],
      publishedOn: '2021-12-21',
      documentNumber: '三农发〔2021〕63号',
    });
  });

  it('are read from counted labels in brackets, some of them empty', () => {
    const entry = read(
      '1. [主题分类] 农业/渔业',
      '2. [发文机构] 三亚市农业农村局',
      '3. [联合发文单位]',
      '4. [实施日期] 2023-12-01',
      '5. [成文日期] 2023-11-17',
      '6. [发文字号] 三农发〔2023〕9号',
      '7. [废止日期]',
      '8. [发布日期] 2023-11-20',
      '9. [有效性]',
      TITLE,
      ...BODY,
    );
    expect(entry).toMatchObject({
      title: TITLE,
      issuers: ['三亚市农业农村局'],
      documentNumber: '三农发〔2023〕9号',
      writtenOn: '2023-11-17',
      publishedOn: '2023-11-20',
    });
  });

  it('are read from the attributes of a library of laws', () => {
    const entry = read(
      `${TITLE}文章属性•【制定机关】三亚市农业农村局•【公布日期】2011.05.30•【字号】三农发〔2011〕65号•【时效性】现行有效`,
      ...BODY,
    );
    expect(entry).toMatchObject({
      title: TITLE,
      issuers: ['三亚市农业农村局'],
      publishedOn: '2011-05-30',
      documentNumber: '三农发〔2011〕65号',
    });
  });

  it('are read where each label has a line of its own above its value', () => {
    const cells = ['文号', '三农发〔2023〕9号', '索引号', '00001/2023-00077', '公开日期', '2023年11月20日'];
    const entry = read(TITLE, '文号:三农发〔2023〕9号', ...cells, ...BODY, ...CLOSE);
    expect(entry).toMatchObject({ publishedOn: '2023-11-20', writtenOn: '2023-11-17' });
  });

  it('are read from rows of a table, whatever stands in the other cells', () => {
    const rows = [
      '有效性 | 有效 | 公开日期: | 2023-11-20 01:40 |',
      '组配分类 农业规划 文号 三农发〔2023〕9号',
    ];
    const entry = read(TITLE, '索引号 | 00001/2023-00077 | 公开形式: | 主动公开 |', ...rows, ...BODY);
    expect(entry).toMatchObject({ publishedOn: '2023-11-20', documentNumber: '三农发〔2023〕9号' });
  });

  it('are read from a line of date and number, or of date and body', () => {
    expect(read(TITLE, '2023年11月17日 三农发〔2023〕9号', ...BODY).documentNumber).toBe('三农发〔2023〕9号');
    expect(read(TITLE, '2023年11月17日，三亚市农业农村局', ...BODY)).toMatchObject({
      writtenOn: '2023-11-17',
      issuers: ['三亚市农业农村局'],
    });
  });

  it('are read under labels in two languages', () => {
    const { entries } = parseBulletin(
      [
        '1. 渔港安全若干措施',
        'Measures for Port Safety',
        '发文单位 / Issued by: 三亚市农业农村局',
        '发布日期 / Date: 2024-06-11',
        '',
        '2. 渔港补助管理办法',
        'Measures for Subsidies',
        '发文单位 / Issued by: 三亚市财政局',
        '发布日期 / Date: 2024-06-13',
      ].join('\n'),
      loadLexicon(),
    );
    expect(entries).toMatchObject([
      { title: '渔港安全若干措施', issuers: ['三亚市农业农村局'], publishedOn: '2024-06-11' },
      { title: '渔港补助管理办法', issuers: ['三亚市财政局'], publishedOn: '2024-06-13' },
    ]);
  });
});

describe('the day of publishing', () => {
  it('is a date alone below the title, and none of an archive', () => {
    expect(read(TITLE, '2023-11-20', ...BODY).publishedOn).toBe('2023-11-20');
    const archive = '政策资料库 归档时间：2024-11-02 更新时间：2024-11-03';
    expect(read(archive, TITLE, '发布时间：2023-11-20', ...BODY).publishedOn).toBe('2023-11-20');
    expect(read(archive, TITLE, ...BODY).publishedOn).toBeNull();
  });

  it('stands in the head of an article of a social network', () => {
    expect(read('三亚发布 2023-11-20 09:12 发表于海南', TITLE, ...BODY).publishedOn).toBe('2023-11-20');
    expect(read(TITLE, '原创 三亚发布 2023年11月20日 18:00', ...BODY).publishedOn).toBe('2023-11-20');
  });

  it('is not the day that signs a short notice in figures', () => {
    const entry = read('关于暂停办理业务的公告', '因系统升级，三亚市渔港业务暂停办理一天。', '2024.3.5');
    expect(entry).toMatchObject({ writtenOn: '2024-03-05', publishedOn: null });
    expect(codes(entry)).toContain('undated');
  });

  it('with a time of day signs nothing', () => {
    const entry = read(TITLE, '2023年11月20日 10:30  来源：三亚市农业农村局', ...BODY, ...CLOSE);
    expect(entry).toMatchObject({ publishedOn: '2023-11-20', writtenOn: '2023-11-17' });
  });
});

describe('a forwarded notice', () => {
  it('keeps its own number and day, not those of the paper it forwards', () => {
    const entry = read(
      '衢州市民政局转发浙江省民政厅关于加强食品安全管理的通知的通知',
      '衢民〔2022〕45号',
      '各县民政局：',
      '现将省民政厅通知（浙民养〔2022〕98号）转发给你们，请抓好落实。',
      '衢州市民政局',
      '2022年7月19日',
      '浙江省民政厅关于加强食品安全管理的通知',
      '浙民养〔2022〕98号',
      '各市民政局：',
      '现通知如下。',
      '浙江省民政厅',
      '2022年7月8日',
    );
    expect(entry).toMatchObject({
      issuers: ['衢州市民政局'],
      documentNumber: '衢民〔2022〕45号',
      writtenOn: '2022-07-19',
    });
  });
});

describe('a page that states its title', () => {
  const page = (above: readonly string[], ...rest: string[]) =>
    parseBulletin([...above, TITLE, ...rest].join('\n'), loadLexicon(), {
      title: `${TITLE}-三亚市农业农村局`,
      publishedOn: null,
      link: null,
    }).entries;
  const menus = Array.from({ length: 90 }, (_, n) => (n % 9 === 4 ? '渔港补助申领办事指南' : `栏目${n}`));

  it('is read from there on, however long its menus are', () => {
    const entries = page(menus, '发布时间：2023-11-20', ...BODY, ...CLOSE);
    expect(entries).toMatchObject([{ title: TITLE, publishedOn: '2023-11-20', writtenOn: '2023-11-17' }]);
    expect(entries).toHaveLength(1);
  });

  it('is read from the heading that is a title, where its own title is its site', () => {
    const html =
      '<title>三亚市农业农村局</title><meta name=" SiteName " content="三亚市人民政府">' +
      `<ul>${menus.map((one) => `<li><a href="/x">${one}</a></li>`).join('')}</ul><h4>通知公告</h4>` +
      `<h3> ${TITLE} </h3><p>2023-11-20</p>${BODY.map((one) => `<p>${one}</p>`).join('')}`;
    const { text, hints } = htmlToText(html);
    expect(parseBulletin(text, loadLexicon(), hints).entries).toMatchObject([
      { title: TITLE, publishedOn: '2023-11-20', level: 'municipal', districts: ['460200'] },
    ]);
  });

  it('is read whole where several headings are titles: a bulletin, with its sections', () => {
    const entry = (title: string, on: string) =>
      `<h3>${title}</h3><p>颁发机构：三亚市财政局</p><p>发布时间：${on}</p>`;
    const html =
      `<title>三亚市农业农村局</title>${menus.map((one) => `<p>${one}</p>`).join('')}<p>一周政策汇编</p><p>国家</p>` +
      `<p>市级</p>${entry('渔港安全若干措施', '2024-06-11')}${entry('渔港补助管理办法', '2024-06-13')}`;
    const { text, hints } = htmlToText(html);
    expect(parseBulletin(text, loadLexicon(), hints).entries).toMatchObject([
      { title: '渔港安全若干措施', section: '市级' },
      { title: '渔港补助管理办法', section: '市级' },
    ]);
  });

  it('keeps the facts and the bodies that stand above its title', () => {
    const facts = ['发文字号：三农发〔2023〕9号', '发布日期：2023-11-20'];
    expect(page([...menus, ...facts], ...BODY)).toMatchObject([
      { title: TITLE, documentNumber: '三农发〔2023〕9号', publishedOn: '2023-11-20' },
    ]);
    expect(page([...menus, '三亚市农业农村局'], '三农发〔2023〕9号', ...BODY)[0]?.issuers).toEqual([
      '三亚市农业农村局',
    ]);
  });
});

describe('the district', () => {
  it('is the one a short text names, where nothing else tells; to be checked', () => {
    const entry = read('关于调整公交票价的通知', '银川市西夏区内公交线路票价调整为1元。', '2023年2月1日');
    expect(entry).toMatchObject({ level: 'district', districtNames: ['西夏区'] });
    expect(codes(entry)).toContain('inferred-level');
  });

  it('is not told by two of them, nor where the text speaks for its city', () => {
    const title = '关于调整公交票价的通知';
    expect(read(title, '银川市西夏区和银川市金凤区公交票价调整为1元。').level).toBe('municipal');
    expect(read(title, '我市决定调整银川市西夏区内公交票价。').level).toBe('municipal');
  });
});

describe('a list', () => {
  it('gives the bodies in brackets before its titles', () => {
    const { entries } = parseBulletin(
      [
        '今日政策要览',
        '【国家发展改革委】关于调整上网电价政策的通知（2023-06-12）',
        '【工业和信息化部、公安部】关于加强汽车安全管理的指导意见（2023-06-13）',
        '【福州市人力资源和社会保障局】关于发放稳岗补贴的通知（2023-06-14）',
      ].join('\n'),
      loadLexicon(),
    );
    expect(entries.map(({ title, issuers }) => [title, issuers])).toEqual([
      ['关于调整上网电价政策的通知', ['国家发展改革委']],
      ['关于加强汽车安全管理的指导意见', ['工业和信息化部', '公安部']],
      ['关于发放稳岗补贴的通知', ['福州市人力资源和社会保障局']],
    ]);
  });
});

describe('the day in a file’s name', () => {
  const english = [
    'Latest guidance',
    'Grants for harbour towns',
    'Councils in harbour towns can apply for repair grants until the end of the year. The fund is open now.',
    'New rules for ferries',
    'Operators must publish their timetables online from next spring. Guidance has been published.',
  ].join('\n');
  const readFile = async (name: string, text: string) => {
    const document = await extractDocument(new TextEncoder().encode(text), { name });
    return parseBulletin(document.text, loadLexicon(), document.hints).entries;
  };

  it('dates an English issue that bears no date, to be checked', async () => {
    const entries = await readFile('harbour-bulletin-2023-05-19.txt', english);
    expect(entries.map(({ publishedOn }) => publishedOn)).toEqual(['2023-05-19', '2023-05-19']);
    for (const entry of entries) expect(codes(entry)).toContain('inferred-date');
  });

  it('is not taken where it is none, where there are several, and where Chinese papers are listed', async () => {
    for (const name of ['bulletin.txt', 'bulletin-2023-02-30.txt', '20230519-20230526.txt'])
      expect((await readFile(name, english))[0]?.publishedOn).toBeNull();
    const list =
      '1、关于渔港补助的通知\n发布单位：三亚市农业农村局\n2、关于林业补助的通知\n发布单位：海口市林业局\n';
    const [entry] = await readFile('list-2023-05-19.txt', `一周政策汇编\n${list}`);
    expect(entry?.publishedOn).toBeNull();
  });
});
