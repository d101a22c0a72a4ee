type Language = 'zh-CN' | 'en';

const ZH = {
  districts: '所在地区',
  districtsHint: '可选多个。国家级、市级政策会一并推送，不必另选。',
  wholeDistrict: '（只收本级及以上，不含下属各区的政策）',
  sectors: '所属行业',
  sectorsHint: '可选多个。选了大类就包含它下面的全部小类；面向全行业的政策总会推送。',
  unfold: '细分',
  find: '查找',
  findDistrict: '查找地区',
  findSector: '查找行业',
  foundSome: '找到 # 项，已为您展开；勾选过的都还在。',
  foundOne: '找到 1 项，已为您展开；勾选过的都还在。',
  foundNone: '没有找到，换个说法试试；勾选过的都还在。',
  reachHint: '选好地区和行业，这里会告诉您过去 4 周有多少条政策会推送给您。',
  otherChoices: '其他已选',
  filters: '更多筛选（层级、类型）',
  filtersHint: '不选表示全部都要。',
  levels: '政策层级',
  types: '政策类型',
  preview: '看看会推送什么',
  mailLanguage: '邮件语言',
};

/** Every word of the profile fields and their preview, in one language. */
export type PickerWords = typeof ZH;

const EN: PickerWords = {
  districts: 'Districts',
  districtsHint: 'Choose one or more. National and municipal policies are always included.',
  wholeDistrict: '(this level and above only, not its districts)',
  sectors: 'Sectors',
  sectorsHint:
    'Choose one or more. A sector includes everything under it; policies for all sectors are always included.',
  unfold: 'Includes',
  find: 'Find',
  findDistrict: 'Find a district',
  findSector: 'Find a sector',
  foundSome: '# found and shown below. Everything you ticked is kept.',
  foundOne: '1 found and shown below. Everything you ticked is kept.',
  foundNone: 'Nothing found. Try another word; everything you ticked is kept.',
  reachHint:
    'Choose districts and sectors, and see here how many policies of the last 4 weeks would have reached you.',
  otherChoices: 'Also chosen',
  filters: 'More filters (level, type)',
  filtersHint: 'Leave all unticked to get everything.',
  levels: 'Levels',
  types: 'Types',
  preview: 'Show what I would get',
  mailLanguage: 'Language of the mails',
};

/** The words of a language. */
export function pickerWords(language: Language): PickerWords {
  return language === 'en' ? EN : ZH;
}
