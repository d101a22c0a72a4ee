import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const FOLDER = join(PACKAGE_ROOT, 'test', 'fixtures', 'bulletins', 'layouts');
const NOTICES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

const LABEL = /(^|\s)(发文机构|发文机关|发布机构|发文字号|成文日期|发布日期|发布时间)(\s*[:：]\s*)/gmu;
const MENUS = [
  '登录 注册 | 微信 | 微博 | English',
  '首页',
  '政务公开',
  '政策',
  '2026年1月5日 星期一',
  '您当前的位置：首页 >> 信息公开 >> 政策文件',
  '【字体：大 中 小】',
];
const BUTTONS = ['字号：[大] [中] [小]', '打印本页', '收藏', '分享到：微信 微博', '浏览次数：128次'];
const FOOT = [
  '扫一扫在手机打开当前页',
  '上一篇：关于印发《渔港管理办法》的通知',
  '相关阅读',
  '· 某县财政局关于印发《茶园补助办法》的通知 2019-05-06',
  '· 某县商务局关于开展夜市评选工作的通知 2019-05-07',
  '· 某县教育局关于做好校车管理工作的通知 2019-05-08',
];

/** How the same notice may be laid out elsewhere; none of it is a different fact. */
const CHANGES: Readonly<Record<string, (text: string, title: string) => string>> = {
  'with a byte order mark and CRLF': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  'indented by ideographic blanks': (text) => text.replace(/^(?=.)/gmu, '\u3000\u3000'),
  'with blank lines everywhere': (text) => text.replaceAll('\n', '\n\n'),
  'with other brackets around the year': (text) => text.replace(/〔\s*(\d{4})\s*〕/gu, '［$1］'),
  'with spaced labels': (text) =>
    text.replace(LABEL, (_, before: string, label: string, colon: string) => {
      return before + [...label].join(' ') + colon;
    }),
  'with labels in brackets': (text) => text.replace(LABEL, '$1【$2】'),
  'with labels without colons': (text) => text.replace(LABEL, '$1$2 '),
  'with a time of day': (text) => text.replace(/([:：])(\d{4}-\d{2}-\d{2})(?=\s)/gu, '$1$2 08:30:15'),
  'under menus': (text) => `${MENUS.join('\n')}\n\n${text}`,
  'with buttons below the title': (text, title) =>
    onTitle(text, title, (line) => `${line}\n${BUTTONS.join('\n')}`),
  'with the title as a Markdown heading': (text, title) => onTitle(text, title, (line) => `# ${line}`),
  'with the title printed twice': (text, title) =>
    onTitle(text, title, (line) => `${line}_政策文件_某某市人民政府门户网站\n${line}`),
  'with a tag before the title and signs behind it': (text, title) =>
    onTitle(text, title, (line) => `【政策】${line}（图）★`),
  'under the dates of an archive': (text) =>
    `政策法规资料库 归档时间：2031-11-02 更新时间：2031-11-03\n${text}`,
  'with a seal behind the signer': (text) => text.replace(/(?<=局|委员会)(?=\s*\n\s*\d{4}年)/gu, '（印章）'),
  'with the tags and entities of its page': (text) =>
    text
      .replace(/[“”]/gu, (mark) => (mark === '“' ? '&ldquo;' : '&rdquo;'))
      .replaceAll('《', '&#12298;')
      .replaceAll('〔', '&#x3014;')
      .replace(/^(?=.)/gmu, '<p style="text-indent:2em">&nbsp;&amp;nbsp;&emsp;')
      .replace(/(?<=.)$/gmu, '<span></span></p>'),
  'with the escapes and hard breaks of Markdown': (text) =>
    text
      .replace(/https?:\S+|[-[\]()_*]/gu, (mark) => (mark.length > 1 ? mark : `\\${mark}`))
      .replace(/(?<=[^\n])$/gmu, '\\'),
  'with the colons of another font': (text) => text.replace(/[:：](?!\/\/)/gu, '\u2236'),
  'with blanks inside its dates': (text) =>
    text.replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu, '$1 年 $2 月 $3 日'),
  'with dates spread over the line': (text) =>
    text.replace(/^\d{4}年\d{1,2}月\d{1,2}日$/gmu, (date) => [...date].join(' ')),
  'with other dashes in its dates': (text) => text.replace(/(\d{4})-(\d{2})-(\d{2})/gu, '$1－$2－$3'),
  'with the instants of a database': (text) =>
    text.replace(/([:：])(\d{4}-\d{2}-\d{2})(?=\s)/gu, '$1$2T08:30:15.0+08:00'),
  'between the numbers of its pages': (text) =>
    text
      .split('\n')
      .flatMap((line, n) => (n % 6 === 5 ? [line, `- ${n} -`, `第 ${n} 页 共 99 页`] : [line]))
      .join('\n'),
  'above links to other papers': (text) => `${text.trimEnd()}\n\n${FOOT.join('\n')}\n`,
};

