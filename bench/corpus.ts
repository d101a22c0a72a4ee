import type { INestApplicationContext } from '@nestjs/common';
import { List } from '../src/lists/list.entity.js';
import { ListsRepository } from '../src/lists/lists.repository.js';
import { ProfilesRepository } from '../src/matching/profiles.repository.js';
import { newId } from '../src/platform/ids.js';
import type { PolicyFacts } from '../src/policies/domain/policy.js';
import { PublishPolicyService } from '../src/policies/publish-policy.service.js';
import { SavePolicyService } from '../src/policies/save-policy.service.js';
import { SeedTaxonomyService } from '../src/taxonomy/seed-taxonomy.service.js';
import { execute } from './bench-database.js';

export const DISTRICTS = [
  '110101',
  '110102',
  '110105',
  '110106',
  '110107',
  '110108',
  '110112',
  '110115',
  '110114',
  '110115403',
];
export const SECTORS = [
  'I65',
  'I64',
  'C39',
  'C26',
  'R86',
  'R87',
  'R88',
  'R90',
  'M73',
  'L72',
  'J66',
  'F51',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
];

/** The same numbers from the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The list every benchmark works on. */
export async function makeList(app: INestApplicationContext): Promise<List> {
  await app.get(SeedTaxonomyService).seed();
  const list = Object.assign(new List(), {
    id: newId<'list'>(),
    slug: 'bench',
    name: '政策周报',
    description: '',
    senderName: '邸报',
    fromAddress: 'dibao@bench.example',
    replyTo: null,
    postalAddress: '北京市',
    icpNumber: null,
    timeZone: 'Asia/Shanghai',
    cutoffWeekday: 1,
    cutoffMinute: 480,
    language: 'zh-CN',
    sectorTrees: ['gbt4754-2017', 'culture-2018'],
    districtRoot: '110000',
    approval: 'any',
    quietWeekNote: false,
    isSample: false,
    announcesFrom: new Date(Date.now() - 7 * 86_400_000),
  } satisfies List);
  await app.get(ListsRepository).add(list);
  return list;
}

/** Published policies; `wide` ones concern everybody, the others one district and one sector each. */
export async function makePolicies(
  app: INestApplicationContext,
  count: number,
  options: { readonly wide: boolean; readonly summaryCharacters?: number },
): Promise<void> {
  const random = seeded(1);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
  for (let n = 1; n <= count; n += 1) {
    const district = options.wide || random() < 0.3 ? '110000' : pick(DISTRICTS);
    const { policy } = await app
      .get(SavePolicyService)
      .addDraft(factsOf(n, district, options.wide ? '*' : pick(SECTORS), options.summaryCharacters ?? 60), {
        announce: 'next',
        isSample: false,
      });
    await app.get(PublishPolicyService).publish(policy.id);
  }
}

/** Distinct profiles of one to three districts and one to four sectors. */
export async function makeProfiles(app: INestApplicationContext, count: number): Promise<string[]> {
  const random = seeded(2);
  const several = (from: readonly string[], most: number) =>
    Array.from(
      { length: 1 + Math.floor(random() * most) },
      () => from[Math.floor(random() * from.length)] as string,
    );
  const ids = new Set<string>();
  while (ids.size < count)
    ids.add(
      await app.get(ProfilesRepository).idOf({
        districts: several(DISTRICTS, 3),
        sectors: several(SECTORS, 4),
        levels: [],
        types: [],
      }),
    );
  return [...ids];
}

/** Active subscriptions spread over the profiles, each its own company and address. */
export async function makeSubscriptions(
  url: string,
  listId: string,
  profileIds: readonly string[],
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  await execute(
    url,
    `create temporary table bench_rows as
     select n, gen_random_uuid() as company_id, gen_random_uuid() as subscriber_id,
            ('{${profileIds.join(',')}}'::uuid[])[1 + n % ${profileIds.length}] as profile_id
       from generate_series(${range.from}, ${range.to}) n`,
    `insert into companies (id, name) select company_id, '示例科技第' || n || '有限公司' from bench_rows`,
    `insert into subscribers (id, company_id, address) select subscriber_id, company_id, 'r' || n || '@bench.example' from bench_rows`,
    `insert into subscriptions (id, subscriber_id, list_id, profile_id, language, status, confirmed_at)
     select gen_random_uuid(), subscriber_id, '${listId}', profile_id, 'zh-CN', 'active', now() from bench_rows`,
    'analyze',
  );
}

function factsOf(n: number, district: string, sector: string, summaryCharacters: number): PolicyFacts {
  return {
    title: `关于支持第${n}批企业数字化转型和文化科技融合发展的若干措施`,
    level: district === '110000' ? 'municipal' : 'district',
    districts: [district],
    issuers: ['北京市经济和信息化局'],
    documentNumber: `京经信发〔2026〕${n}号`,
    writtenOn: null,
    publishedOn: '2026-11-16',
    effectiveFrom: null,
    effectiveUntil: null,
    type: n % 3 === 0 ? 'call' : 'opinion',
    sectors: [sector],
    summary: '对符合条件的企业在研发投入、场景应用和人才引进方面给予支持，并明确申报流程与管理要求。'
      .repeat(20)
      .slice(0, summaryCharacters),
    whoCanApply: '在本市注册的中小企业',
    howMuch: null,
    applicationOpensOn: null,
    applicationClosesOn: n % 3 === 0 ? '2026-12-31' : null,
    howToApply: null,
    contact: null,
    sourceLink: `https://policy.bench.example/${n}`,
    attachments: [],
    fullText: null,
  };
}
