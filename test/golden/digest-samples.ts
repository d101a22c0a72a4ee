import type { PolicyFacts } from '../../src/policies/domain/policy.js';
import type {
  ClosingSoon,
  DigestItem,
  EditionFrame,
  Language,
} from '../../src/editions/domain/digest-view.js';
import { Taxonomy, type TaxonomyNode } from '../../src/taxonomy/domain/taxonomy.js';

/** The two trees, as far as the samples need them. */
export const TAXONOMIES = {
  districts: new Taxonomy([
    node('000000', null, '全国', 'Nationwide'),
    node('110000', '000000', '北京市', 'Beijing Municipality'),
    node('110107', '110000', '石景山区', 'Shijingshan District'),
    node('110105', '110000', '朝阳区', 'Chaoyang District'),
  ]),
  sectors: new Taxonomy([
    node('*', null, '全部行业', 'All sectors'),
    node('02', '*', '内容创作生产', 'Content creation and production'),
    node('024', '02', '数字内容服务', 'Digital content services'),
    node('06', '*', '文化娱乐休闲服务', 'Cultural entertainment and leisure services'),
    node('I65', '*', '软件和信息技术服务业', 'Software and IT services'),
  ]),
};

/** An edition of the culture list. */
export function anEdition(overrides: Partial<EditionFrame> = {}): EditionFrame {
  return {
    key: '2026-W31',
    list: {
      slug: 'culture-weekly',
      name: overrides.language === 'en' ? 'Culture Policy Weekly' : '文化政策周报',
      senderName: '北京某某文化服务中心',
      postalAddress: '北京市石景山区实兴大街 1 号，100041',
      icpNumber: '京ICP备00000000号-1',
    },
    language: 'zh-CN',
    issuedOn: '2026-07-31',
    publicUrl: 'https://dibao.example',
    ...overrides,
  };
}

/** A policy of which the source says only what it must. */
export function someFacts(overrides: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    title: '北京市公共数据资源授权运营管理办法',
    level: 'municipal',
    districts: ['110000'],
    issuers: [],
    documentNumber: null,
    writtenOn: null,
    publishedOn: null,
    effectiveFrom: null,
    effectiveUntil: null,
    type: 'rule',
    sectors: ['*'],
    summary: null,
    whoCanApply: null,
    howMuch: null,
    applicationOpensOn: null,
    applicationClosesOn: null,
    howToApply: null,
    contact: null,
    sourceLink: null,
    attachments: [],
    fullText: null,
    ...overrides,
  };
}

/** One policy of a digest; the number makes its id. */
export function anItem(
  number: number,
  facts: Partial<PolicyFacts> = {},
  overrides: Partial<DigestItem> = {},
): DigestItem {
  return {
    policyId: idOf(number),
    facts: someFacts(facts),
    tags: { districts: ['110107'], sectors: ['024'] },
    late: false,
    ...overrides,
  };
}

/** A stable identifier in the form of a UUIDv7. */
export function idOf(number: number): string {
  return `0198a1b2-c3d4-7e5f-8a6b-${number.toString(16).padStart(12, '0')}`;
}

