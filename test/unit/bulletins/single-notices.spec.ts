import { isAbbreviated } from '../../../src/bulletins/domain/issuer-names.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);
const BODY = ['各有关单位：', '现就渔港管护补助工作通知如下。'];

describe('a headline that names who announces a paper', () => {
  it('gives the paper its title and its issuer', () => {
    expect(
      read('三亚市农业农村局：发布《三亚市渔港管护补助办法》', '时间：2023-05-04', ...BODY),
    ).toMatchObject({ title: '三亚市渔港管护补助办法', issuers: ['三亚市农业农村局'] });
    expect(
      read('三亚市吉阳区农业农村局：关于做好渔港管护补助工作的通知', '三吉农〔2023〕4号', ...BODY),
    ).toMatchObject({ title: '关于做好渔港管护补助工作的通知', issuers: ['三亚市吉阳区农业农村局'] });
  });
});

describe('a regulation printed above the notice that puts it in force', () => {
  it('is that notice, with its number and day, and the text of both', () => {
    const entry = read(
      '三亚市渔港管护补助办法',
      '第一条 为规范渔港管护补助，制定本办法。',
      '第二条 本办法自2022年7月1日起施行。',
      '关于印发《三亚市渔港管护补助办法》的通知',
      '三农规〔2022〕3号',
      '各区农业农村局：',
      '现将《三亚市渔港管护补助办法》印发给你们，请遵照执行。',
      '三亚市农业农村局',
      '2022年5月26日',
    );
    expect(entry).toMatchObject({
      title: '关于印发《三亚市渔港管护补助办法》的通知',
      documentNumber: '三农规〔2022〕3号',
      writtenOn: '2022-05-26',
    });
    expect(entry.text).toContain('第一条');
  });

  it('stays itself where it only speaks of such a notice', () => {
    const { title } = read(
      '三亚市渔港管护补助办法',
      '第一条 为规范渔港管护补助，制定本办法。',
      '第二条 本办法自2022年7月1日起施行。',
      '关于印发《三亚市渔港管护补助办法》的通知',
    );
    expect(title).toBe('三亚市渔港管护补助办法');
  });
});

describe('a signing day', () => {
  it.each([
    ['behind the last sentence', '请认真执行。2020年12月25日', '三亚市渔港管护补助办法'],
    ['behind an official’s spaced title', '市　长　　某某　　2020年12月25日', '三亚市渔港管护补助办法'],
    ['behind a seal of another body', '三亚市渔港建设领导小组办公室（三亚市水务局代章）2020年12月25日', ''],
  ])('stands %s', (_, line, below) => {
    expect(read('关于印发渔港管护补助办法的通知', ...BODY, line, below).writtenOn).toBe('2020-12-25');
  });

  it('is none where the page’s width broke a sentence behind it', () => {
    const lines = ['渔港须在汛期以前验收。2020年12月25日', '以前完成的项目不在此列。'];
    expect(read('关于印发渔港管护补助办法的通知', ...BODY, ...lines).writtenOn).toBeNull();
  });
});

