import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const entriesOf = (text: string) => parseBulletin(text, loadLexicon()).entries;
const titles = (text: string) => entriesOf(text).map(({ title }) => title);
const facts = (text: string) =>
  entriesOf(text).map(({ title, issuers, publishedOn }: ParsedEntry) =>
    [title, issuers.join('、'), publishedOn].join(' | '),
  );

describe('a digest’s headlines', () => {
  it('that tell who issued a paper are its title and its issuers; the day its note opens with is its date', () => {
    const digest = `水利政策周报（2024年6月3日-6月9日）
▍国家政策
● 水利部、财政部：印发《灌区改造补助资金管理办法》
6月4日，办法明确补助范围，按面积分配资金。
● 水利部：就《取水许可细则（征求意见稿）》公开征求意见
6月5日，水利部发函征求意见。
▍地方政策
● 湖北省水利厅：湖北省节水型园区评价办法
6月6日，湖北省水利厅印发该办法。
● 江西发布《江西省河湖岸线管理办法》
6月7日，江西省人民政府公布《江西省河湖岸线管理办法》，自8月1日起施行。
▍下周预告
● 水利部公布上半年用水数据
`;
    expect(facts(digest)).toEqual([
      '灌区改造补助资金管理办法 | 水利部、财政部 | 2024-06-04',
      '取水许可细则（征求意见稿） | 水利部 | 2024-06-05',
      '湖北省节水型园区评价办法 | 湖北省水利厅 | 2024-06-06',
      '江西省河湖岸线管理办法 | 江西省人民政府 | 2024-06-07',
    ]);
  });

  it('over a note with its source below keep the note as their text, and the name it prints in full', () => {
    const digest = `节水政策月报（2024年3月）
1. 国家网信办公布《灌区数据出境规定》
2024年3月12日，国家互联网信息办公室公布《灌区数据出境规定》，自公布之日起施行，共十四条。
来源：https://www.example.cn/2024-03/12/a.htm
2. 国家网信办公布《灌区数据分级指南》
2024年3月15日，国家互联网信息办公室公布《灌区数据分级指南》（国信办发〔2024〕7号），共九章。
来源：https://www.example.cn/2024-03/15/b.htm
`;
    const entries = entriesOf(digest);
    expect(entries.map(({ issuers }) => issuers)).toEqual([
      ['国家互联网信息办公室'],
      ['国家互联网信息办公室'],
    ]);
    expect(entries[0]?.text).toContain('共十四条');
    expect(entries[1]?.documentNumber).toBe('国信办发〔2024〕7号');
  });

  it('give the last note its day too, where the digest’s own source stands below it', () => {
    const digest = `【政策周报】水利政策一周速览（4.8-4.14）
2024-04-15 08:30

水利部印发《关于推进灌区标准化管理的意见》
4月9日，水利部印发意见，提出到2025年基本实现标准化。

湖北省水利厅发布《湖北省堤防管护规定》
4月10日，湖北省水利厅发布规定，自5月1日起施行。

江西省人民政府办公厅印发《关于节水灌溉的若干措施》
4月12日，江西省人民政府办公厅印发措施，推出20条。

END
来源：各政府网站
`;
    expect(entriesOf(digest).map(({ publishedOn }) => publishedOn)).toEqual([
      '2024-04-09',
      '2024-04-10',
      '2024-04-12',
    ]);
  });

  it('without a paper, over a text without one, are named as no policies', () => {
    const digest = `水利简报 第12期
1、水利部：印发《灌区计量规范》
6月4日，水利部办公厅印发规范，明确计量要求。
2、某灌溉设备企业上半年净利润同比增长两成
6月5日晚间，公司披露半年度报告，营业收入创历史新高。
3、水利部：印发《灌区档案办法》
6月6日，水利部办公厅印发办法，明确归档范围。
`;
    expect(titles(digest)).toEqual(['灌区计量规范', '灌区档案办法']);
  });
});