/** Every field, every level, a late one, plain-http and https originals, a month for a deadline, a closed call. */
export function fullestItems(): DigestItem[] {
  return [
    anItem(
      1,
      {
        title: '关于推动互联网基础资源高质量发展的指导意见',
        level: 'national',
        issuers: ['工业和信息化部', '中央网信办', '国家发展改革委', '国家数据局'],
        publishedOn: '2026-07-13',
        type: 'opinion',
        summary: '为互联网基础资源的规划、供给和安全定下未来几年的方向，面向全国的网络与平台企业。',
        sourceLink:
          'https://www.miit.gov.cn/zwgk/zcwj/wjfb/yj/art/2026/art_fefdddaaa4ac49edb130c85d048a2933.html',
      },
      { tags: { districts: ['110107'], sectors: ['I65'] } },
    ),
    anItem(2, {
      title: '样例省关于加强数字文化产业人才培养的通知',
      level: 'provincial',
      issuers: ['样例省文化和旅游厅'],
      documentNumber: '样文旅发〔2026〕18号',
      publishedOn: '2026-07',
      type: 'notice',
      summary: '原文只写到月份；邮件照写，不补日期。',
      sourceLink: 'http://example.gov.cn/zhengce/18.html',
    }),
    anItem(
      3,
      {
        title: '2026年北京市高精尖产业发展项目资金和支持中小企业发展资金实施指南（第二批）',
        issuers: ['北京市经济和信息化局', '北京市财政局'],
        publishedOn: '2026-07-30',
        type: 'fund',
        summary: '第二批资金面向数据集建设、模型调用和一人公司，分项给予奖励、补贴或服务券。',
        howMuch: '数据集奖励最高 200 万元；Token 补贴 30%，最高 1000 万元；OPC 服务券最高 10 万元',
        applicationClosesOn: '2026-08-31',
        sourceLink: 'https://jxj.beijing.gov.cn/zwgk/2024zcwj/202607/t20260730_4801241.html',
      },
      { tags: { districts: ['110107'], sectors: ['I65', '024'] } },
    ),
    anItem(
      4,
      {
        title: '北京市经济和信息化局关于开展2026年第二批专精特新中小企业资质申报工作的通知',
        issuers: ['北京市经济和信息化局'],
        publishedOn: '2026-07-22',
        type: 'call',
        applicationClosesOn: '2026-08-31',
        sourceLink: 'https://jxj.beijing.gov.cn/zwgk/2024zcwj/202607/t20260722_4778499.html',
      },
      { tags: { districts: ['110107'], sectors: ['*'] }, late: true },
    ),
    anItem(5, {
      title: '石景山区数字文旅样例项目申报通知',
      level: 'district',
      districts: ['110107'],
      issuers: ['石景山区文化和旅游局'],
      documentNumber: '石文旅发〔2026〕6号',
      publishedOn: '2026-07-28',
      type: 'call',
      summary: '支持把数字内容用到景区、场馆和夜间消费的项目，当年验收，分两次拨付。',
      whoCanApply: '在石景山区注册、成立满一年的文化企业；联合申报须有一家场馆',
      howMuch: '不超过项目投入的 30%，单个项目最高 100 万元',
      applicationClosesOn: '2026-08-10',
      howToApply: '网上填报后将盖章纸质件一式三份送区文化和旅游局产业科',
      sourceLink: 'https://www.bjsjs.gov.cn/example/20260728.html',
    }),
    anItem(6, {
      title: '石景山区样例展会补贴申报通知（已截止）',
      level: 'district',
      districts: ['110107'],
      issuers: ['石景山区商务局'],
      publishedOn: '2026-07-27',
      type: 'fund',
      applicationClosesOn: '2026-07-29',
    }),
    anItem(7, {
      title: '石景山区样例贴息申报通知（只写月份）',
      level: 'district',
      districts: ['110107'],
      issuers: ['石景山区金融办'],
      publishedOn: '2026-07-29',
      type: 'fund',
      applicationClosesOn: '2026-09',
    }),
    anItem(8, {
      title: '石景山区样例项目征集通知（申报信息都没写）',
      level: 'district',
      districts: ['110107'],
      issuers: ['石景山区经济和信息化局'],
      publishedOn: '2026-07-30',
      type: 'call',
    }),
  ];
}

/** Announced in an earlier week, closing soon; one too far off, which is no reminder. */
export function fullestClosingSoon(): ClosingSoon[] {
  return [
    { policyId: idOf(901), title: '关于开展2026年度智能工厂梯度培育行动的通知', closesOn: '2026-08-14' },
    { policyId: idOf(902), title: '明天截止的样例资金申报', closesOn: '2026-08-01' },
    { policyId: idOf(903), title: '十五天后才截止的样例申报', closesOn: '2026-08-15' },
  ];
}

/** Enough cards to overflow a mail: the fullest ones, and `count` long municipal ones. */
export function manyItems(count: number): DigestItem[] {
  const [, , , , full] = fullestItems();
  const more = Array.from({ length: count }, (_, index) =>
    anItem(100 + index, { ...full!.facts, title: `第 ${index + 1} 号样例：${full!.facts.title}` }),
  );
  return [...fullestItems(), ...more];
}

/** What a recipient's values look like. */
export function someFields(language: Language = 'zh-CN'): Record<string, string> {
  const token = 'q7Zr0mJx3uVb9tKfLw2eYhNa5sDc8pGi1oXkRyTzUvM4nQ6jBdEfHg';
  return {
    company: language === 'en' ? 'Shijingshan Sample Culture Co.' : '北京样例数字文化有限公司',
    subscribedSince: language === 'en' ? '3 Mar 2026' : '2026-03-03',
    unsubscribeUrl: `https://dibao.example/u/${token}`,
    preferencesUrl: `https://dibao.example/preferences/${token}`,
    webViewUrl: `https://dibao.example/m/${token}`,
  };
}

function node(code: string, parent: string | null, name: string, english: string): TaxonomyNode {
  return { code, parent, name, english, tree: null, aliases: [] };
}
