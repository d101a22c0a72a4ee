import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const entriesOf = (text: string) => parseBulletin(text, loadLexicon()).entries;

describe('a note on a policy', () => {
  const digest = `水利政策快讯
（第28期）
2023年7月31日
一、国家政策
（一）水利部印发《关于推进灌区改造的意见》
7月19日，水利部印发意见（水农〔2023〕104号），提出17项措施。
（来源：水利部 2023-07-19 https://www.example.cn/art/2023/7/19/a.html）
（二）江西省水利厅印发《节水下乡方案》
7月20日，江西省水利厅印发方案，明确四项任务。
（来源：水利部 2023-07-20 https://www.example.cn/art/2023/7/20/b.html）
（三）水利部发布《取水计量规定》
7月21日，水利部根据《取水条例》（国务院令第460号）发布规定，自8月1日起施行。
（来源：水利部 2023-07-21 https://www.example.cn/art/2023/7/21/c.html）
`;

  it('tells the number of the paper that it says was issued, and none that it cites', () => {
    expect(entriesOf(digest).map(({ documentNumber }) => documentNumber)).toEqual([
      '水农〔2023〕104号',
      null,
      null,
    ]);
  });

  it('tells where it is from in brackets below', () => {
    expect(entriesOf(digest).map(({ sourceLink }) => sourceLink?.slice(-6))).toEqual([
      'a.html',
      'b.html',
      'c.html',
    ]);
  });

  it('tells who consults on a standard', () => {
    const weekly = `水利行业周报
2023年第36期
2023年7月17日—7月23日

【本周要闻】

◆ 水利部办公厅印发《灌区改造实施细则》
7月18日，水利部办公厅印发细则，提出支持灌区改造、开展标准化管理、推广节水灌溉等11条举措。

◆ 6月灌溉设备指数环比上升2.31点
据协会发布数据，6月全国灌溉设备景气指数为119.24，环比上升2.31点，同比下跌4.07点，销售额为1206.73亿元。

◆ 国家标准《灌溉用水限量》公开征求意见
7月20日，水利部就推荐性国家标准《灌溉用水限量》（征求意见稿）公开征求意见，截止日期为9月7日。

◆ 某泵业公司半年报净利润增长15%
7月21日晚间，该公司披露半年度报告，实现营业收入39.2亿元，同比增长3.6%，净利润同比增长15%。

【地方动态】

◆ 江西省水利厅印发《节水下乡方案》
7月21日，江西省水利厅印发方案，到2025年认证节水设备数量实现倍增，明确四项任务和保障措施。

◆ 第十二届灌溉设备博览会开幕
7月21日，展会在宜春开幕，吸引700余家企业参展，展览面积超过10万平方米。

【协会动态】

◆ 协会召开六届三次理事会
7月22日，协会六届三次理事会在北京召开，会议审议通过年度工作报告。
`;
    expect(entriesOf(weekly)[1]).toMatchObject({
      title: '灌溉用水限量',
      issuers: ['水利部'],
      level: 'national',
    });
  });
});