describe('a list of policies', () => {
  it('is the document where 附件 is its only heading', () => {
    const list = `附件

节水政策文件清单

1.江西省水利厅关于印发《灌区节水奖补办法》的通知（赣水资〔2024〕3号）
2.江西省人民政府关于加强河湖管护的意见（赣府发〔2023〕9号）
3.关于公布节水器具目录的通知（赣水资〔2023〕21号）
`;
    expect(titles(list)).toEqual([
      '江西省水利厅关于印发《灌区节水奖补办法》的通知',
      '江西省人民政府关于加强河湖管护的意见',
      '关于公布节水器具目录的通知',
    ]);
  });

  it('gives the bodies that head its parts to the entries below them', () => {
    const list = `节水政策清单（2024年第一季度）
一、市级政策
（一）宜春市水利局
1.关于申报节水型企业的通知
印发日期：2024年2月6日
二、区级政策
（一）袁州区人民政府
2.袁州区灌区管护若干措施
印发日期：2024年3月8日
3.袁州区节水奖励办法
印发日期：2024年3月9日
`;
    expect(entriesOf(list).map(({ issuers, level }) => [issuers[0], level])).toEqual([
      ['宜春市水利局', 'municipal'],
      ['袁州区人民政府', 'district'],
      ['袁州区人民政府', 'district'],
    ]);
  });

  it('reads the numbers before the dots of a table of contents, with all bodies of an order', () => {
    const contents = `灌区政策汇编
目 录
第一部分 国家政策
1.水利部关于印发《灌区名录》的通知 水农〔2022〕30号....................1
2.关于延续灌区用水优惠的公告 财政部 水利部公告2022年第16号....................27
第二部分 江西省政策
3.江西省人民政府关于加强灌区建设的意见 赣府发〔2022〕41号....................30
`;
    expect(entriesOf(contents).map(({ documentNumber }) => documentNumber?.replace(/\s/gu, ''))).toEqual([
      '水农〔2022〕30号',
      '财政部水利部公告2022年第16号',
      '赣府发〔2022〕41号',
    ]);
  });

  it('in a Markdown report is its table, not the comments below it', () => {
    const report = `# 灌区政策周报

| 序号 | 政策名称 | 发布部门 | 发布日期 |
|:--:|---|---|---|
| 1 | [关于加强灌区计量的通知](https://www.example.cn/a.html) | 水利部 | 2024-07-24 |
| 2 | 江西省灌区改造方案 | 江西省水利厅 | 2024-07-25 |

## 重点解读

### 1. 计量先行

要求大型灌区在两年内完成计量设施安装，先易后难。

### 2. 资金保障

省级财政安排专项资金，按进度拨付。

## 下周关注

- 七月用水数据
- 灌区现场会
- 节水器具抽检结果
`;
    expect(titles(report)).toEqual(['关于加强灌区计量的通知', '江西省灌区改造方案']);
    expect(entriesOf(report)[0]?.sourceLink).toBe('https://www.example.cn/a.html');
  });

  it('counts its titles before bars', () => {
    const list = `政策早知道（2024年6月）
📌 01｜关于印发《灌区节水办法》的通知
发文单位：水利部
发布时间：2024年6月19日
📌 02｜关于开展节水评价的通知
发文单位：水利部
发布时间：2024年6月20日
`;
    expect(titles(list)).toEqual(['关于印发《灌区节水办法》的通知', '关于开展节水评价的通知']);
  });

  it('on the page of a body that its name tells has that body’s level', () => {
    const list = `通知公告_宜春市水利局
关于征集节水技术的通知
2024-04-18
关于公布灌区名录的通知
2024-04-16
关于下达节水资金的通知
2024-04-12
`;
    expect(entriesOf(list).map(({ level }) => level)).toEqual(['municipal', 'municipal', 'municipal']);
  });

  it('takes all issuers that a title names, where the label names the first of them', () => {
    const list = `一周政策汇编
1、水利部 财政部关于开展灌区改造的通知
发布机构：水利部
发布时间：2024-06-03
2、水利部关于节水的通知
发布机构：水利部
发布时间：2024-06-05
`;
    expect(entriesOf(list).map(({ issuers }) => issuers.join('、'))).toEqual(['水利部、财政部', '水利部']);
  });
});

