type Language = 'zh-CN' | 'en';

const ZH = {
  title: '政策库',
  lead: '全部已发布的政策，可按词语、地区、行业和日期查找。',
  search: '搜索',
  searchHint: '例如：人工智能、专项资金、石景山',
  filters: '筛选',
  chosen: '已选',
  any: '不限',
  level: '层级',
  type: '类型',
  district: '地区',
  districtHint: '含适用于该地的上级政策。',
  sector: '行业',
  sectorHint: '含下级行业和面向全行业的政策。',
  issuer: '颁发机构',
  from: '发布时间从',
  until: '到',
  open: '只看现在可以申报的',
  clear: '清除条件',
  none: '没有找到符合条件的政策。',
  previous: '上一页',
  next: '下一页',
  pages: '分页',
  publishedOn: '发布时间',
  unstated: '原文未写明',
  problems: '请改一改这几处',
  feeds: '订阅源',
  deadlines: '截止日历',
  archive: '往期',
  archiveLead: '已经发出的各期，最新的在前。',
  noEdition: '还没有发出过。',
  lists: '订阅列表',
  browse: '查政策',
  late: '补发',
  noneTips: [
    '换一个更短的词：用「文旅」代替「文旅融合发展」。',
    '放宽地区或行业：上级地区的政策也适用于本区。',
    '去掉日期或类型的限制。',
  ],
  without: '去掉条件',
  byLevel: '各层级的数量',
  follow: '订阅这类政策',
  followHint: '每周一封邮件，只列与贵公司有关的新政策。',
  documentNumber: '发文字号',
  writtenOn: '成文日期',
  effective: '有效期',
  visibleOn: '收录时间',
  application: '申报',
  facts: '基本信息',
  whoCanApply: '谁能申请',
  howMuch: '多少钱',
  window: '申报时间',
  howToApply: '怎么申请',
  contact: '联系方式',
  source: '政策原文链接',
  attachments: '附件',
  related: '相关政策',
  fullText: '全文',
  addDeadline: '把截止日加入日历',
  feedsHint: '用阅读器或日历关注，不用留邮箱。',
  subscribe: '订阅',
};

/** Every word of the archive in one language. */
export type ArchiveWords = typeof ZH;

const EN: ArchiveWords = {
  title: 'Policies',
  lead: 'Every published policy: search by words, district, sector and date.',
  search: 'Search',
  searchHint: 'For example: 人工智能, 专项资金, 石景山',
  filters: 'Filters',
  chosen: 'Chosen',
  any: 'Any',
  level: 'Level',
  type: 'Type',
  district: 'District',
  districtHint: 'With the policies from above that apply there.',
  sector: 'Sector',
  sectorHint: 'With the sectors under it, and policies for all sectors.',
  issuer: 'Issuer',
  from: 'Published from',
  until: 'until',
  open: 'Open for application now',
  clear: 'Clear all',
  none: 'No policy was found.',
  previous: 'Previous page',
  next: 'Next page',
  pages: 'Pages',
  publishedOn: 'Published on',
  unstated: 'Not stated in the source',
  problems: 'Please look at these fields again',
  feeds: 'Feeds',
  deadlines: 'Deadline calendar',
  archive: 'Past editions',
  archiveLead: 'Every edition sent so far, newest first.',
  noEdition: 'None has been sent yet.',
  lists: 'Lists',
  browse: 'Browse policies',
  late: 'added late',
  noneTips: [
    'Try a shorter word: 文旅 instead of 文旅融合发展.',
    'Widen the district or the sector: policies from above apply there too.',
    'Drop the dates or the type.',
  ],
  without: 'Without',
  byLevel: 'How many of each level',
  follow: 'Get policies like these',
  followHint: 'One mail a week with exactly the new policies that concern your company.',
  documentNumber: 'Document no.',
  writtenOn: 'Written on',
  effective: 'In effect',
  visibleOn: 'Added to Dibao on',
  application: 'Application',
  facts: 'Facts',
  whoCanApply: 'Who can apply',
  howMuch: 'How much',
  window: 'Application window',
  howToApply: 'How to apply',
  contact: 'Contact',
  source: 'Original source',
  attachments: 'Attachments',
  related: 'Related policies',
  fullText: 'Full text',
  addDeadline: 'Add deadline to calendar',
  feedsHint: 'Or follow in a feed reader or calendar, without giving an address.',
  subscribe: 'Subscribe',
};

/** The archive's words in a language. */
export function archiveWords(language: Language): ArchiveWords {
  return language === 'en' ? EN : ZH;
}

/** "3 policies" with the right number. */
export function policiesCounted(count: number, language: Language): string {
  const number = count.toLocaleString('en');
  if (language === 'en') return count === 1 ? '1 policy' : `${number} policies`;
  return `${number} 项政策`;
}

/** When a policy can be applied for, as one short phrase; null where the source gives no closing date. */
export function closingWords(closesOn: string | null, today: string, language: Language): string | null {
  if (closesOn === null) return null;
  const isOver = closesOn < today.slice(0, closesOn.length);
  if (language === 'en') return `${isOver ? 'closed' : 'closes'} ${closesOn}`;
  return isOver ? `${closesOn} 已截止` : `${closesOn} 截止`;
}