describe('who signs', () => {
  const issuers = (...lines: string[]) => read('关于印发渔港管护补助办法的通知', ...BODY, ...lines).issuers;
  const both = ['三亚市财政局', '三亚市农业农村局'];

  it('is told from the annex whose name runs into theirs', () => {
    expect(issuers('附件：三亚市渔港管护补助办法三亚市财政局三亚市农业农村局2020年12月25日')).toEqual(both);
  });

  it('stands behind the last sentence, several of them too', () => {
    expect(issuers('请遵照执行。三亚市财政局 三亚市农业农村局', '2020年12月25日')).toEqual(both);
  });

  it('signs where the enclosed paper runs on behind the day', () => {
    const entry = read(
      '三亚市农业农村局关于印发《三亚市渔港管护补助办法》的通知',
      '《三亚市渔港管护补助办法》已经审议通过，现予印发。三亚市农业农村局2020年8月3日三亚市渔港管护补助办法第一条为规范渔港管护，制定本办法。',
    );
    expect(entry.writtenOn).toBe('2020-08-03');
  });

  it('is one body where it is called a government’s own', () => {
    expect(issuers('海南省政府国资委海南省水务厅', '2020年12月25日')).toEqual([
      '海南省政府国资委',
      '海南省水务厅',
    ]);
  });

  it.each([
    [['中共三亚市委组织部']],
    [['三亚市总工会', '共青团三亚市委员会', '三亚市妇联']],
    [['三亚市财政局', '海关总署广东分署', '中华人民共和国三亚海关']],
    [['海南省财政厅', '中国（海南）自由贸易试验区管理委员会']],
  ])('%s, before a title and glued to a day', (bodies) => {
    expect(read(`${bodies.join('')}关于渔港管护的通知`, ...BODY).issuers).toEqual(bodies);
    expect(issuers(`请遵照执行。${bodies.join('')}2020年12月25日`)).toEqual(bodies);
  });

  it('is no page’s owner printed above a title that names it', () => {
    const { title } = read(
      '三亚市水务局',
      '三亚市水务局转发渔港管护补助工作的通知',
      '三水函〔2022〕4号',
      ...BODY,
    );
    expect(title).toBe('三亚市水务局转发渔港管护补助工作的通知');
  });

  it('and heads the title casts doubt on a label that names another office', () => {
    const entry = read(
      '三亚市吉阳区人民政府印发《渔港管护补助办法》的通知',
      '发文机构：三亚市吉阳区人民政府办公室',
      ...BODY,
      '三亚市吉阳区人民政府',
      '2020年12月25日',
    );
    expect(entry.issuers).toEqual(['三亚市吉阳区人民政府办公室']);
    expect(codes(entry)).toContain('issuer-conflict');
  });
});

describe('a notice that lost its breaks', () => {
  const head = ['三亚市渔港建设领导小组关于印发《三亚市渔港管护办法》的通知', '发布日期: 2022-02-22'];
  const text = '三渔发〔2022〕7号各区：现将《三亚市渔港管护办法》印发给你们，请认真贯彻执行。';
  const signed = (...lines: string[]) => {
    const { issuers, writtenOn } = read(...head, ...lines);
    return { issuers, writtenOn };
  };
  const issuers = ['三亚市渔港建设领导小组'];

  it.each([
    ['the text', `${text}三亚市渔港建设领导小组2022年2月21日一、渔港分为两类。`],
    [
      'the enclosed paper',
      `${text}三亚市渔港建设领导小组2022年2月21日三亚市渔港管护办法第一条渔港分为两类。`,
    ],
    ['its first remark', `${text}2022年2月21日（此件公开发布）三亚市渔港管护办法第一条渔港分为两类。`],
  ])('is signed before %s', (_, line) => {
    expect(signed(line)).toEqual({ issuers, writtenOn: '2022-02-21' });
  });

  it('is signed before the paper that the next line goes on with', () => {
    const lines = [`${text}三亚市渔港建设领导小组2022年2月21日三亚市渔港管`, '护办法第一条渔港分为两类。'];
    expect(signed(...lines)).toEqual({ issuers, writtenOn: '2022-02-21' });
  });

  it('is signed on a day that the page broke, below another one that it broke', () => {
    const lines = [
      '《三亚市渔港管护办法》已经2022年1月',
      '9日会议通过，请遵照执行。三亚市水务局2022年2',
      '月21日',
    ];
    expect(signed(...lines).writtenOn).toBe('2022-02-21');
  });

  it('is an order whose text follows its signer', () => {
    const order =
      '三亚市人民政府令第7号　　《三亚市渔港管护办法》已经审议通过，现予公布。市长　某某2022年2月21日';
    expect(read('三亚市渔港管护办法', head[1] ?? '', `${order}渔港分为两类。`).writtenOn).toBe('2022-02-21');
  });

  it('is signed behind figures, which no body’s name holds', () => {
    const contact = '联系电话：0898-88888888三亚市水务局2022年2月21日';
    expect(read('关于渔港管护的通知', head[1] ?? '', contact).issuers).toEqual(['三亚市水务局']);
  });

  it('is signed by all whose names stand beside and above the day', () => {
    const lines = ['请遵照执行。', '三亚市水务局 三亚市财政局', '三亚市民政局 2022年2月21日'];
    expect(read('关于渔港管护的通知', head[1] ?? '', ...BODY, ...lines).issuers).toEqual([
      '三亚市水务局',
      '三亚市财政局',
      '三亚市民政局',
    ]);
  });

  it('is signed by a name that the line above begins, with the nation’s bodies among the others', () => {
    const lines = [
      '以上措施由市水务局会同市财政局、海关组织实施并负责解释。三亚市水',
      '务局中华人民共和国三亚海关2022年2月21日',
    ];
    expect(read('关于渔港管护的通知', head[1] ?? '', ...lines).issuers).toEqual([
      '三亚市水务局',
      '中华人民共和国三亚海关',
    ]);
  });

  it('has no signer where only the end of a name is left', () => {
    const lines = ['渔港须在汛期以前验收并报送材料由三亚市渔港', '管局2022年2月21日'];
    expect(read('关于渔港管护的通知', head[1] ?? '', ...lines).issuers).toEqual([]);
  });
});