describe('an English bulletin', () => {
  it('has no entries for headings inside its entries, nor for its foot; Read more leads to an entry’s page', () => {
    const bulletin = `Valley Growth Hub Newsletter
Issue 7 - March 2023

FUNDING

Irrigation Grant Scheme

The scheme will help farms to replace old pumps until 31 March 2024, with a share of the cost paid in advance.

Who can apply?

Farms and growers with a licence to abstract water.

How to apply

Use the online form before the closing date.

Read more: https://www.example.org/irrigation

Water Audit Vouchers

Vouchers of up to £500 pay for an audit of water use in workshops and small factories in the valley.

Find out more at https://www.example.org/audit

Stay Connected with Valley Growth Hub
SUBSCRIBER SERVICES: Manage Preferences | Unsubscribe
`;
    const entries = entriesOf(bulletin);
    expect(entries.map(({ title, sourceLink, publishedOn }) => [title, sourceLink, publishedOn])).toEqual([
      ['Irrigation Grant Scheme', 'https://www.example.org/irrigation', '2023-03'],
      ['Water Audit Vouchers', 'https://www.example.org/audit', '2023-03'],
    ]);
  });

  it('is a list where dates stand beside its titles', () => {
    const beside = `Water Authority
Circulars
22 Jan 2025
Consultation on proposed abstraction rules
17 Jan 2025
Good practices on leak detection
10 Jan 2025
Revised metering standard for workshops
`;
    const labelled = `Notices
Notice 12 Metering of Abstraction
Published Date: 21 June 2024
Guidelines on Leak Detection
Published Date: 30 May 2024
Circular on Drought Orders
Published Date: 18 October 2023
`;
    expect(facts(beside)).toEqual([
      'Consultation on proposed abstraction rules |  | 2025-01-22',
      'Good practices on leak detection |  | 2025-01-17',
      'Revised metering standard for workshops |  | 2025-01-10',
    ]);
    expect(facts(labelled).at(-1)).toBe('Circular on Drought Orders |  | 2023-10-18');
  });

  it('may count its headlines, close their texts with a date, or print them before a colon', () => {
    const counted = `Water Law Developments – July 2024

Wales

1. Authority extends relief for small abstractors

The authority has extended the relief from licensing that small abstractors have for another twelve months, as it announced. [31 Jul 2024]

England

2. Authority consults on drought permits

The authority has released a consultation on drought permits. Responses are requested by 10 September 2024. [30 Jul 2024]
`;
    const paragraph =
      'The authority has issued a paper inviting comments on proposed changes to the rules for pumps, and will reply in spring.';
    const runIn = [
      'Authority proposes new pump rules',
      'Authority supports leak detection',
      'Authority consults on metering',
    ]
      .map((title) => `${title}: ${paragraph}`)
      .join('\n\n');
    expect(facts(counted)).toEqual([
      'Authority extends relief for small abstractors |  | 2024-07-31',
      'Authority consults on drought permits |  | 2024-07-30',
    ]);
    expect(titles(`Water Regulatory Update - April 2025\n\nPumps\n\n${runIn}\n`)).toHaveLength(3);
  });

  it('tells headlines from greetings and from sentences that lost a link; bullets and dates above them are theirs', () => {
    const bulleted = `Valley Lending Update
October 5, 2021
Dear colleague
This week we bring you the latest on pumps and meters.
See all schemes on the authority’s webpage at
The list is updated every Friday by the scheme’s own team.
• Authority Extends Deadline for Pump Grants
The deadline has moved to July 23, 2021 to give applicants more time.
https://www.example.org/pumps
• Authority Opens Meter Awards
Current holders will be invited by post to apply for half of their award.
https://www.example.org/meters
`;
    const dated = `Valley trade updates
28 April 2021
Assembly ratifies the water agreement
The assembly has approved the agreement by a large majority.
19 April 2021
How drought has affected farms
The report looks at the drought through the eyes of farmers.
22 March 2021
Authority needs help with metering
The authority has asked for more staff for its metering work.
`;
    expect(entriesOf(bulleted).map(({ title, sourceLink }) => [title, sourceLink])).toEqual([
      ['Authority Extends Deadline for Pump Grants', 'https://www.example.org/pumps'],
      ['Authority Opens Meter Awards', 'https://www.example.org/meters'],
    ]);
    expect(facts(dated)).toEqual([
      'Assembly ratifies the water agreement |  | 2021-04-28',
      'How drought has affected farms |  | 2021-04-19',
      'Authority needs help with metering |  | 2021-03-22',
    ]);
  });

  it('tells by one date which of day and month its dates print first', () => {
    const table = (day: string) => `Circulars
Date | Circular No. | Title
${day} | 412/2024 | Regulation on pumps
04/07/2024 | 405/2024 | Announcement on metering
`;
    expect(entriesOf(table('28/06/2024')).map(({ publishedOn }) => publishedOn)).toEqual([
      '2024-06-28',
      '2024-07-04',
    ]);
    expect(entriesOf(table('10/06/2024')).map(({ publishedOn }) => publishedOn)).toEqual([null, null]);
  });
});

