type Language = 'zh-CN' | 'en';

const ZH = {
  title: '政策库',
  lead: '全部已发布的政策，可按词语、地区、行业和日期查找。',
  search: '搜索',
  searchHint: '例如：文旅、专项资金、石景山',
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
  noneAdvice: '可以少用一个词，或放宽筛选。',
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
};

/** Every word of the archive in one language. */
export type ArchiveWords = typeof ZH;

const EN: ArchiveWords = {
  title: 'Policies',
  lead: 'Every published policy, by words, district, sector and date.',
  search: 'Search',
  searchHint: 'For example: 文旅, 专项资金, 石景山',
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
  noneAdvice: 'Try fewer words or wider filters.',
  previous: 'Previous page',
  next: 'Next page',
  pages: 'Pages',
  publishedOn: 'Published on',
  unstated: 'Not stated in the source',
  problems: 'Please look at these fields again',
  feeds: 'Feeds',
  deadlines: 'Deadline calendar',
  archive: 'Past editions',
  archiveLead: 'The editions that were sent, the newest first.',
  noEdition: 'None was sent yet.',
  lists: 'Lists',
  browse: 'Browse policies',
  late: 'added late',
};

/** The archive's words in a language. */
export function archiveWords(language: Language): ArchiveWords {
  return language === 'en' ? EN : ZH;
}

/** "3 policies" with the right number. */
export function policiesCounted(count: number, language: Language): string {
  if (language === 'en') return count === 1 ? '1 policy' : `${count} policies`;
  return `${count} 项政策`;
}

/** When a policy can be applied for, as one short phrase; null where the source gives no closing date. */
export function closingWords(closesOn: string | null, today: string, language: Language): string | null {
  if (closesOn === null) return null;
  const isOver = closesOn < today.slice(0, closesOn.length);
  if (language === 'en') return `${isOver ? 'closed' : 'closes'} ${closesOn}`;
  return isOver ? `${closesOn} 已截止` : `${closesOn} 截止`;
}
