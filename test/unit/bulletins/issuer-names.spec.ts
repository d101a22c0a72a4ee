import { isAbbreviated, isShortFor } from '../../../src/bulletins/domain/issuer-names.js';
import { issuersOfTitle } from '../../../src/bulletins/domain/issuers.js';
import { jurisdictionOfIssuer } from '../../../src/bulletins/domain/level.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const lexicon = loadLexicon();

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), lexicon).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);

describe('a shortened name', () => {
  it.each([
    ['市经信局', '合肥市经济和信息化局'],
    ['区人社局', '北京市丰台区人力资源和社会保障局'],
    ['区政府办', '昌平区人民政府办公室'],
    ['市政府办公厅', '南京市人民政府办公厅'],
    ['省政府', '江苏省人民政府'],
    ['山东省政府办公厅', '山东省人民政府办公厅'],
    ['市科技创新委', '深圳市科技创新委员会'],
    ['石家庄市残联', '石家庄市残疾人联合会'],
    ['怀远县人民政府（办公室）', '怀远县人民政府办公室'],
  ])('%s stands for %s', (short, full) => {
    expect(isAbbreviated(short, full)).toBe(true);
  });

  it.each([
    ['市政府', '北京市人民政府办公厅'],
    ['市商务局', '北京市财政局'],
    ['海淀区人民政府', '海淀区某某镇人民政府'],
    ['北京市商务局', '北京市商务局'],
  ])('%s does not stand for %s', (short, full) => {
    expect(isAbbreviated(short, full)).toBe(false);
  });

  it('without its city is short, yet no abbreviation', () => {
    expect(isShortFor('东城区教育委员会', '北京市东城区教育委员会')).toBe(true);
    expect(isAbbreviated('东城区教育委员会', '北京市东城区教育委员会')).toBe(false);
  });
});