describe('news told in sentences', () => {
  it('may be numbered before a date, or tell that a body approved and issued a paper', () => {
    const news = `节水工作参考第二十六期
2022-07-25
【政策推介】
1.7月18日，水利部印发《灌区保护规划》。《规划》提出分区管护，突出重点。
2.7月8日，水利部等十部门印发《关于促进节水的意见》。《意见》提到三项任务。
3.日前，湖北省地方标准《灌区计量规范》已经湖北省市场监督管理局批准发布，八月起实施。
`;
    expect(facts(news)).toEqual([
      '灌区保护规划 | 水利部 | 2022-07-18',
      '关于促进节水的意见 | 水利部等十部门 | 2022-07-08',
      '灌区计量规范 | 湖北省市场监督管理局 | ',
    ]);
  });
});

describe('what stands beside titles', () => {
  it('may be a number alone on the next line, in a gazette’s contents', () => {
    const gazette = `江西省人民政府公报
2023年第8号
目录
省政府文件
江西省人民政府关于印发江西省灌区建设方案的通知
赣府发〔2023〕33号
江西省人民政府关于2022年度节水奖励的决定
赣府发〔2023〕25号
省政府部门文件
江西省水利厅关于印发《灌区管理办法》的通知
赣水规〔2023〕3号
`;
    expect(entriesOf(gazette).map(({ documentNumber }) => documentNumber)).toEqual([
      '赣府发〔2023〕33号',
      '赣府发〔2023〕25号',
      '赣水规〔2023〕3号',
    ]);
  });

  it('may be its label in brackets, under a heading that numbers the part', () => {
    const list = `新规速递（2023年6月）
一、行政法规
【法规名称】灌区建设条例
【发布单位】国务院
【发布日期】2023年7月3日
【法规名称】取水许可条例
【发布单位】国务院
【发布日期】2023年6月28日
二、部门规章
【法规名称】灌区计量办法
【发布单位】水利部
【发布日期】2023年5月30日
`;
    expect(titles(list)).toEqual(['灌区建设条例', '取水许可条例', '灌区计量办法']);
  });

  it('may be a report’s own heading of the same title further down, with its text and link', () => {
    const report = `# 灌区政策周报

| 政策 | 发布机构 | 发布日期 |
|---|---|---|
| 关于加强灌区计量的意见 | 水利部 | 2024-10-09 |
| 江西省节水条例 | 江西省人大常委会 | 2024-10-10 |

## 详解

### 1. 关于加强灌区计量的意见

> 水利部 | 2024-10-09

提出到2027年大型灌区全部计量。

[查看原文](https://www.example.cn/a.html)

### 2. 江西省节水条例

> 江西省人大常委会 | 2024-10-10

自十二月一日起施行，共七章。

[查看原文](https://www.example.cn/b.html)

## 备注

- 数据更新至十月十二日。
- 《灌区登记办法》仍在征求意见。
- 下期关注节水现场会。
`;
    const entries = entriesOf(report);
    expect(entries.map(({ title, sourceLink }) => [title, sourceLink])).toEqual([
      ['关于加强灌区计量的意见', 'https://www.example.cn/a.html'],
      ['江西省节水条例', 'https://www.example.cn/b.html'],
    ]);
    expect(entries[0]?.text).toContain('全部计量');
  });
});