describe('facts of a list’s entries', () => {
  it('may stand in brackets on the line that closes the note', () => {
    const digest = `灌区政策动态（2023年12月下）

水利部发布《灌区审查指南》（2023）
对审查程序和标准作了全面修改。
（水利部令第78号 2023-12-21）

江西省水利厅印发《江西省节水企业培育实施方案》
计划三年培育强企1000家。
（赣水资〔2023〕96号 2023-12-28）

江西省财政厅印发《江西省灌区奖补办法》
对节水的灌区给予奖补。
（江西省财政厅 2023-12-29）
`;
    expect(entriesOf(digest).map(({ publishedOn }) => publishedOn)).toEqual([
      '2023-12-21',
      '2023-12-28',
      '2023-12-29',
    ]);
  });

  it('may be labelled 部门 and 日期, beside the number', () => {
    const article = `政策直通车 | 一周政策集锦（第8期）

NO.1
水利部关于印发《灌区改造行动方案》的通知
文号：水农〔2024〕7号
部门：水利部
日期：2024-03-07
▶▶点击查看原文：https://www.example.cn/202403/a.htm

NO.2
江西省水利厅关于组织开展2024年节水企业遴选的通知
文号：赣水资〔2024〕88号
部门：江西省水利厅
日期：2024-02-29
▶▶点击查看原文：https://www.example.cn/202402/b.htm
`;
    expect(
      entriesOf(article).map(({ issuers, publishedOn, sourceLink }) =>
        [issuers[0], publishedOn, sourceLink?.slice(-5)].join(' | '),
      ),
    ).toEqual(['水利部 | 2024-03-07 | a.htm', '江西省水利厅 | 2024-02-29 | b.htm']);
  });

  it('are left when the links to explanations behind a title are taken off', () => {
    const list = `宜春市人民政府 > 政府信息公开 > 政策文件
名称 发布日期
宜春市人民政府关于印发灌区更新办法的通知 [政策解读] [图解] 2024-12-03
宜春市人民政府关于印发取水管理实施细则的通知 [政策解读] 2024-11-18
宜春市人民政府关于修改《宜春市节约用水管理办法》的决定 2024-10-08
首页 1 2 3 末页
`;
    expect(entriesOf(list).map(({ title, publishedOn }) => `${title} ${publishedOn}`)).toEqual([
      '宜春市人民政府关于印发灌区更新办法的通知 2024-12-03',
      '宜春市人民政府关于印发取水管理实施细则的通知 2024-11-18',
      '宜春市人民政府关于修改《宜春市节约用水管理办法》的决定 2024-10-08',
    ]);
  });

  it('may tell who passed a paper on', () => {
    const list = `节水政策文件清单
（一）国家层面
1. 《关于进一步发挥灌区效应的通知》（水利部）
2. 《灌区合作指导意见》（国务院办公厅转发，国办函〔2023〕115号）
3. 《关于强化节水支持的通知》（水利部等八部门，水财务〔2023〕233号）
`;
    expect(entriesOf(list)[1]).toMatchObject({
      title: '灌区合作指导意见',
      documentNumber: '国办函〔2023〕115号',
    });
  });
});