describe('a title that the page broke', () => {
  const facts = ['发文机构：三亚市水务局', '发布时间：2022-02-22'];

  it('begins with the bodies in the line above', () => {
    const { title } = read('三亚市水务局 三亚市住房和城', '乡建设局关于渔港管护的通知', ...facts, ...BODY);
    expect(title).toBe('三亚市水务局三亚市住房和城乡建设局关于渔港管护的通知');
  });

  it('is closed below a blank line', () => {
    const { title } = read(
      '三亚市水务局关于印发《三亚市关于渔港管护的若干意',
      '',
      '见》的通知',
      '',
      ...facts,
      ...BODY,
    );
    expect(title).toBe('三亚市水务局关于印发《三亚市关于渔港管护的若干意见》的通知');
  });
});

describe('a text whose head is lost', () => {
  it.each([
    ['为规范渔港管护工作，根据《三亚市渔港条例》（三政令第7号）的规定，结合', '实际，制定本办法'],
    ['渔业合作社自受理之日起完成初审，区水务局十五日内完成复审，', '市水务局三十日内批准并公示'],
    [
      '各区水务局、财政局，有关单位：为落实《三亚市渔港管护的若干措施》（三府办〔',
      '2022〕22号）的精神，现通知如下。',
    ],
  ])('gives no sentence as its title: %s', (...lines) => {
    expect(read(...lines, '一、渔港每日巡查。', '二、渔港每月报送。').title).toBeNull();
  });

  it('gives no number that its first lines cite', () => {
    const lines = [
      '为做好渔港管护工作，按照市政府的部署和《三亚市渔港补助办法》（三',
      '农规〔2020〕1号）等规定，',
    ];
    expect(read(...lines, '现通知如下。').documentNumber).toBeNull();
  });
});

describe('what only the page says of a paper', () => {
  const title = '关于做好渔港管护补助工作的通知';

  it('is the day in the brackets that close it; to be checked', () => {
    const entry = read(title, ...BODY, '（来源：三亚市农业农村局 2024-09-02）');
    expect(entry).toMatchObject({ publishedOn: '2024-09-02', issuers: ['三亚市农业农村局'] });
    expect(codes(entry)).toContain('inferred-date');
  });

  it('is who keeps it, where nobody signs; to be checked', () => {
    const kept = read(title, '公开责任部门：三亚市农业农村局', '公开日期：2023-04-18', ...BODY);
    expect(kept.issuers).toEqual(['三亚市农业农村局']);
    expect(codes(kept)).toContain('inferred-issuer');
    expect(codes(read(title, '发布机构：三亚市农业农村局', '发布日期：2023-04-18', ...BODY))).toEqual([]);
  });

  it('is the day of a copy, which may not be the paper’s', () => {
    const copy = read(`（转载）${title}`, '来源：三亚市农业农村局', '发布日期：2023-04-18', ...BODY);
    expect(copy.publishedOn).toBe('2023-04-18');
    expect(codes(copy)).toContain('inferred-date');
  });

  it('is an address that its width broke', () => {
    const address = ['来源：http://www.example.gov.cn/zwgk/2019/t20190522_', '60200.html', '关键字：渔港'];
    const { sourceLink } = read(title, '发文机构：三亚市水务局', ...address, ...BODY);
    expect(sourceLink).toBe('http://www.example.gov.cn/zwgk/2019/t20190522_60200.html');
  });
});

describe('a shortened name', () => {
  it.each([
    ['吉阳区政府', '三亚市吉阳区人民政府'],
    ['吉阳区教委', '三亚市吉阳区教育委员会'],
    ['江苏省政府办公厅', '江苏省人民政府办公厅'],
  ])('%s stands for %s', (short, full) => {
    expect(isAbbreviated(short, full)).toBe(true);
  });
});

