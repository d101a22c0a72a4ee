import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);
const BODY = ['各有关单位：', '现就渔港管护补助工作通知如下，请认真执行。'];

describe('a title', () => {
  it('goes on behind the years that its second line begins with', () => {
    const { title } = read(
      '标题：',
      '三亚市人民政府关于渔港总体规划',
      '（2018—2035年）的批复',
      '发文字号：三府函〔2019〕3号',
      ...BODY,
    );
    expect(title).toBe('三亚市人民政府关于渔港总体规划（2018—2035年）的批复');
  });

  it('is printed without how the paper was passed', () => {
    const { title } = read(
      '三亚市渔港促进条例',
      '（2020年12月24日三亚市第七届人民代表大会常务委员会第三十六次会议通过）',
      '发布日期：2020-12-28',
      '第一条 为了促进渔港发展，制定本条例。',
    );
    expect(title).toBe('三亚市渔港促进条例');
  });

  it('is not the name of the site beside the day', () => {
    const entry = read(
      '三亚市人民政府关于废止一批渔港文件的决定',
      '三亚市人民政府门户网站 www.sanya.example.cn 发布时间：2019-03-06 【字体：大 中 小】',
      '三府〔2019〕4号',
      ...BODY,
    );
    expect(entry).toMatchObject({
      title: '三亚市人民政府关于废止一批渔港文件的决定',
      publishedOn: '2019-03-06',
      documentNumber: '三府〔2019〕4号',
    });
    expect(
      read('三亚市渔港管理条例', '三亚网 www.sanya.example.cn 2006年02月09日 来源：三亚市司法局', ...BODY),
    ).toMatchObject({ title: '三亚市渔港管理条例', issuers: ['三亚市司法局'], publishedOn: '2006-02-09' });
  });
});

describe('a form', () => {
  it('says nothing where it prints only dashes', () => {
    const entry = read(
      '三亚市农业农村局关于渔港管护补助工作的通知',
      '[发文机构] 三亚市农业农村局',
      '[联合发文单位] -----',
      '[发文字号] 无',
      '[废止日期] -----',
      ...BODY,
    );
    expect(entry).toMatchObject({ issuers: ['三亚市农业农村局'], documentNumber: null });
  });

  it('goes on below the buttons for the size of letters', () => {
    const entry = read(
      '三亚市农业农村局关于渔港管护补助工作的通知',
      '字号：',
      '小',
      '中',
      '大',
      '来源：',
      '三亚市农业农村局',
      '发布时间：',
      '2019-05-28 11:02',
      ...BODY,
    );
    expect(entry.publishedOn).toBe('2019-05-28');
  });

  it('that names all who sign does not contradict a title that counts them', () => {
    const entry = read('教育部等三部门关于渔港管护补助工作的通知', '发文机构：教育部 财政部 水利部', ...BODY);
    expect(entry.issuers).toHaveLength(3);
    expect(codes(entry)).not.toContain('issuer-conflict');
  });
});

describe('a number', () => {
  it('may name its office in brackets', () => {
    const lines = ['发布日期: 2016-11-03', '三发改（审）〔2016〕412号三亚渔港有限公司：', ...BODY];
    expect(read('关于三亚渔港工程的批复', ...lines).documentNumber).toBe('三发改（审）〔2016〕412号');
  });

  it('is that of an order which two bodies give together', () => {
    const entry = read(
      '渔港职工劳动能力鉴定管理办法',
      '发布时间：2014-02-25',
      '中华人民共和国人力资源和社会保障部',
      '中华人民共和国农业农村部',
      '令',
      '第 21 号',
      '《渔港职工劳动能力鉴定管理办法》已经审议通过，现予公布，自2014年4月1日起施行。',
      '第一条 为了加强渔港职工劳动能力鉴定管理，制定本办法。',
    );
    expect(entry).toMatchObject({
      issuers: ['人力资源和社会保障部', '农业农村部'],
      documentNumber: '中华人民共和国人力资源和社会保障部中华人民共和国农业农村部令第21号',
    });
  });
});

describe('who issued a paper', () => {
  it('is told by a title that names the place once', () => {
    const title = '海南省工业和信息化厅 财政厅 科技厅关于印发《渔港管护补助办法》的通知';
    expect(read(title, ...BODY).issuers).toEqual(['海南省工业和信息化厅', '海南省财政厅', '海南省科技厅']);
    const signed = ['海南省工业和信息化厅 海南省财政厅', '海南省科学技术厅', '2020年6月30日'];
    expect(read(title, ...BODY, ...signed).issuers).toEqual([
      '海南省工业和信息化厅',
      '海南省财政厅',
      '海南省科学技术厅',
    ]);
  });

  it('is told by who speaks for it, not by the office that put the page up', () => {
    const below = [
      '发布时间：2021/05/07',
      '来源：渔港司',
      '问：背景是什么？',
      '答：渔港具有避风、补给等功能。',
    ];
    expect(
      read('海南省发展改革委有关负责同志就《关于完善渔港价格机制的意见》答记者问', ...below),
    ).toMatchObject({ issuers: ['海南省发展改革委'], level: 'provincial' });
    expect(read('《关于完善渔港价格机制的意见》答记者问', ...below).issuers).toEqual([]);
  });

  it('is told by those who sign above a month', () => {
    const entry = read(
      '关于申报渔港管护补助的通知',
      ...BODY,
      '三亚市农业农村局',
      '三亚市财政局',
      '2021年2月',
    );
    expect(entry).toMatchObject({ issuers: ['三亚市农业农村局', '三亚市财政局'], writtenOn: '2021-02' });
    expect(codes(entry)).toContain('partial-date');
  });
});