function onTitle(text: string, title: string, change: (line: string) => string): string {
  const head = text.split('\n').slice(0, 5);
  const line = head.find((one) => one.trim() === title);
  return line === undefined ? text : text.replace(line, () => change(line));
}

function factsOf(text: string): object[] {
  return parseBulletin(text, loadLexicon()).entries.map(
    ({ title, issuers, documentNumber, writtenOn, publishedOn, level, districts }) => ({
      title,
      issuers,
      documentNumber,
      writtenOn,
      publishedOn,
      level,
      districts,
    }),
  );
}

describe('a notice laid out differently', () => {
  it.each(Object.entries(CHANGES))('tells the same facts %s', (_, change) => {
    const changed = NOTICES.flatMap(({ name, text }) => {
      const facts = factsOf(text);
      const [title = ''] = facts.map((entry) => ('title' in entry ? String(entry.title) : ''));
      const other = change(text, title);
      return other === text ? [] : [{ name, before: facts, after: factsOf(other) }];
    });
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.map(({ name, after }) => ({ name, facts: after }))).toEqual(
      changed.map(({ name, before }) => ({ name, facts: before })),
    );
  });

  it('signs with a date in figures under the body as with one in characters', () => {
    const text = '关于开展渔港检查的通知\n各乡镇：\n请认真组织实施。\n三亚市农业农村局\n';
    const [plain] = factsOf(`${text}2024年3月5日`);
    expect(plain).toMatchObject({ writtenOn: '2024-03-05', issuers: ['三亚市农业农村局'] });
    expect(factsOf(`${text}2024-03-05`)).toEqual([plain]);
  });

  it.each([
    ['spread over their line', '三 亚 市 农 业 农 村 局\n2024年3月5日'],
    ['broken over two lines', '三亚市农业\n农村局\n2024年3月5日'],
    ['below their date', '2024年3月5日\n三亚市农业农村局\n（此件公开发布）'],
  ])('names its signers %s', (_, close) => {
    const text = `关于开展渔港检查的通知\n各乡镇：\n请认真组织实施。\n${close}`;
    expect(factsOf(text)).toMatchObject([{ writtenOn: '2024-03-05', issuers: ['三亚市农业农村局'] }]);
  });

  const LONG = Array.from(
    { length: 24 },
    (_, n) => `${n + 1}.各乡镇、各有关单位要认真做好第${n + 1}项工作，按时报送情况。`,
  );
  const TITLE = '三亚市农业农村局关于开展渔港检查的通知';
  const LABELS = ['发布机构：三亚市农业农村局', '发文字号：三农发〔2024〕7号', '发布日期：2024-03-05'];
  const FACTS = {
    title: TITLE,
    issuers: ['三亚市农业农村局'],
    documentNumber: '三农发〔2024〕7号',
    publishedOn: '2024-03-05',
  };

  it('tells its facts below a text of any length', () => {
    expect(factsOf([TITLE, ...LONG, ...LONG, '', ...LABELS].join('\n'))).toMatchObject([FACTS]);
  });

  it('tells its facts below a text and above what an editor and an account add', () => {
    const foot = ['（责任编辑：某某）', '预览时标签不可点', '轻触阅读原文', '阅读 1023', '分享 收藏 在看 赞'];
    expect(factsOf([TITLE, ...LONG, ...LONG, ...LABELS, ...foot].join('\n'))).toMatchObject([FACTS]);
  });

  it('is named once by a title that is printed twice', () => {
    const facts = factsOf([TITLE, TITLE, `${LABELS[2]} 浏览次数：8`, ...LONG].join('\n'));
    expect(facts).toMatchObject([{ title: TITLE, publishedOn: '2024-03-05' }]);
  });

  it('tells its facts in a block that blank lines stretch', () => {
    const rows = Array.from({ length: 9 }, (_, n) => `主题分类：渔业${n}`);
    expect(factsOf([...rows, ...LABELS, TITLE, ...LONG].join('\n\n\n\n'))).toMatchObject([FACTS]);
  });

  it('tells its facts where the breaks between them are lost', () => {
    expect(factsOf([TITLE, LABELS.join(''), ...LONG].join('\n'))).toMatchObject([FACTS]);
  });

  it('is named once where its site’s name stands behind the first of two titles', () => {
    const title = '关于报送2024年渔港修缮项目的通知';
    const text = `${title}-某某市人民政府门户网站\n${title}\n${LABELS.join('\n')}\n${LONG.join('\n')}`;
    expect(factsOf(text)).toMatchObject([{ title }]);
  });

  it.each([
    '三亚市人民政府关于废止部分渔港管理规范\n性文件的通知',
    '标题：\n三亚市人民政府关于印发渔港船舶停泊暂行办法\n的通知',
  ])('has the end of its title from a line of its own: %s', (title) => {
    const whole = title.replace('标题：', '').replaceAll('\n', '');
    expect(factsOf(`${title}\n三府〔2024〕3号\n各区人民政府：\n现将有关事项通知如下。`)).toMatchObject([
      { title: whole, documentNumber: '三府〔2024〕3号' },
    ]);
  });

  it('is at the address that stands behind its source, without a colon', () => {
    const link = 'https://nyj.example.gov.cn/a/1.html';
    const [entry] = parseBulletin(
      [TITLE, ...LABELS, `来源 ${link}`, ...LONG].join('\n'),
      loadLexicon(),
    ).entries;
    expect(entry?.sourceLink).toBe(link);
  });

  it('is no digest under a menu that names channels', () => {
    const menu = ['首页', '要闻动态', '互动交流', '您的位置：首页 > 政务公开 > 通知公告'];
    const points = LONG.map(
      (point) => `${point.slice(0, 30)}\n联系方式：\n${point.slice(3)}${point.slice(3)}`,
    );
    expect(factsOf([...menu, TITLE, ...LABELS, ...points].join('\n'))).toMatchObject([FACTS]);
  });

  it('stays a digest under a menu with a choice of the letters’ size', () => {
    const told = (title: string) => [
      title,
      '3月5日，水利部推进渔港水域的计量设施建设，明确由谁安装、检定和维护，自4月1日起施行。',
    ];
    const digest = ['首页', '字号：大 中 小', '打印 关闭', '一周政策速览：水利领域重要举措', '一、水利部'];
    const news = [...told('2、拟推渔港设备快速认证机制'), ...told('3、召开渔港工作座谈会')];
    const items = [...told('1、发布《渔港计量办法》'), ...news];
    const titles = parseBulletin([...digest, ...items].join('\n'), loadLexicon()).entries;
    expect(titles.map(({ title }) => title)).toContain('渔港计量办法');
  });

  it('is not named by the path of its page or the account that posts it', () => {
    const text = (head: string, below: string) =>
      [head, '三亚市渔港安全须知', below, ...LABELS, ...LONG].join('\n');
    const path =
      '您现在的位置：首页 > 政务公开 > 三亚市农业农村局关于印发2024年度渔港安全须知及检查要点的通知';
    expect(factsOf(text(path, ''))).toMatchObject([{ title: '三亚市渔港安全须知' }]);
    const account = '原创 某某发布 某某发布 2024年3月6日 09:12 海南';
    expect(factsOf(text('', account))).toMatchObject([{ title: '三亚市渔港安全须知' }]);
  });

  it('is named by its last line although the site’s own foot stands below', () => {
    const foot = [
      '主办单位：某某市人民政府办公室 承办单位：某某市大数据中心',
      '版权所有',
      '琼ICP备00000000号',
    ];
    const text = [
      '各乡镇：',
      '请认真组织实施。',
      '三亚市农业农村局',
      '2024年3月5日',
      '关于印发渔港检查办法的通知',
      ...foot,
    ];
    expect(factsOf(text.join('\n'))).toMatchObject([{ title: '关于印发渔港检查办法的通知' }]);
  });

  it('has its title wherever the width of the page wraps it', () => {
    const title = '三亚市农业农村局关于印发《三亚市渔港安全检查与应急管理工作指引（试行）》的通知';
    const rest = '\n发布日期：2024-03-05\n各乡镇：\n请认真组织实施。\n';
    for (const width of [12, 14, 16, 20, 24]) {
      const wrapped = title.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? title;
      expect(factsOf(wrapped + rest)).toEqual(factsOf(title + rest));
    }
  });

  it('keeps title, number and date where all its breaks were lost', () => {
    const text = `三亚市人民政府关于印发渔港管理办法的通知 三府〔2024〕12号 2024-03-05 为规范渔港管理，现将办法印发给你们。${'请认真组织实施，按时报送情况。'.repeat(10)}`;
    expect(factsOf(text)).toMatchObject([
      {
        title: '三亚市人民政府关于印发渔港管理办法的通知',
        issuers: ['三亚市人民政府'],
        documentNumber: '三府〔2024〕12号',
        publishedOn: '2024-03-05',
      },
    ]);
  });
});