describe('a list', () => {
  it('has no entry for the buttons below its table', () => {
    const list = `某市人民政府 信息公开目录
序号\t文件名称\t文号\t发布机构\t发布日期
1\t宜春市人民政府关于印发灌区管护办法的通知\t宜府发〔2024〕6号\t宜春市人民政府\t2024-12-10
2\t宜春市人民政府关于印发节水奖补办法的通知\t宜府发〔2024〕8号\t宜春市人民政府\t2024-12-12
共 326 条记录 当前 1/55 页  上一页 下一页
`;
    expect(entriesOf(list)).toHaveLength(2);
  });

  it('has no entry for the names of the site’s columns above it', () => {
    const list = `宜春高新区管委会
政策文件 通知公告 申报通知
18
2024-06
宜春高新区关于支持灌区企业发展的若干政策
05
2024-06
宜春高新区管委会关于印发《宜春高新区节水实施方案》的通知
28
2024-05
关于申报2024年节水专项资金的通知
首页 上一页 下一页 尾页
`;
    expect(entriesOf(list)).toHaveLength(3);
  });

  it('of a search prints words of each text between title and facts', () => {
    const results = `政策文件库
"灌区" 为您找到相关结果约 18 个
排序： 相关度 时间

水利部关于推进灌区改造的指导意见
水农〔2024〕1号
推进灌区改造。各地要加强组织领导，完善管护体系，发挥市场作用…
发布时间：2024-01-15 发文机关：水利部
https://www.example.cn/202401/content_1.htm

水利部办公厅关于开展灌区标准化试点的通知
为完善管护设施，决定在部分地区开展试点，现将有关事项通知如下…
发布时间：2024-03-27 发文机关：水利部办公厅
https://www.example.cn/202403/content_2.htm

1 2 3 4 5 下一页
相关搜索： 灌区名录 灌区水价
`;
    expect(
      entriesOf(results).map(({ title, documentNumber, sourceLink }) => [title, documentNumber, sourceLink]),
    ).toEqual([
      ['水利部关于推进灌区改造的指导意见', '水农〔2024〕1号', 'https://www.example.cn/202401/content_1.htm'],
      ['水利部办公厅关于开展灌区标准化试点的通知', null, 'https://www.example.cn/202403/content_2.htm'],
    ]);
  });

  it('of a search may come on one line, menus and all', () => {
    const page =
      '江西省水利厅 站内搜索 热门搜索：灌区 节水 高级搜索 全部 政策文件 新闻 共找到相关结果 356 条 ' +
      '江西省水利厅关于印发灌区实施方案的通知 赣水办字〔2024〕15号 各设区市水利局，厅机关各处室… 江西省水利厅 2024-03-29 ' +
      '江西省水利厅关于加快推进节水的意见 赣水发〔2024〕4号 为深入贯彻落实节水精神… 江西省水利厅 2024-02-27 ' +
      '江西省财政厅关于印发《江西省节水奖补清单》的通知 赣财农〔2023〕22号 省直各单位，各设区市财政局… 江西省财政厅 2023-12-18 上一页 1 2 3 下一页';
    expect(
      entriesOf(page).map(({ title, documentNumber, publishedOn }) =>
        [title, documentNumber, publishedOn].join(' | '),
      ),
    ).toEqual([
      '江西省水利厅关于印发灌区实施方案的通知 | 赣水办字〔2024〕15号 | 2024-03-29',
      '江西省水利厅关于加快推进节水的意见 | 赣水发〔2024〕4号 | 2024-02-27',
      '江西省财政厅关于印发《江西省节水奖补清单》的通知 | 赣财农〔2023〕22号 | 2023-12-18',
    ]);
  });

  it('on a body’s page names it in full where its titles leave out the place', () => {
    const list = `湖北省水利厅
信息公开
2024/11/28
省水利厅关于印发《湖北省灌区管护办法》的通知
2024/11/15
省水利厅关于开展节水评价的通知
2024/10/09
省水利厅关于废止部分文件的公告
`;
    expect(entriesOf(list).map(({ issuers }) => issuers)).toEqual(Array(3).fill(['湖北省水利厅']));
  });

  it('tells a district by its name before a number', () => {
    const list = `政策文件
1. 关于印发灌区管护办法的通知（渝北府发〔2025〕5号）2025-03-14
2. 关于印发节水奖补办法的通知（万州府办发〔2025〕3号）2025-03-12
3. 关于印发取水计量规定的通知（渝府发〔2025〕8号）2025-03-11
`;
    expect(entriesOf(list).map(({ districtNames }) => districtNames)).toEqual([
      ['渝北区'],
      ['万州区'],
      ['重庆市'],
    ]);
  });

  it('in English may say in each bullet who acted before a dash, with a sentence below that ends in a date', () => {
    const digest = `WATER USERS REGULATORY DIGEST
Week of September 9, 2024

* Department of Agriculture – Final Rule: Metering of Wells (Sept. 10, 2024)
  The rule revises the analysis of metering duties under the Water Act. Effective October 15, 2024.
  https://www.example.org/2024/09/10/metering

* Water Resources Agency – Notice: Draft Guidance on Canals (Sept. 11, 2024)
  The Agency invites comment on interim guidance. Comments are due November 12, 2024.
  https://www.example.org/2024/09/11/canals

* Department of Revenue – Emergency Regulation: Irrigation Tax Holiday (Sept. 13, 2024)
  Users must file a short form by October 20.
  https://www.example.org/2024/09/13/tax

Questions? Call the help desk.
`;
    expect(
      entriesOf(digest).map(({ title, issuers, publishedOn, sourceLink }) =>
        [title, issuers[0], publishedOn, sourceLink?.slice(32)].join(' | '),
      ),
    ).toEqual([
      'Final Rule: Metering of Wells | Department of Agriculture | 2024-09-10 | 10/metering',
      'Notice: Draft Guidance on Canals | Water Resources Agency | 2024-09-11 | 11/canals',
      'Emergency Regulation: Irrigation Tax Holiday | Department of Revenue | 2024-09-13 | 13/tax',
    ]);
  });
});