describe('a page', () => {
  it('ends its text above the buttons for corrections', () => {
    const text = '中小渔港是渔业发展的生力军，要认真贯彻落实关于支持渔港发展的决策部署。'.repeat(4);
    const entry = read('三亚市人民政府关于促进渔港健康发展的意见', text, '【我要纠错】 责任编辑：某某');
    expect(codes(entry)).not.toContain('truncated');
  });
});

describe('a note in brackets below a regulation’s title', () => {
  const ARTICLE = '第一条 为加强渔港市场管理，制定本规定。';
  const title = '三亚市渔港市场管理规定';

  it('gives the order that issued it', () => {
    expect(read(title, '(1991年3月26日三亚市人民政府令19号发布)', ARTICLE)).toMatchObject({
      issuers: ['三亚市人民政府'],
      writtenOn: '1991-03-26',
      documentNumber: '三亚市人民政府令第19号',
    });
    expect(
      read(title, '（1999年7月13日三亚市人民政府第29号令公布 自1999年9月1日起施行）', ARTICLE),
    ).toMatchObject({ writtenOn: '1999-07-13', documentNumber: '三亚市人民政府令第29号' });
  });

  it('gives who issued it with another’s approval', () => {
    const note = '（2003年3月28日三亚市人民政府批准 2003年4月10日三亚市农业局发布）';
    expect(read(title, note, ARTICLE)).toMatchObject({ issuers: ['三亚市农业局'], writtenOn: '2003-04-10' });
  });

  it('gives no day and no number where it was amended since', () => {
    const note =
      '（1999年7月13日三亚市人民政府第29号令发布，根据2002年6月27日三亚市人民政府第100号令第一次修改）';
    expect(read(title, note, ARTICLE)).toMatchObject({
      issuers: ['三亚市人民政府'],
      writtenOn: null,
      documentNumber: null,
    });
  });

  it('gives the day of the paper, not of the page', () => {
    expect(read(title, '（三亚市人民政府令第29号 2003年3月28日）', ARTICLE)).toMatchObject({
      publishedOn: null,
      writtenOn: '2003-03-28',
      documentNumber: '三亚市人民政府令第29号',
    });
  });
});

describe('a page’s word on a paper being in force', () => {
  it('is no part of the title', () => {
    const entry = read(
      '已失效 三亚市渔港信息公开规定',
      '• 2002-11-06',
      '• 来源：三亚网',
      '三亚市人民政府令',
      '第8号',
      '《三亚市渔港信息公开规定》已经市政府常务会议讨论通过，现予公布，自2003年1月1日起施行。',
      '二○○二年十一月六日',
      '三亚市渔港信息公开规定',
      '第一条 为了公开渔港信息，制定本规定。',
    );
    expect(entry).toMatchObject({ title: '三亚市渔港信息公开规定', publishedOn: '2002-11-06' });
  });
});

describe('an office of a ministry', () => {
  it('speaks for the nation', () => {
    const { level } = read(
      '关于2023年度渔港集群名单的公示',
      ...BODY,
      '农业农村部渔政保障局',
      '2023年9月27日',
    );
    expect(level).toBe('national');
  });
});

describe('a notice printed below the paper it forwards', () => {
  it('is known by that name though one character of it is another', () => {
    const entry = read(
      '三亚市渔港疏浚工程项目及资金管理实施细则',
      '发布时间：2003-08-20',
      '关于转发《三亚市渔港疏竣工程项目及资金管理实施细则》的通知(三府办发〔2003〕101号)',
      ...BODY,
      '二○○三年八月十四日',
    );
    expect(entry).toMatchObject({
      title: '关于转发《三亚市渔港疏竣工程项目及资金管理实施细则》的通知',
      documentNumber: '三府办发〔2003〕101号',
    });
  });
});

describe('a number whose prefix is one body’s', () => {
  it.each([
    ['京劳社养发[2001]117号', '北京市劳动和社会保障局'],
    ['沪规划资源建〔2021〕45号', '上海市规划和自然资源局'],
    ['穗交运规字〔2022〕3号', '广州市交通运输局'],
    ['浙经信数字〔2021〕8号', '浙江省经济和信息化厅'],
    ['甬政办发〔2020〕12号', '宁波市人民政府办公厅'],
  ])('%s tells the issuer, to be checked', (number, issuer) => {
    const entry = read('关于做好渔港管护补助工作的通知', number, ...BODY);
    expect(entry.issuers).toEqual([issuer]);
    expect(codes(entry)).toContain('inferred-issuer');
  });

  it('tells none where the body had another name in that year', () => {
    const entry = read('关于做好渔港管护补助工作的通知', '京卫医〔2005〕12号', ...BODY);
    expect(entry.issuers).toEqual([]);
    expect(entry.level).toBe('municipal');
  });
});
