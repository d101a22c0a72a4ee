import { htmlToText } from '../../../src/bulletins/extractors/html.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const BODY = ['各有关单位：', '现就渔港管护补助申报工作通知如下。'];

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const issuersOf = (...lines: string[]) => {
  const { issuers, warnings } = read(...lines);
  return { issuers, isDoubted: warnings.some(({ code }) => code === 'inferred-issuer') };
};

describe('who issued a paper', () => {
  it('is not the web site that put it up', () => {
    const title = '财政部 海关总署关于渔船进口税收政策的通知';
    expect(issuersOf(title, '发布机构：财政部门户网站 公开日期：2023-11-20', ...BODY)).toEqual({
      issuers: ['财政部', '海关总署'],
      isDoubted: false,
    });
    expect(issuersOf('三亚市人民政府工作规则', '发文机构：市政府网站', '一、本规则适用于全市。')).toEqual({
      issuers: ['三亚市人民政府'],
      isDoubted: true,
    });
  });

  it('is the body whose site it is, where nothing else tells; a portal of a government tells nothing', () => {
    const title = '关于做好渔港管护补助申报工作的通知';
    expect(issuersOf(title, '来源：三亚市农业农村局网站', ...BODY)).toEqual({
      issuers: ['三亚市农业农村局'],
      isDoubted: true,
    });
    expect(issuersOf(title, '来源：三亚市政府门户网站', ...BODY).issuers).toEqual([]);
  });

  it('is whom a page names as its author, else whose site it is, where nothing else tells; to be checked', () => {
    const title = '关于做好渔港管护补助申报工作的通知';
    const by = (metas: string, ...lines: string[]) => {
      const { text, hints } = htmlToText(
        metas + [title, ...lines, ...BODY].map((one) => `<p>${one}</p>`).join(''),
      );
      const [entry] = parseBulletin(text, loadLexicon(), hints).entries;
      return entry?.issuers;
    };
    const site = '<meta name="SiteName" content="三亚市农业农村局网站">';
    const author = (name: string) => `<meta name="ContentSource" content="${name}">`;
    expect(by(site + author('本网'))).toEqual(['三亚市农业农村局']);
    expect(by(site + author('三亚市财政局、三亚市民政局'))).toEqual(['三亚市财政局', '三亚市民政局']);
    expect(by(site, '发布机构：三亚市水务局')).toEqual(['三亚市水务局']);
    expect(by('<meta name="SiteName" content="三亚市人民政府网站">')).toEqual([]);
  });

  it('is the body a title opens with, also where no verb follows; to be checked', () => {
    expect(issuersOf('三亚市农业农村局渔港管护补助操作规程', '第一条 本规程适用于全市渔港。')).toEqual({
      issuers: ['三亚市农业农村局'],
      isDoubted: true,
    });
    expect(issuersOf('三亚市邮政局所管理办法', '第一条 本办法适用于全市。').issuers).toEqual([]);
    expect(issuersOf('三亚市社会救助办法', '第一条 本办法适用于全市。').issuers).toEqual([]);
  });

  it('is the assembly that adopted a regulation', () => {
    const note =
      '（2010年6月22日三亚市第五届人民代表大会常务委员会第十七次会议通过；2010年7月30日海南省第四届人民代表大会常务委员会第八次会议批准）';
    expect(issuersOf('三亚市渔港管理条例', '海南省三亚市人大常委会', note, '第一条 为了管理渔港。')).toEqual({
      issuers: ['三亚市人民代表大会常务委员会'],
      isDoubted: false,
    });
    const national = '（2020年3月1日第十三届全国人民代表大会第三次会议通过）';
    for (const printed of [national, national.replace(/\d+/gu, ' $& ').replace('日', '号')])
      expect(issuersOf('中华人民共和国渔港管理法', printed, '第一条 为了管理渔港。').issuers).toEqual([
        '全国人民代表大会',
      ]);
  });

  it('is completed from its number: a province from its sign, its office from 办', () => {
    const body = ['各市、州人民政府：', '现提出如下意见。'];
    const title = '关于支持渔港建设的若干意见';
    expect(issuersOf(`省人民政府${title}`, '鄂政发〔2018〕26号', ...body).issuers).toEqual([
      '湖北省人民政府',
    ]);
    expect(issuersOf(title, '鄂政办发〔2018〕26号', ...body)).toEqual({
      issuers: ['湖北省人民政府办公厅'],
      isDoubted: true,
    });
  });

  it('are all who stand above a title, each on a line of its own', () => {
    const bodies = ['三亚市财政局', '三亚市农业农村局', '三亚市交通运输局', '三亚市水务局', '三亚市民政局'];
    const title = ['关于印发三亚市渔港管护补助', '资金管理办法的通知'];
    const entry = read(...bodies, ...title, '三财农〔2023〕9号', ...BODY);
    expect(entry).toMatchObject({ issuers: bodies, title: [...bodies, ...title].join('') });
  });
});