describe('bodies and news on lines of their own', () => {
  it('head what stands below them, where the first entry has a body above it', () => {
    const list = `一周政策速览（12.2-12.8）
2024-12-09
国家
水利部
关于印发《灌区计量实施方案》的通知
12月6日
方案提出到2027年完成计量。
省级
江西省水利厅
关于河湖管护的实施意见
12月4日
意见提出五个方面重点任务。
`;
    expect(facts(list)).toEqual([
      '关于印发《灌区计量实施方案》的通知 | 水利部 | 2024-12-06',
      '关于河湖管护的实施意见 | 江西省水利厅 | 2024-12-04',
    ]);
    const weekly = `节水政策周报（第112期）
2023.9.4—9.10
1. 水利部：关于灌区管护的通知
9月5日发布，鼓励委托管护。
2. 水利部：关于扩大节水试点的公告（2023年第118号）
9月6日发布，新增六个试点。
行业资讯
3. 某企业宣布调整水表价格
9月7日，企业公告自次年起调整价格。
`;
    expect(titles(weekly)).toEqual(['关于灌区管护的通知', '关于扩大节水试点的公告']);
  });

  it('are no policies where headlines with labels tell of contracts', () => {
    const digest = `节水政策早报
1、水利部印发《灌区节水行动方案》
方案要求节水两成左右。
来源：中国水利网 2024-05-29
2、某水务集团与某设备厂签署战略合作协议
双方将在水表领域开展合作。
来源：企业公告 2024-05-28
3、江西印发《灌区倍增行动方案》
方案提出灌区建设目标。
来源：江西省水利厅 2024-05-27
`;
    expect(titles(digest)).toEqual(['灌区节水行动方案', '灌区倍增行动方案']);
  });
});

describe('a title’s surroundings', () => {
  it('are its weight as a report marks it, facts behind bold type, a number and a dated line below it', () => {
    const cards = `# 节水政策晨报
### 1. 关于推动节水的若干意见 🔴高
🏛 **发布单位**：水利部
📅 **发布日期**：2025-03-17
### 2. 江西省节水行动方案 🟢低
🏛 **发布单位**：江西省水利厅
📅 **发布日期**：2025-03-14
`;
    const bold = `# 节水法规周报
## 水利部
- **水利部关于发布灌区名录的公告** — 2024年第78号 — 2024-09-02 — [链接](https://www.example.cn/a.html)
- **水利部办公厅关于灌区监管的通知** — 办农水〔2024〕51号 — 2024-09-04 — [链接](https://www.example.cn/b.html)
- **江西省水利厅关于印发《灌区办法》的通知** — 赣水规〔2024〕5号 — 2024-09-06 — [链接](https://www.example.cn/c.html)
`;
    const below = `规范性文件
南昌市人民政府关于印发灌区治理方案的通知
洪府规〔2023〕8号
市政府 2023-08-14
南昌市人民政府办公室关于印发节水指导意见的通知
洪府办规〔2023〕12号
市政府办公室 2023-07-20
南昌市水利局关于印发灌区管理办法的通知
洪水规〔2023〕2号
市水利局 2023-05-09
`;
    expect(titles(cards)).toEqual(['关于推动节水的若干意见', '江西省节水行动方案']);
    expect(titles(bold)[0]).toBe('水利部关于发布灌区名录的公告');
    expect(entriesOf(bold).map(({ publishedOn, sourceLink }) => [publishedOn, sourceLink])).toEqual([
      ['2024-09-02', 'https://www.example.cn/a.html'],
      ['2024-09-04', 'https://www.example.cn/b.html'],
      ['2024-09-06', 'https://www.example.cn/c.html'],
    ]);
    expect(facts(below)).toEqual([
      '南昌市人民政府关于印发灌区治理方案的通知 | 南昌市人民政府 | 2023-08-14',
      '南昌市人民政府办公室关于印发节水指导意见的通知 | 南昌市人民政府办公室 | 2023-07-20',
      '南昌市水利局关于印发灌区管理办法的通知 | 南昌市水利局 | 2023-05-09',
    ]);
  });

  it('are a table of contents that names it once more, with headings of its own', () => {
    const monthly = `节水法资讯月刊
（2023年11月 总第58期）
目 录
【全国】
水利部办公厅发布《灌区劳动指引》
【地方】
江西：公布《江西省灌区假期规定》
湖北：发布《湖北省灌区工时规定》
【全国】
水利部办公厅发布《灌区劳动指引》
2023年11月8日，水利部办公厅印发《灌区劳动指引》，引导科学确定工作时间。
【地方】
江西：公布《江西省灌区假期规定》
2023年11月20日，江西省水利厅公布《江西省灌区假期规定》，自次年起施行。
湖北：发布《湖北省灌区工时规定》
2023年11月21日，湖北省水利厅印发《湖北省灌区工时规定》，自次年起施行。
`;
    expect(titles(monthly)).toEqual(['灌区劳动指引', '江西省灌区假期规定', '湖北省灌区工时规定']);
  });
});