describe('a text that stops', () => {
  const long = '渔港管护补助由渔业合作社申报，所需材料和程序见附件，申报单位应当对材料的真实性负责。';

  it('in a clause about a body is cut off, one that a body signs is not', () => {
    expect(codes(read('关于渔港的通知', ...BODY, long + long, '审核无异议后公示，由区财政局'))).toContain(
      'truncated',
    );
    expect(codes(read('关于渔港的通知', ...BODY, long + long, '特此通知。三亚市吉阳区财政局'))).not.toContain(
      'truncated',
    );
  });
});

describe('a notice whose text stops', () => {
  it.each([
    '二、落实责任。区水务局要会',
    '第一',
    '本办法所称渔港（含避风锚地',
    '三、补助对象为从2024年',
    '为做好渔港管护补助工作和渔业安全生产工作',
    '渔',
  ])('at %s is cut off', (last) => {
    const above = '渔港管护补助由渔业合作社申报，所需材料和程序见附件，申报单位应当对材料的真实性负责。';
    expect(codes(read('关于渔港的通知', ...BODY, above, last))).toContain('truncated');
  });

  it.each([
    '三亚市财政局、三亚市水务局',
    '公开方式：主动公开',
    '联系人：王某，李某',
    '附件：渔港目录、渔船名单',
  ])('at %s is not', (last) => {
    expect(codes(read('关于渔港的通知', ...BODY, last))).not.toContain('truncated');
  });
});

describe('a district that shares its name with a city', () => {
  it('is not that city', () => {
    const entry = read('为做好朝阳区渔港管护工作，朝阳区水务局组织申报。', '一、全市渔港均可申报。');
    expect(entry.districtNames).toEqual([]);
  });
});

describe('a place that a title applies to', () => {
  it('is no level of whoever passes its programme on', () => {
    const entry = read('关于组织申报海南省渔港管护项目的通知', '各单位：', '现就我市渔港申报工作通知如下。');
    expect(entry.level).toBe('municipal');
    expect(codes(entry)).toContain('inferred-level');
  });
});

describe('a notice whose page was stored on one line', () => {
  const FOOT = '扫一扫在手机打开当前页 分享到： 网站地图 主办单位：三亚市农业农村局 琼ICP备00000000号';
  const text = '为支持渔港管护，现将有关事项通知如下。 一、补助范围 本市渔港。 二、申报时间 长期受理。';

  it('is read without the menus above its title and the imprint below its text', () => {
    const name = '三亚市农业农村局关于做好渔港管护补助工作的通知';
    const entry = read(
      [
        `${name}_三亚市农业农村局 登录 无障碍 首页 机构概况 政务公开 互动交流 当前位置 : 首页 > 政务公开 > 通知公告`,
        `${name} 发布日期 : 2023-05-06 10:20 来源 : 三亚市农业农村局 字号 : 大 中 小 打印 三农规〔2023〕4号`,
        `各区农业农村局： ${text} 三亚市农业农村局 2023年5月4日 ${FOOT}`,
      ].join(' '),
    );
    expect(entry).toMatchObject({
      title: name,
      issuers: ['三亚市农业农村局'],
      documentNumber: '三农规〔2023〕4号',
      publishedOn: '2023-05-06',
      writtenOn: '2023-05-04',
      warnings: [],
    });
    expect(entry.text).not.toContain('网站地图');
  });

  it('gives the body and the day that stand unlabelled below its title', () => {
    const head = '首页 - 信息公开 - 规范性文件 渔港管护补助办法 三亚市农业农村局 2023-05-06 字号：大 中 小';
    expect(read(`${head} ${text} ${text} ${text} ${text}`)).toMatchObject({
      title: '渔港管护补助办法',
      issuers: ['三亚市农业农村局'],
      publishedOn: '2023-05-06',
    });
  });
});