describe('an issuer', () => {
  it('that a label shortens is completed from the title', () => {
    const entry = read(
      '合肥市经济和信息化局关于组织申报智能工厂的通知',
      '发布时间：2023-05-04 发布机构：市经信局',
      '各有关单位：',
      '现组织申报智能工厂。',
    );
    expect(entry.issuers).toEqual(['合肥市经济和信息化局']);
    expect(codes(entry)).not.toContain('issuer-conflict');
  });

  it('that a source shortens is completed from the number or from who interprets the paper', () => {
    const title = '关于促进夜间消费的若干措施';
    const source = '发布日期：2022-03-18 来源：市商务局';
    expect(read(title, source, '京商字〔2022〕7号', '第一条 为促进夜间消费，制定本措施。').issuers).toEqual([
      '北京市商务局',
    ]);
    expect(
      read(title, source, '第一条 为促进消费，制定本措施。', '第二条 本措施由三明市商务局负责解释。').issuers,
    ).toEqual(['三明市商务局']);
  });

  it('that a label prints as a district stays as printed', () => {
    const entry = read(
      '关于印发创新资金管理办法的通知',
      '颁布机构：海淀区人民政府',
      '海政发〔2022〕20号',
      '各街镇：',
      '现将办法印发给你们。',
    );
    expect(entry.issuers).toEqual(['海淀区人民政府']);
  });

  it('in a shortened title is the one that signs', () => {
    const entry = read(
      '市政府办公厅关于印发算力产业行动方案的通知',
      '各区人民政府：',
      '现将方案印发给你们。',
      '南京市人民政府办公厅',
      '2024年4月2日',
    );
    expect(entry.issuers).toEqual(['南京市人民政府办公厅']);
  });

  it('is not the office that puts the page up, where title and signature agree; to be checked', () => {
    const entry = read(
      '发布机构: 太湖县人民政府办公室 发布日期: 2019-01-23',
      '太湖县人民政府关于印发工作规则的通知',
      '各乡镇人民政府：',
      '现将工作规则印发给你们。',
      '太湖县人民政府',
      '2019年1月17日',
    );
    expect(entry.issuers).toEqual(['太湖县人民政府']);
    expect(codes(entry)).toContain('issuer-conflict');
  });

  it('that owns the page is one of those that title and signature name together', () => {
    const names = ['永嘉县财政局', '永嘉县农业农村局'];
    const entry = read(
      '发布机构：县财政局 文号：永财农〔2021〕471号',
      `${names.join(' ')}关于下达补助资金的通知`,
      '各乡镇人民政府：',
      '现将补助资金下达给你们。',
      names.join('  '),
      '2021年11月16日',
    );
    expect(entry.issuers).toEqual(names);
  });

  it('is not a web site, nor the section that typed a page', () => {
    const entry = read(
      '河北省教育厅',
      '关于公布一流课程名单的通知',
      '（冀教高函〔2021〕3号）',
      '发布者：高等教育处 发布时间：2021-02-07',
      '各有关高等学校：',
      '现将名单予以公布。',
    );
    expect(entry).toMatchObject({
      title: '河北省教育厅关于公布一流课程名单的通知',
      issuers: ['河北省教育厅'],
    });
    const ownedBySite = read('某县工作规则', '发文机构：县政府网站', '发布日期：2024-04-06', '第一条 总则。');
    expect(ownedBySite.issuers).toEqual([]);
    expect(codes(ownedBySite)).toContain('no-issuer');
  });

  it('stands above the number on a first page', () => {
    const entry = read(
      '上海市人力资源和社会保障局',
      '上海市住房和城乡建设管理委员会',
      '沪人社专〔2023〕201号',
      '关于开展职称评审工作的通知',
      '发布日期：2023-05-26',
      '各有关单位：',
      '现就职称评审工作通知如下。',
    );
    expect(entry.issuers).toEqual(['上海市人力资源和社会保障局', '上海市住房和城乡建设管理委员会']);
  });

  it('signs with a seal, in one line with others, or with its office below it', () => {
    const close = (...lines: string[]) =>
      read('关于公布名单的通知', '各有关单位：', '现公布名单。', ...lines);
    expect(close('湖州市文化广电旅游局（代章）', '2023年11月30日')).toMatchObject({
      issuers: ['湖州市文化广电旅游局'],
      writtenOn: '2023-11-30',
    });
    expect(
      close('遵义市住房和城乡建设局（印章）', '2022年4月6日', '（遵市住建通〔2022〕31号）'),
    ).toMatchObject({
      issuers: ['遵义市住房和城乡建设局'],
      documentNumber: '遵市住建通〔2022〕31号',
    });
    expect(close('周口市农业农村局  周口市公安局', '2024年3月11日').issuers).toEqual([
      '周口市农业农村局',
      '周口市公安局',
    ]);
    expect(close('大同市人民代表大会常务委员会', '法制工作委员会', '2023年9月15日').issuers).toEqual([
      '大同市人民代表大会常务委员会法制工作委员会',
    ]);
  });
});

describe('a branch', () => {
  it.each([
    ['北京市公安局海淀分局', 'district', '110108'],
    ['贵阳市公安局南明分局', 'district', '520102'],
    ['北京市规划和自然资源委员会朝阳分局', 'district', '110105'],
    ['国家税务总局北京市海淀区税务局', 'district', '110108'],
    ['国家金融监督管理总局南平监管分局', 'municipal', '350700'],
    ['中国证券监督管理委员会浙江监管局', 'provincial', '330000'],
    ['中国人民银行成都分行', 'municipal', '510100'],
    ['中华人民共和国青岛海关', 'municipal', '370200'],
    ['共青团北京市委员会', 'municipal', '110000'],
  ])('%s is one body, on the level of its place', (name, level, code) => {
    expect(issuersOfTitle(`${name}关于办公地址的通告`, lexicon, null)).toEqual([name]);
    expect(jurisdictionOfIssuer(name, lexicon, null)).toMatchObject({ level, code });
  });
});