describe('English lists', () => {
  it('may print a circular’s number between date and title, or a headline before a dash in each bullet', () => {
    const circulars = `Water Commission > Functions > Circulars
26 Jun 2024
24EC32
Circular to licensed abstractors on leak detection
18 Jun 2024
24EC30
Circular to managers of irrigation pools
12 Jun 2024
24EC28
Joint circular on drought permits
`;
    const bullets = `Valley Enterprise Newsletter – Autumn 2023
• Water Efficiency Grant – grants of up to €5,000 towards new pumps. https://www.example.org/grant
• Metering Start Fund – two days of consultancy to plan meters. https://www.example.org/start
• Drought Loan Scheme – loans of up to €1 million until December. https://www.example.org/loan
`;
    expect(facts(circulars)[0]).toBe('Circular to licensed abstractors on leak detection |  | 2024-06-26');
    expect(entriesOf(bullets).map(({ title, sourceLink }) => [title, sourceLink])).toEqual([
      ['Water Efficiency Grant', 'https://www.example.org/grant'],
      ['Metering Start Fund', 'https://www.example.org/start'],
      ['Drought Loan Scheme', 'https://www.example.org/loan'],
    ]);
  });
});

describe('facts of an entry', () => {
  it('may open its text behind its name, or stand between its counter and its title', () => {
    const told = `灌区政策月报（2022年12月）
1.《灌区现代化规划》（国办发〔2022〕17号）。国务院办公厅2022年12月15日印发，提出到2025年基本建成现代灌区体系。
2.《江西省灌区建设方案》（赣水农〔2022〕9号）。江西省水利厅、江西省财政厅2022年12月9日印发，提出建设六大灌区枢纽。
`;
    const counted = `节水新政一周速递
01
财政部 水利部公告2024年第9号
关于节水设备改造优惠的公告
发布日期：2024-07-12
要点：按投入额抵免。
02
水农〔2024〕15号
关于灌区计量的通知
发布日期：2024-06-05
要点：分步安装。
`;
    expect(facts(told)).toEqual([
      '灌区现代化规划 | 国务院办公厅 | 2022-12-15',
      '江西省灌区建设方案 | 江西省水利厅、江西省财政厅 | 2022-12-09',
    ]);
    expect(entriesOf(counted)[0]?.issuers).toEqual(['财政部', '水利部']);
    expect(entriesOf(counted).map(({ documentNumber }) => documentNumber?.replace(/\s/gu, ''))).toEqual([
      '财政部水利部公告2024年第9号',
      '水农〔2024〕15号',
    ]);
  });

  it('may be five stars, or a source in English', () => {
    const report = `# Water Policy Digest #14
## Right to repair pumps adopted
**Date:** 23 April 2024
**Institution:** Assembly
Makers will have to repair certain pumps beyond the guarantee period.
Source: https://www.example.org/a
## Metering regulation agreed
**Date:** 24 April 2024
**Institution:** Assembly
The new rules set targets for metering in workshops from 2030.
Source: https://www.example.org/b
`;
    const rated = `# 灌区周报
1. **灌区行动方案** ⭐⭐⭐⭐⭐
   - 发文单位：水利部
   - 发文时间：2025-02-10
2. **江西省灌区措施** ⭐⭐⭐⭐
   - 发文单位：江西省水利厅
   - 发文时间：2025-02-12
`;
    expect(entriesOf(report).map(({ sourceLink }) => sourceLink)).toEqual([
      'https://www.example.org/a',
      'https://www.example.org/b',
    ]);
    expect(titles(rated)).toEqual(['灌区行动方案', '江西省灌区措施']);
  });
});