describe('a notice on the page of an archive or a news site', () => {
  it('is named by the notice below a headline that sums its name up', () => {
    const { title } = read(
      '三亚渔港分类治理2016年工作措施',
      '导语 三亚市人民政府办公室关于印发《三亚市2013-2017年渔港分类治理2016年工作措施》的通知,本文整理了相关信息。',
      '三亚市人民政府办公室关于印发',
      '《三亚市2013-2017年渔港分类治理2016年工作措施》的通知',
      '三府办〔2016〕11号',
      ...BODY,
    );
    expect(title).toBe('三亚市人民政府办公室关于印发《三亚市2013-2017年渔港分类治理2016年工作措施》的通知');
  });

  it('is the notice that passes a regulation on, below its name with the year behind it', () => {
    const { title } = read(
      '三亚市渔港管护补助规定(2005年)',
      '时间:2024-07-22 08:54:31  浏览:9249',
      '三亚市渔港管护补助规定(2005年)',
      '关于批转三亚市渔港管护补助规定的通知',
      '三府〔2005〕32号',
      ...BODY,
      '第一条 为规范渔港管护补助，制定本规定。',
    );
    expect(title).toBe('关于批转三亚市渔港管护补助规定的通知');
  });

  it('is not named by a letterhead, nor by a fact of the page', () => {
    const paper = ['三亚市人民政府办公室关于加强渔港', '管护补助工作的通知', ...BODY];
    const letter = read(
      '三亚市人民政府办公室文件',
      '时间:2019-05-14 10:45:55 作者:会员上传',
      '三府办〔2009〕24号',
      ...paper,
    );
    expect(letter.title).toBe('三亚市人民政府办公室关于加强渔港管护补助工作的通知');
    const upload = read(
      '渔港管护补助细则.docx',
      '- 文档编号:5043956',
      '- 上传时间:2022-12-12',
      '《渔港管护补助细则.docx》由会员分享,可在线阅读,更多相关《渔港管护补助细则.docx》请搜索。',
      '三亚市人民政府办公室关于印发渔港管护补助细则的通知',
      '(三府办〔2007〕22号)',
      ...BODY,
    );
    expect(upload).toMatchObject({
      title: '三亚市人民政府办公室关于印发渔港管护补助细则的通知',
      documentNumber: '三府办〔2007〕22号',
      issuers: ['三亚市人民政府办公室'],
    });
  });

  it('has the title that the sentence above it tells, or that stands in brackets before its text', () => {
    const title = '三亚市人民政府关于同意渔港管护中心加挂牌子的批复';
    const text = ['吉阳区人民政府:', '你区的请示收悉。经研究,现批复如下:', '三亚市人民政府', '2024年2月26日'];
    expect(read(`椰岛新闻讯 3月8日,市政府网站发布《${title}》。具体内容如下:`, ...text)).toMatchObject({
      title,
      writtenOn: '2024-02-26',
    });
    const named = '关于公布市级渔港名单的公告';
    expect(
      read(
        '快讯:渔港名单公布',
        '椰岛之声| 2023-01-31 15:29:37',
        `【${named}】根据《三亚市渔港管理办法》,现公布名单如下:`,
        '三亚市农业农村局',
        '2023年1月28日',
      ).title,
    ).toBe(named);
  });

  it('is named by its own full title below a news headline, and issued by whom a report names', () => {
    expect(
      read(
        '吉阳2个!三亚2023年度渔港拟认定名单公示',
        '发布时间:2024-06-05 22:25:34',
        '近日',
        '三亚市农业农村局发布',
        '关于2023年度渔港拟认定名单公示',
        '详情如下',
        '三亚市农业农村局关于2023年度渔港拟认定名单公示',
        '根据《三亚市渔港管理办法》,现将名单予以公示。',
      ),
    ).toMatchObject({ title: '三亚市农业农村局关于2023年度渔港拟认定名单公示', publishedOn: '2024-06-05' });
    const named = '关于2022年度渔港重点项目的公示';
    const reported = read(
      '渔港重点项目公布',
      `近日,三亚市农业农村局发布${named}。全文如下:`,
      named,
      '根据《三亚市渔港管理办法》,拟确定27个项目,现予以公示。',
    );
    expect(reported).toMatchObject({ title: named, issuers: ['三亚市农业农村局'], level: 'municipal' });
    expect(codes(reported)).toContain('inferred-issuer');
  });

  it('takes the body above its number and title below a long masthead', () => {
    const masthead = [
      '年 份:',
      '期 号:',
      '编辑出版',
      '三亚市人民政府公报室',
      '国内外公开发行',
      '(0898)00000000',
    ];
    const paper = ['三亚市人民政府', '关于命名首批渔港的决定', '三府函〔2022〕26号', ...BODY];
    expect(read(...masthead, ...masthead, ...masthead, ...masthead, ...paper).title).toBe(
      '三亚市人民政府关于命名首批渔港的决定',
    );
  });

  it('is one entry where a forum prints its headline twice', () => {
    const { entries } = parseBulletin(
      [
        '标题: 吉阳区发布渔港第23号通告!港口恢复通行 [打印本页]',
        '作者: 椰岛吉阳    时间: 2021-10-3 10:43',
        '标题: 吉阳区发布渔港第23号通告!港口恢复通行',
        '三亚市吉阳区渔港管理指挥部',
        '根据有关规定,现决定自2021年10月3日12时起港口恢复通行,各单位要落实管理。',
        '三亚市吉阳区渔港管理指挥部',
        '2021年10月3日',
      ].join('\n'),
      loadLexicon(),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      title: '吉阳区发布渔港第23号通告!港口恢复通行',
      publishedOn: '2021-10-03',
    });
  });

  it('has its day of publishing below a title printed twice', () => {
    const title = '关于公开征求《三亚市渔港管护补助办法》(修订征求意见稿)意见的通知';
    const entry = read(
      '索引号: 002564301/2021-00880 成文日期: 2021-07-14',
      '文件编号: 发布机构: 三亚市农业农村局',
      title,
      title,
      '发布日期:2021-07-15 15:01:24',
      ...BODY,
    );
    expect(entry).toMatchObject({ title, publishedOn: '2021-07-15', writtenOn: '2021-07-14' });
  });

  it('is dated with a doubt where the page is more than a year younger', () => {
    const notice = (day: string) =>
      read('三亚市渔港管护补助办法', `时间:${day}`, ...BODY, '三亚市农业农村局', '2011年6月6日');
    expect(codes(notice('2024-07-23'))).toEqual(['inferred-date']);
    expect(notice('2024-07-23').publishedOn).toBe('2024-07-23');
    expect(codes(notice('2011-06-23'))).toEqual([]);
  });
});

