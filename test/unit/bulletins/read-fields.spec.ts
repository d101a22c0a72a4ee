import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const A_NOTICE = {
  title: '关于支持工业设计发展的通知',
  facts: ['发布日期: 2024-03-01'],
  body: ['各有关单位：', '为支持工业设计，现通知如下。'],
  close: ['北京市经济和信息化局', '2024年2月26日'],
};

/** A notice read on its own; any part may be replaced. */
function readNotice(parts: Partial<typeof A_NOTICE> = {}): ParsedEntry {
  const { title, facts, body, close } = { ...A_NOTICE, ...parts };
  const [entry] = parseBulletin([title, ...facts, ...body, ...close].join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);

describe('the document number', () => {
  it('is the one that opens the notice, even glued to the salutation', () => {
    const entry = readNotice({
      body: ['京经信发〔 2024〕18号各区经济和信息化局：', '根据《规划》（京政发〔2022〕3号），现通知。'],
    });
    expect(entry.documentNumber).toBe('京经信发〔2024〕18号');
  });

  it('is never one that is only cited', () => {
    const entry = readNotice({
      body: ['为落实《统筹发展方案》（京政发〔2022〕23号）文件要求，现通知如下。'],
    });
    expect(entry.documentNumber).toBeNull();
  });

  it('is taken out of the brackets that close the title', () => {
    const entry = readNotice({ title: '关于推进文化创意发展的通知(桂政发〔2015〕23号)', close: [] });
    expect(entry).toMatchObject({
      title: '关于推进文化创意发展的通知',
      documentNumber: '桂政发〔2015〕23号',
    });
  });
});

describe('the title', () => {
  it('is joined where it wraps, even before 的通知', () => {
    const [entry] = parseBulletin(
      '北京市商务局关于印发设计消费促进试点工作方案\n的通知\n京商字〔2024〕2号\n各有关单位：\n请遵照执行。',
      loadLexicon(),
    ).entries;
    expect(entry).toMatchObject({
      title: '北京市商务局关于印发设计消费促进试点工作方案的通知',
      documentNumber: '京商字〔2024〕2号',
    });
  });

  it('loses the number glued to it and the name of the site', () => {
    expect(readNotice({ title: '关于支持工业设计的通知京经信发〔2024〕3号' })).toMatchObject({
      title: '关于支持工业设计的通知',
      documentNumber: '京经信发〔2024〕3号',
    });
    expect(readNotice({ title: '关于支持工业设计的通知_北京市人民政府门户网站' }).title).toBe(
      '关于支持工业设计的通知',
    );
  });
});

describe('the issuers', () => {
  it('announce jointly under one number', () => {
    const entry = readNotice({
      title: '财政部 税务总局关于优惠政策的公告',
      body: ['财政部 税务总局公告2023年第12号', '现公告如下：'],
      close: [],
    });
    expect(entry).toMatchObject({
      issuers: ['财政部', '税务总局'],
      documentNumber: '财政部税务总局公告2023年第12号',
    });
  });

  it('come from a label before anything else', () => {
    const entry = readNotice({ facts: ['发文机关：北京市财政局', '发布日期：2024-03-01'] });
    expect(entry.issuers).toEqual(['北京市财政局']);
    expect(entry.origins.issuers).toMatchObject({ way: 'label', confidence: 1 });
  });

  it('are split where bodies are printed without a break', () => {
    const entry = readNotice({ title: '财政部税务总局关于延续优惠政策的公告', close: [] });
    expect(entry.issuers).toEqual(['财政部', '税务总局']);
    expect(entry.level).toBe('national');
  });

  it('come from the signature when neither label nor title names them', () => {
    expect(readNotice({ close: ['北京市商务局', '北京市财政局', '2024年2月26日'] }).issuers).toEqual([
      '北京市商务局',
      '北京市财政局',
    ]);
  });

  it.each(['某地文化发展规划纲要', '节水行动计划', '重点工作标准和支持措施'])(
    'come from a signature that lost its break behind the annex %s',
    (annex) => {
      const close = [`附件：${annex}北京市怀柔区人民政府　　　　 2021年3月29日　　`];
      expect(readNotice({ close }).issuers).toEqual(['北京市怀柔区人民政府']);
    },
  );

  it('are inferred from the number with a warning when nothing names them', () => {
    const entry = readNotice({ body: ['京商流通字〔2023〕3号', '各有关单位：', '现通知如下。'], close: [] });
    expect(entry.issuers).toEqual(['北京市商务局']);
    expect(codes(entry)).toContain('inferred-issuer');
  });

  it('are not the office that reposts a notice', () => {
    const entry = readNotice({
      title: '（转载）广州市人民政府办公厅关于印发住房保障办法的通知',
      facts: ['发布机构：广州市天河区人民政府天园街道办事处'],
      close: [],
    });
    expect(entry).toMatchObject({ issuers: ['广州市人民政府办公厅'], level: 'municipal' });
    expect(codes(entry)).toContain('reposted');
  });
});

describe('dates', () => {
  it('in Chinese numerals are read', () => {
    expect(readNotice({ close: ['北京市商务局', '二○○七年十一月十三日'] }).writtenOn).toBe('2007-11-13');
  });

  it('behind the last sentence of a line that lost its breaks close a notice', () => {
    const entry = readNotice({
      body: [
        '各有关单位： 现将工作方案印发给你们，请遵照执行。 二○○九年三月四日',
        '第一条 为规范管理，制定本办法。',
      ],
      close: [],
    });
    expect(entry.writtenOn).toBe('2009-03-04');
  });

  it('that do not exist are warned of and not taken', () => {
    const entry = readNotice({ facts: ['发布日期: 2023-02-30'] });
    expect(entry.publishedOn).toBeNull();
    expect(codes(entry)).toContain('impossible-date');
  });

  it('without a year stay open in the application window', () => {
    const entry = readNotice({
      title: '关于开展示范平台申报工作的通知',
      body: ['申报周期：3月15日0时至4月7日24时。'],
    });
    expect(entry.application).toMatchObject({ opensOn: null, closesOn: null, state: 'undated' });
    expect(codes(entry)).toContain('application-undated');
  });

  it('of a range share the year printed once', () => {
    const entry = readNotice({
      title: '关于开展示范平台申报工作的通知',
      body: ['申报时间：2024年3月15日至4月7日。'],
    });
    expect(entry.application).toMatchObject({
      opensOn: '2024-03-15',
      closesOn: '2024-04-07',
      state: 'dated',
    });
  });

  it('are not needed where applying has no end', () => {
    const entry = readNotice({ title: '关于申领创新券的通知', body: ['申报常年受理，额度用完即止。'] });
    expect(entry.application.state).toBe('until-used-up');
  });

  it('glued to the next label are still read', () => {
    expect(readNotice({ facts: ['发布日期: 2022-09-05来源：省政府办公厅'] }).publishedOn).toBe('2022-09-05');
  });
});

describe('level and district', () => {
  it.each([
    ['北京市东城区人民政府', 'district', ['110101']],
    ['北京市人民政府', 'municipal', ['110000']],
    ['浙江省人民政府办公厅', 'provincial', ['330000']],
    ['国家税务总局北京市税务局', 'municipal', ['110000']],
    ['上海市人民政府', 'municipal', ['310000']],
    ['工业和信息化部办公厅', 'national', ['000000']],
    ['北京经济技术开发区管理委员会', 'district', ['110115403']],
    ['武汉东湖新技术开发区管理委员会', 'district', []],
  ])('of %s are %s %j', (issuer, level, districts) => {
    const entry = readNotice({ facts: [`发文机构：${issuer}`, '政策层级：省级'], close: [] });
    expect([entry.level, entry.districts]).toEqual([level, districts]);
  });

  it('are never guessed for a district that shares its name', () => {
    const entry = readNotice({
      title: '关于支持工业设计的通知',
      facts: ['发文机构：鼓楼区人民政府'],
      close: [],
      body: ['各有关单位：'],
    });
    expect(entry.districts).toEqual([]);
    expect(codes(entry)).toContain('ambiguous-district');
  });
});

describe('the type', () => {
  it.each([
    ['关于印发《北京市设计之都建设规划》的通知', 'plan'],
    ['关于印发设计产业管理暂行办法的通知', 'rule'],
    ['北京市设计条例', 'law'],
    ['关于开展2024年度设计奖申报工作的通知', 'call'],
    ['北京市设计产业促进办法（征求意见稿）', 'draft'],
    ['关于废止《设计管理办法》的决定', 'repeal'],
    ['图解：设计产业管理办法', 'explain'],
    ['关于促进设计产业发展的若干措施', 'opinion'],
  ])('of %s is %s', (title, type) => {
    expect(readNotice({ title }).type).toBe(type);
  });
});

describe('sectors', () => {
  it('are suggested with the words they rest on', () => {
    const text = '关于支持动漫游戏产业发展的若干措施\n发布日期: 2024-03-01\n支持精品游戏开发。';
    const [entry] = parseBulletin(text, loadLexicon()).entries;
    const game = entry?.sectors.find(({ code }) => code === '024');
    expect(game?.confidence).toBeGreaterThanOrEqual(0.7);
    for (const { text: words, start, end } of game?.evidence ?? [])
      expect(text.slice(start, end)).toBe(words);
  });

  it('do not follow from weak words or from the issuer', () => {
    const entry = readNotice({
      title: '北京市文化和旅游局关于调整办公时间的通知',
      body: ['文化 申报 企业 发展'],
      close: [],
    });
    expect(entry.sectors).toEqual([]);
  });
});

describe('a paper of old', () => {
  it('may print its day and number without a blank', () => {
    const dated = `${A_NOTICE.title}（2004/06/23）`;
    const facts = ['发布文号：', '', dated, '2004-6-23三渔发〔2004〕89号'];
    expect(readNotice({ facts }).documentNumber).toBe('三渔发〔2004〕89号');
  });

  it('of an autonomous region in its short form binds the region', () => {
    const entry = readNotice({ title: '驻外渔港管理暂行办法', facts: ['广西自治区人民政府'], close: [] });
    expect(entry).toMatchObject({ issuers: ['广西自治区人民政府'], level: 'provincial' });
  });
});
