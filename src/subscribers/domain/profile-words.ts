import type { Profile } from '../../matching/domain/profile.js';
import {
  POLICY_LEVELS,
  POLICY_TYPES,
  type PolicyLevel,
  type PolicyType,
} from '../../policies/domain/policy.js';
import { ALL_SECTORS, type Taxonomy } from '../../taxonomy/domain/taxonomy.js';

type Language = 'zh-CN' | 'en';

const LEVELS: Record<PolicyLevel, readonly [string, string]> = {
  national: ['国家级', 'National'],
  provincial: ['省级', 'Provincial'],
  municipal: ['市级', 'Municipal'],
  district: ['区级', 'District'],
};

const TYPES: Record<PolicyType, readonly [string, string]> = {
  plan: ['规划', 'Plan'],
  opinion: ['意见', 'Opinion'],
  rule: ['办法', 'Measures'],
  law: ['法规', 'Law or regulation'],
  notice: ['通知', 'Notice'],
  call: ['申报通知', 'Call for applications'],
  fund: ['资金支持', 'Funding'],
  publicity: ['公示', 'Public notice'],
  explain: ['解读', 'Interpretation'],
  draft: ['征求意见稿', 'Draft for comment'],
  repeal: ['废止/修改', 'Repeal or amendment'],
};

/** A level as a person reads it. */
export function levelName(level: PolicyLevel, language: Language): string {
  return LEVELS[level][language === 'en' ? 1 : 0];
}

/** A policy type as a person reads it. */
export function typeName(type: PolicyType, language: Language): string {
  return TYPES[type][language === 'en' ? 1 : 0];
}

/** A profile in a few lines, `地区：石景山区、朝阳区`; filters only where there are any. */
export function profileLines(
  profile: Profile,
  taxonomies: { readonly districts: Taxonomy; readonly sectors: Taxonomy },
  language: Language,
): string[] {
  const line = (chinese: string, english: string, names: readonly string[]) =>
    language === 'en' ? `${english}: ${names.join(', ')}` : `${chinese}：${names.join('、')}`;
  const levels = POLICY_LEVELS.filter((level) => profile.levels.includes(level));
  const types = POLICY_TYPES.filter((type) => profile.types.includes(type));
  return [
    line('地区', 'Districts', districtNames(profile.districts, taxonomies.districts, language)),
    line(
      '行业',
      'Sectors',
      profile.sectors.map((code) =>
        code === ALL_SECTORS
          ? language === 'en'
            ? 'All sectors'
            : '全行业'
          : taxonomies.sectors.nameOf(code, language),
      ),
    ),
    ...(levels.length > 0
      ? [
          line(
            '层级',
            'Levels',
            levels.map((one) => levelName(one, language)),
          ),
        ]
      : []),
    ...(types.length > 0
      ? [
          line(
            '类型',
            'Types',
            types.map((one) => typeName(one, language)),
          ),
        ]
      : []),
  ];
}

/** The names of districts; one that is chosen with all under it stands for them: `北京市（全部各区）`. */
function districtNames(codes: readonly string[], districts: Taxonomy, language: Language): string[] {
  const chosen = new Set(codes);
  const isWhole = (code: string) => {
    const under = districts.descendantsOf(code);
    return under.length > 0 && under.every((one) => chosen.has(one));
  };
  const whole = new Set(codes.filter(isWhole));
  return codes
    .filter((code) => !districts.pathOf(code).some((above) => above !== code && whole.has(above)))
    .map((code) => {
      const name = districts.nameOf(code, language);
      if (!whole.has(code)) return name;
      return language === 'en' ? `${name} (all districts)` : `${name}（全部各区）`;
    });
}
