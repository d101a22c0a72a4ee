import { htmlToText } from '../../../src/bulletins/extractors/html.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const entriesOf = (text: string) => parseBulletin(text, loadLexicon()).entries;
const titles = (text: string) => entriesOf(text).map(({ title }) => title);

describe('a collection of papers in full', () => {
  const collection = `灌区法规政策文件汇编
宜春市水利局
2024年3月

目 录

第一部分 国家层面
灌区管护条例 1
水利部办公厅关于进一步加强灌区计量的意见 15
第二部分 省级层面
江西省节水条例 27

第一部分 国家层面

灌区管护条例
（2019年10月8日国务院第66次常务会议通过 2019年10月22日国务院令第722号公布 自2020年1月1日起施行）
第一章 总则
第一条 为了管护灌区，制定本条例。
第二条 本条例所称灌区，是指有灌溉设施的区域。

水利部办公厅关于进一步加强灌区计量的意见
办农水〔2022〕30号
各省、自治区、直辖市水利厅：
加强计量是节水的重要举措。现提出以下意见。
一、进一步完善设施
水利部办公厅
2022年9月7日

第二部分 省级层面

江西省节水条例
（2022年3月30日江西省第十三届人民代表大会常务委员会第三十二次会议通过）
第一章 总则
第一条 为了节约用水，结合本省实际，制定本条例。
`;

  it('has an entry for each text that its contents name', () => {
    expect(titles(collection)).toEqual([
      '灌区管护条例',
      '水利部办公厅关于进一步加强灌区计量的意见',
      '江西省节水条例',
    ]);
  });

  it('reads number and level of each, the order that a regulation’s note prints too', () => {
    expect(entriesOf(collection).map(({ documentNumber, level }) => [documentNumber, level])).toEqual([
      ['国务院令第722号', 'national'],
      ['办农水〔2022〕30号', 'national'],
      [null, 'provincial'],
    ]);
  });
});

describe('a list’s entries', () => {
  it('may have a picture before the title and each fact', () => {
    const article = `本周惠企政策早知道 | 第15周

河谷节水服务中心 2025-04-14 17:30 江西

📌 国家
✅ 水利部关于开展2025年灌区标准化工作的通知
📅 2025-04-08
🏛 水利部办公厅
🔗 https://www.example.cn/2025/a1.html

📌 江西省
✅ 关于开展2025年节水企业培育的通知
📅 2025-04-09
🏛 江西省水利厅
🔗 https://www.example.cn/2025/b2.html

👇 扫码加入服务群
`;
    expect(
      entriesOf(article).map(({ title, issuers, publishedOn, sourceLink }) =>
        [title, issuers[0], publishedOn, sourceLink].join(' | '),
      ),
    ).toEqual([
      '水利部关于开展2025年灌区标准化工作的通知 | 水利部办公厅 | 2025-04-08 | https://www.example.cn/2025/a1.html',
      '关于开展2025年节水企业培育的通知 | 江西省水利厅 | 2025-04-09 | https://www.example.cn/2025/b2.html',
    ]);
  });

  it('may be headed by Markdown, weighed in stars, over a day with its place and a link named after the body', () => {
    const brief = `# 灌区政策动态（2025-06-01 — 2025-06-30）

## 国内

### 国家

### （***）水利部关于组织开展灌区试点工作的通知

2025-06-04 · 全国

水利部印发通知，围绕七个方向开展试点。

[水利部](https://www.example.cn/20250604/c.html)

### 水利部办公厅关于灌区计量有关事项的通知

2025-06-10 · 全国

明确并网型和离网型两类，比例不低于60%。

[水利部](https://www.example.cn/20250610/d.html)

### 区域

### 江西省灌区用水实施方案

2025-06-13 · 江西

江西省水利厅发布方案，明确三项任务。

[江西省水利厅](https://www.example.cn/20250613/e.html)
`;
    expect(
      entriesOf(brief).map(({ title, issuers, level, sourceLink }) =>
        [title, issuers[0], level, sourceLink?.slice(-6)].join(' | '),
      ),
    ).toEqual([
      '水利部关于组织开展灌区试点工作的通知 | 水利部 | national | c.html',
      '水利部办公厅关于灌区计量有关事项的通知 | 水利部办公厅 | national | d.html',
      '江西省灌区用水实施方案 | 江西省水利厅 | provincial | e.html',
    ]);
  });

  it('may state their source as an address below other labels', () => {
    const report = `灌区政策月报
报告周期: 2025年8月

国家:

- 政策名称: 关于加快推进灌区计量的若干举措
- 发布机构: 水利部
- 日期: 2025年8月12日
- 核心要点: 明确建设路径
- 影响评估: 中
- 来源: https://www.example.cn/0812/a.html

- 政策名称: 灌区节水支持政策
- 发布机构: 江西省水利厅
- 日期: 2025年8月6日
- 核心要点: 每年发放节水券
- 影响评估: 中
- 来源: https://www.example.cn/0806/b.html
`;
    expect(entriesOf(report).map(({ sourceLink }) => sourceLink?.slice(-6))).toEqual(['a.html', 'b.html']);
  });

  it('may print an order’s number in brackets behind the title', () => {
    const list = `用水优惠政策清单（2024年第二季度）
一、水费
1.《财政部 水利部关于促进节水有关政策的公告》（财政部 水利部公告2024年第9号）
政策要点：减按一半征收。
发布日期：2024年4月28日
2.《水利部关于优化取水办理程序的公告》（水利部公告2024年第6号）
政策要点：简化申报资料。
发布日期：2024年5月11日
`;
    expect(
      entriesOf(list).map(({ title, issuers, documentNumber }) => [title, issuers, documentNumber]),
    ).toEqual([
      ['财政部水利部关于促进节水有关政策的公告', ['财政部', '水利部'], '财政部水利部公告2024年第9号'],
      ['水利部关于优化取水办理程序的公告', ['水利部'], '水利部公告2024年第6号'],
    ]);
  });

  it('may be a title in 《》, facts in brackets and a text on one line', () => {
    const points = `节水政策要点汇编（节选）

1.《关于开展“节水贷”支持灌区的通知》（水财务〔2019〕149号，2019年9月12日，水利部、财政部）。主要内容：建立健全查询机制，建立健全评价体系。
2.《江西省灌区奖补资金管理办法》（赣财农〔2023〕18号，2023年5月8日，江西省财政厅）。主要内容：对节水的灌区给予奖补。
`;
    expect(
      entriesOf(points).map(({ title, issuers, publishedOn, documentNumber }) =>
        [title, issuers.join('、'), publishedOn, documentNumber].join(' | '),
      ),
    ).toEqual([
      '关于开展“节水贷”支持灌区的通知 | 水利部、财政部 | 2019-09-12 | 水财务〔2019〕149号',
      '江西省灌区奖补资金管理办法 | 江西省财政厅 | 2023-05-08 | 赣财农〔2023〕18号',
    ]);
  });

  it('may open with an order’s number that leaves out 第', () => {
    const list = `某市规章和规范性文件目录（2023年）

沪府规〔2023〕5号    上海市人民政府关于印发《上海市灌区行动计划》的通知    2023-11-15
沪府规〔2023〕3号    上海市人民政府关于延长《上海市节水办法》有效期的通知    2023-04-28
沪府令84号    上海市灌区管理办法    2023-03-01
`;
    expect(titles(list)).toContain('上海市灌区管理办法');
  });

  it('take the day that heads them', () => {
    const digest = `灌区政策一周回顾（2024.09.09—09.15）

9月9日
●水利部、财政部印发《灌区改造管理办法》，强化项目全过程管理，自发布之日起施行。
●江西省水利厅发布《节水企业评价工作指引》，明确评价流程和服务机构职责。
9月11日
●水利部等三部门联合印发《关于开展灌区试点的通知》（办农水〔2024〕55号），支持节水企业融资。
`;
    expect(entriesOf(digest).map(({ publishedOn, documentNumber }) => [publishedOn, documentNumber])).toEqual(
      [
        ['2024-09-09', null],
        ['2024-09-09', null],
        ['2024-09-11', '办农水〔2024〕55号'],
      ],
    );
  });

  it('of a page lead to the addresses of their headings', () => {
    const card = (n: number, title: string) =>
      `<div><h3><a href="https://www.example.cn/detail/${n}">${title}</a></h3><p><span>发文部门：江西省水利厅</span> <span>发布日期：2024-08-0${n}</span></p></div>`;
    const page = `<html><body><div>共找到 2 条政策</div>${card(1, '江西省灌区节水支持若干政策')}${card(2, '江西省灌区计量三年行动方案')}</body></html>`;
    expect(entriesOf(htmlToText(page).text).map(({ sourceLink }) => sourceLink)).toEqual([
      'https://www.example.cn/detail/1',
      'https://www.example.cn/detail/2',
    ]);
  });
});