describe('a title', () => {
  it('is who signs, also where the day bears no year; a signature with a year goes first', () => {
    const title = '关于征集渔港管护补助项目的通知';
    const signed = '三亚市农业农村局　　　　 4月3日';
    const entry = read(title, ...BODY, signed);
    expect(entry).toMatchObject({ issuers: ['三亚市农业农村局'], writtenOn: null });
    expect(read(title, ...BODY, signed, '三亚市财政局　　 2021年4月6日').issuers).toEqual(['三亚市财政局']);
    expect(issuersOf(title, ...BODY, '请三亚市农业农村局于4月3日前报送。').issuers).toEqual([]);
  });

  it('is an assembly without the number of its term', () => {
    const signed = '三亚市第八届人民代表大会常务委员会　　 2022年4月6日';
    expect(issuersOf('三亚市渔港条例', signed, '第一条 制定本条例。').issuers).toEqual([
      '三亚市人民代表大会常务委员会',
    ]);
  });

  it('is each body glued to the next, also where others are counted behind the last', () => {
    const title = '三亚市农业农村局三亚市财政局等4部门关于印发《渔港管护补助细则》的通知';
    expect(issuersOf(title, ...BODY).issuers).toEqual(['三亚市农业农村局', '三亚市财政局等4部门']);
  });

  it('are all who sign, where the title names some of them', () => {
    const title = (bodies: string) => `${bodies}关于印发《渔港管护补助细则》的通知`;
    const signed = ['省农业农村厅　省财政厅　省水利厅', '2021年11月26日'];
    expect(issuersOf(title('浙江省农业农村厅等3部门'), ...BODY, ...signed).issuers).toEqual([
      '浙江省农业农村厅',
      '浙江省财政厅',
      '浙江省水利厅',
    ]);
    const others = ['三亚市农业农村局 三亚市财政局', '2021年11月26日'];
    expect(issuersOf(title('三亚市农业农村局'), ...BODY, ...others).issuers).toEqual([
      '三亚市农业农村局',
      '三亚市财政局',
    ]);
    const office = ['三亚市农业农村局', '渔港管理一处', '2021年11月26日'];
    expect(issuersOf(title('三亚市农业农村局'), ...BODY, ...office).issuers).toEqual(['三亚市农业农村局']);
    expect(issuersOf(title('三亚市人民政府'), ...BODY, ...others).issuers).toEqual(['三亚市人民政府']);
  });

  it('is the source that a page nobody signs names in brackets at its end; to be checked', () => {
    const faq = ['问：谁可以申请渔港管护补助？', '答：在册渔船的船主可以申请。'];
    expect(issuersOf(...faq, '（来源：三亚市农业农村局 2024年9月2日）')).toEqual({
      issuers: ['三亚市农业农村局'],
      isDoubted: true,
    });
    expect(issuersOf(...faq, '（来源：三亚日报）').issuers).toEqual([]);
  });

  it('never ends in 的: its last word, spaced out, stands on the next line', () => {
    const entry = read(
      '三亚市农业农村局',
      '关于印发《渔港管护补助管理规定》的',
      '通　　知',
      '三农发〔2023〕9号',
      ...BODY,
    );
    expect(entry.title).toBe('三亚市农业农村局关于印发《渔港管护补助管理规定》的通知');
  });

  it('is the value of its cell without the bar before it', () => {
    const title = '关于做好渔港管护补助申报工作的通知';
    expect(read(`名称: | ${title} | 文号: | 无 |`, ...BODY).title).toBe(title);
  });
});

