import { List } from '../../src/lists/list.entity.js';
import type { Profile } from '../../src/matching/domain/profile.js';
import { newId } from '../../src/platform/ids.js';
import type { MatchFacts, PolicyFacts } from '../../src/policies/domain/policy.js';

/** Cut-off of the default list before the first edition: Monday 28 September 2026, 08:00 in Shanghai. */
export const ANNOUNCES_FROM = new Date('2026-09-28T00:00:00Z');
/** Its first cut-off: Monday 5 October 2026, 08:00 in Shanghai; the edition is 2026-W41. */
export const FIRST_CUT_OFF = new Date('2026-10-05T00:00:00Z');

let serial = 0;

/** A municipal policy of Beijing for the film sector; every call has another title. */
export function aPolicy(overrides: Partial<PolicyFacts> = {}): PolicyFacts {
  serial += 1;
  return {
    title: `关于支持影视企业发展的若干措施（之${serial}）`,
    level: 'municipal',
    districts: ['110000'],
    issuers: ['北京市电影局'],
    documentNumber: `京影发〔2026〕${serial}号`,
    writtenOn: '2026-09-28',
    publishedOn: '2026-09-29',
    effectiveFrom: null,
    effectiveUntil: null,
    type: 'notice',
    sectors: ['022'],
    summary: '对影视企业给予支持。',
    whoCanApply: null,
    howMuch: null,
    applicationOpensOn: null,
    applicationClosesOn: null,
    howToApply: null,
    contact: null,
    sourceLink: `https://policy.example/${serial}`,
    attachments: [],
    fullText: '第一条 对影视企业给予支持。',
    ...overrides,
  };
}

/** What decides the matching of `aPolicy`. */
export function matchFacts(overrides: Partial<MatchFacts> = {}): MatchFacts {
  return { level: 'municipal', type: 'notice', districts: ['110000'], sectors: ['022'], ...overrides };
}

/** A film company of 石景山; it gets `aPolicy`. */
export function aProfile(overrides: Partial<Profile> = {}): Profile {
  return { districts: ['110107'], sectors: ['022'], levels: [], types: [], ...overrides };
}

/** A weekly list in Shanghai's zone, cut off on Mondays at 08:00, released without review. */
export function aList(overrides: Partial<List> = {}): List {
  return Object.assign(new List(), {
    id: newId<'list'>(),
    slug: 'culture',
    name: '文化政策周报',
    description: '每周一次。',
    senderName: '邸报',
    fromAddress: 'news@dibao.example',
    replyTo: null,
    postalAddress: '北京市石景山区示例路 1 号',
    icpNumber: null,
    timeZone: 'Asia/Shanghai',
    cutoffWeekday: 1,
    cutoffMinute: 8 * 60,
    language: 'zh-CN',
    sectorTrees: ['culture-2018', 'gbt4754-2017'],
    districtRoot: '110000',
    approval: 'none',
    quietWeekNote: false,
    isSample: false,
    announcesFrom: ANNOUNCES_FROM,
    ...overrides,
  } satisfies List);
}

/** One line of a subscriber file. */
export interface SubscriberLine {
  readonly email: string;
  readonly company: string;
  readonly districts: string;
  readonly sectors: string;
  readonly levels: string;
  readonly types: string;
  readonly language: string;
}

/** A subscriber with `aProfile`. */
export function aSubscriber(email: string, overrides: Partial<SubscriberLine> = {}): SubscriberLine {
  return {
    email,
    company: `示例企业 ${email.split('@')[0]}`,
    districts: '110107',
    sectors: '022',
    levels: '',
    types: '',
    language: 'zh-CN',
    ...overrides,
  };
}

/** The file that holds them. */
export function subscriberFile(lines: readonly SubscriberLine[]): string {
  const columns = ['email', 'company', 'districts', 'sectors', 'levels', 'types', 'language'] as const;
  return [
    columns.join(','),
    ...lines.map((line) => columns.map((column) => `"${line[column].replaceAll('"', '""')}"`).join(',')),
  ].join('\n');
}