describe('an English digest by body', () => {
  it('has the first sentence of each paragraph as a title, and the body before it as issuer', () => {
    const digest = `Statements and Initiatives
DLUP: A new fund to improve canals in the north has been launched by the government. Local groups will be asked to apply by the autumn.
Press release ~ Canal programme ~ Related pages
NorthGov: The northern government recently launched its heating plan for barges, which sets a clear way for owners. The plan sets out how owners will be supported.
Owners will be told of the next steps in the summer.
Department for Canals: New guidance on locks and their keepers has been published for councils and companies alike.
`;
    expect(facts(digest)).toEqual([
      'A new fund to improve canals in the north has been launched by the government. | DLUP | ',
      'The northern government recently launched its heating plan for barges, which sets a clear way for owners. | NorthGov | ',
      'New guidance on locks and their keepers has been published for councils and companies alike. | Department for Canals | ',
    ]);
  });
});

describe('a marked headline', () => {
  it('is one although it holds a word that bulletins are called by', () => {
    const digest = `一周要闻
本周要闻回顾
■ 水利部等八部门联合印发《灌区改造行动方案》
■ 新一批《节水设备生产企业及产品》、减免购置税的水泵型号等目录公告
■ 灌区改造项目申报工作启动
①水利部等八部门联合印发《灌区改造行动方案》
水利部等八部门2月17日联合印发《灌区改造行动方案》,提出到2027年基本完成大中型灌区改造,健全计量设施和水价机制。
链接»»
`;
    expect(titles(digest)).toEqual([
      '灌区改造行动方案',
      '新一批《节水设备生产企业及产品》、减免购置税的水泵型号等目录公告',
      '灌区改造项目申报工作启动',
    ]);
  });
});

describe('a table of contents', () => {
  it('may print its pages behind blanks, below the code of a field', () => {
    const contents = `正文复制
1.{ TOC \\o "1-1" \\h \\z \\u }
2.江西省人民政府办公厅 关于加强灌区保护的实施意见 10
3.江西省人民政府办公厅 关于加强水库巡查的紧急通知 19
4.江西省人民政府办公厅 关于进一步完善水价综合监管机制的通知 126
`;
    expect(titles(contents)).toEqual([
      '江西省人民政府办公厅关于加强灌区保护的实施意见',
      '江西省人民政府办公厅关于加强水库巡查的紧急通知',
      '江西省人民政府办公厅关于进一步完善水价综合监管机制的通知',
    ]);
  });
});

describe('a table of circulars', () => {
  it('is a list where each begins with its day, whatever stands below', () => {
    const table = `Circulars
We publish circulars from time to time to remind companies of the requirements.
Issue Date Publication Category
8 Sep 2020 Circular to all companies on the assessment of locks
Appendix
Supervision of locks
10 Jul 2020 Circular to licensed keepers on tolls
(1) Statement on waters subject to a call for action
(2) Statement on waters under increased monitoring
Supervision of locks
18 May 2020 Joint review of toll charges and other practices
7 May 2020 Circular on margin requirements for keepers
Supervision of locks
`;
    expect(facts(table)).toEqual([
      'Circular to all companies on the assessment of locks |  | 2020-09-08',
      'Circular to licensed keepers on tolls |  | 2020-07-10',
      'Joint review of toll charges and other practices |  | 2020-05-18',
      'Circular on margin requirements for keepers |  | 2020-05-07',
    ]);
  });
});

describe('English headlines with dates beside them', () => {
  it('have them behind the paper’s name below, or before the headline itself', () => {
    const sourced = `[North] The canal authority issues guidelines to strengthen a culture of responsibility and safe behaviour on all of its waterways
Canal Authority Media Releases, 10 Sep 2020
The canal authority today issued guidelines to strengthen the accountability of keepers. They set out these outcomes for councils and companies:
• Keepers are clearly identified and held responsible for their locks.
[North] The canal authority issues a paper on locks
Business Gazette, 11 Sep 2020
Companies should promote a culture of safety by strengthening practices in the areas that the paper sets out for them.
`;
    const leading = `Canal Updates May 2025
02 May 2025 – Publication of the paper on lock safety
The working group has published a paper on lock safety, which helps companies to assess the risks of old locks and to plan repairs.
05 May 2025 – Consultation on tolls opened
The authority has opened a consultation on tolls, which asks companies and councils for their views until the summer of this year.
`;
    expect(entriesOf(sourced).map(({ publishedOn }) => publishedOn)).toEqual(['2020-09-10', '2020-09-11']);
    expect(facts(leading)).toEqual([
      'Publication of the paper on lock safety |  | 2025-05-02',
      'Consultation on tolls opened |  | 2025-05-05',
    ]);
  });
});