describe('the words that head a page', () => {
  const owner = '三亚市农业农村局';
  const questions = ['1.问：谁可以申请？', '答：在册渔船的船主可以申请。'];

  it('are its title, whatever their last one, above its owner and date or where they are printed again', () => {
    const title = '三亚市渔港管护补助政策问答';
    expect(read(title, owner, '2024-01-15', ...questions).title).toBe(title);
    expect(read('渔港补助来了船主看这里', owner, '渔港补助来了船主看这里', ...questions).title).toBe(
      '渔港补助来了船主看这里',
    );
    expect(read('渔船船主们看这里', ...questions).title).toBeNull();
    expect(read('渔船船主注意，补助来了。', owner, '2024-01-15', ...questions).title).toBeNull();
  });

  it('are the enclosed paper where a notice without a title says that it was drawn up', () => {
    const opening = (words: string) =>
      read(
        '各乡镇：',
        `根据《某省渔港条例》，我局制定了《渔港管护补助细则》，${words}。`,
        '渔港管护补助细则',
        '第一条 制定本细则。',
      ).title;
    expect(opening('经市政府同意，现印发给你们')).toBe('渔港管护补助细则');
    expect(opening('请遵照执行')).toBeNull();
  });

  it('may open with its number in square brackets; a number may be broken by the width of the page', () => {
    const title = '三亚市农业农村局关于印发《渔港管护补助细则》的通知';
    expect(read(`【三农发〔2023〕9号】${title}`, ...BODY)).toMatchObject({
      title,
      documentNumber: '三农发〔2023〕9号',
    });
    expect(read(title, '发文字号：三农发〔2023〕', '9号', ...BODY).documentNumber).toBe('三农发〔2023〕9号');
    expect(
      read(title, '发文字号：三农发〔2023〕', '各有关单位：', '第9号文件停止执行。').documentNumber,
    ).not.toBe('三农发〔2023〕9号');
  });
});

describe('a signing date', () => {
  it('is the one in brackets below the title, and none that tells when another paper was issued', () => {
    const title = '中共三亚市委 三亚市人民政府关于加快渔港发展的意见';
    expect(read(title, '（2020年6月9日）', '为加快渔港发展，提出如下意见。')).toMatchObject({
      issuers: ['中共三亚市委', '三亚市人民政府'],
      writtenOn: '2020-06-09',
    });
    const repealed = '二、原三亚市建设委员会2007年3月1日印发的《渔港管护办法》停止执行。';
    const notice = '三亚市住房和城乡建设局关于废止部分文件的通知';
    expect(read(notice, '各有关单位：', repealed, '三亚市住房和城乡建设局', '2020年12月21日').writtenOn).toBe(
      '2020-12-21',
    );
  });

  it('stands apart from what is glued to it by a full stop and a wide gap', () => {
    const title = '关于印发三亚市渔港管护补助办法的通知';
    const glued = (between: string) =>
      read(
        title,
        `各有关单位：现印发给你们，请认真执行。二OO八年五月二十三日${between}三亚市渔港管护补助办法 第一条 为了管理渔港，制定本办法。`,
      );
    expect(glued('　　　　').writtenOn).toBe('2008-05-23');
    expect(glued('起施行的').writtenOn).toBeNull();
  });
});

describe('an address', () => {
  it('ends where Chinese words are glued to it', () => {
    const entry = read(
      '关于做好渔港管护补助申报工作的通知',
      '来源：http://nyj.example.gov.cn/tzgg/t1.html关键字：渔港;补助',
      ...BODY,
    );
    expect(entry.sourceLink).toBe('http://nyj.example.gov.cn/tzgg/t1.html');
  });
});

describe('the body above the title as a notice prints it', () => {
  it('is the issuer where the page broke the title in two, below a label without a value', () => {
    const entry = read(
      '关于印发2031年全市渔港管护补助下步工作要点的通知',
      '访问量：',
      '三亚市人民政府办公室',
      '关于印发2031年全市渔港管护',
      '补助下步工作要点的通知',
      '各区人民政府：',
      '《2031年全市渔港管护补助下步工作要点》已经市政府同意，现印发给你们。',
    );
    expect(entry.issuers).toEqual(['三亚市人民政府办公室']);
  });

  it('may be a ministry that is no more', () => {
    const title = '劳动人事部转发三亚市劳动局《关于渔港劳动保护情况》的函';
    expect(read(title, '各省、自治区、直辖市劳动人事厅（局）：', '现转发给你们。').issuers).toEqual([
      '劳动人事部',
    ]);
  });
});