describe('an English bulletin', () => {
  it('may name who issued a paper on the line below its headline', () => {
    const news = `Water Policy News – June 2024
Published: 28 June 2024
Every month we select the most relevant documents for water users.
Regulations on Fair Metering
Issuing Agency: State Council
The Regulations set out standards for reviewing meters that may affect users, and come into force in August.
Guidelines for the Transfer of Water Rights
National Water Resources Administration (NWRA)
Rights may now be transferred within a group under a simplified procedure. Existing records can be reused.
Notice on Canal Fees
Issuing Agency: Ministry of Finance
Fees for canals are charged by volume from the next month on, and half of them is paid back to small users.
`;
    expect(entriesOf(news).map(({ title, issuers }) => [title, issuers[0]])).toEqual([
      ['Regulations on Fair Metering', 'State Council'],
      ['Guidelines for the Transfer of Water Rights', 'National Water Resources Administration'],
      ['Notice on Canal Fees', 'Ministry of Finance'],
    ]);
  });

  it('has no entries below Events', () => {
    const news = `# Business Newsletter – 12 October 2023

## Funding

### Small Irrigation Grant

Up to £2,000 is available for small farms in the borough to buy meters and equipment.

### Rural Water Fund

Farm businesses may apply for capital grants of between £5,000 and £50,000.

## Events

### Meet the farmer breakfast

Join us on 2 November at the Town Hall to meet local procurement teams.
`;
    expect(titles(news)).toEqual(['Small Irrigation Grant', 'Rural Water Fund']);
    const { entries, warnings } = parseBulletin(news, loadLexicon());
    expect(warnings.map(({ code, line }) => [code, line])).toContainEqual(['not-a-policy', 15]);
    expect(entries.at(-1)?.text).not.toContain('Town Hall');
  });

  it('may count its headlines over labels', () => {
    const monitor = `Water Legislation Monitor
Issue 5/2024 – May 2024

1. Directive on the metering of wells (recast)
Adopted by: Parliament and Council
Published: 8 May 2024
The recast sets minimum standards for new wells.

2. Regulation establishing a framework for a secure supply of water
Adopted by: Parliament and Council
Published: 3 May 2024
Benchmarks are set for reuse.
`;
    expect(titles(monitor)).toEqual([
      'Directive on the metering of wells (recast)',
      'Regulation establishing a framework for a secure supply of water',
    ]);
  });
});