describe('who signs a damaged page', () => {
  it('stands above a day that lost its 日, or behind the name of a file', () => {
    const signed = read('关于渔港管护补助工作的请示', ...BODY, '三亚市农业农村局', '2020年7月29', '全部评论');
    expect(signed).toMatchObject({ issuers: ['三亚市农业农村局'], writtenOn: '2020-07-29' });
    const glued = read(
      '各有关企业:现就渔港管护补助工作通知如下:申报材料于7月29日前报送,附件:渔港管护补助申报指南.doc三亚市农业农村局2022年7月19日(联系人:某某)',
    );
    expect(glued).toMatchObject({ issuers: ['三亚市农业农村局'], writtenOn: '2022-07-19' });
  });
});

describe('a number that its page damaged', () => {
  it.each(['三府办发〔201746', '三府办发〔2017〕46号'])('%s is read', (printed) => {
    const entry = read('三亚市人民政府办公室关于印发渔港管护补助细则的通知', printed, ...BODY);
    expect(entry.documentNumber).toBe('三府办发〔2017〕46号');
  });
});

describe('a city body that bears a district’s name without 区', () => {
  it.each([
    ['上海市虹口人民政府', '虹口区'],
    ['深圳市南山科技创新局', '南山区'],
    ['上海市浦东市场监督管理局', '浦东新区'],
    ['上海市黄浦江管理办公室', '上海市'],
  ])('%s is of %s', (issuer, district) => {
    const entry = read('关于渔港管护补助工作的通知', `发布机构: ${issuer} 发布日期:2024-05-20`, ...BODY);
    expect(entry.districtNames).toEqual([district]);
  });
});

describe('facts that a page shortens', () => {
  it('are an office’s body in its title, a number without 号, and the day of an order in brackets', () => {
    const office = read(
      '三亚市人民政府办公厅关于渔港管护补助工作的通知',
      '发文机关: 办公厅',
      '成文日期:2020-01-17',
      ...BODY,
    );
    expect(office.issuers).toEqual(['三亚市人民政府办公厅']);
    const numbered = read('三亚市人民政府办公厅关于渔港管护补助工作的通知', '三府办函[2018]56', ...BODY);
    expect(numbered.documentNumber).toBe('三府办函〔2018〕56号');
    const order = read(
      '三亚市渔港管理规定',
      '(1991年3月26日三亚市人民政府令19号发布)',
      '第一条 为加强渔港管理,制定本规定。',
    );
    expect(order).toMatchObject({ issuers: ['三亚市人民政府'], writtenOn: '1991-03-26' });
  });
});
