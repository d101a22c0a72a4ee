import { createHash } from 'node:crypto';
import pg from 'pg';
import { newId } from '../src/platform/ids.js';
import { POLICY_TYPES } from '../src/policies/domain/policy.js';
import { policyLexemes, type SearchedFacts } from '../src/policies/domain/search-lexemes.js';
import { LEXEMES_VERSION } from '../src/policies/policy-search-index.js';
import { DISTRICTS, SECTORS, seeded } from './corpus.js';

const VERBS = ['支持', '促进', '规范', '加快', '推动', '鼓励', '引导', '加强', '深化', '优化'];
const OBJECTS = [
  '数字经济', '文化旅游', '专精特新企业', '绿色建筑', '人工智能', '集成电路', '影视制作', '演艺市场', '知识产权', '科技金融',
  '餐饮服务', '老旧小区', '新能源汽车', '会展经济', '跨境电商', '养老服务', '人才引进', '中小企业', '数据要素', '商业航天',
  '生物医药', '文物保护', '网络视听', '冰雪运动', '夜间消费', '乡村振兴', '城市更新', '机器人', '游戏电竞', '实体书店',
]; // prettier-ignore
const MEASURES = [
  '资金补贴', '贷款贴息', '房租减免', '场景开放', '首台套奖励', '研发费用加计扣除', '示范基地认定', '上市培育', '税收优惠', '用地保障',
  '政府采购', '标准制定', '数据共享', '人才落户', '品牌推广', '展会参展', '绿色认证', '平台建设', '应用示范', '信用评价',
]; // prettier-ignore
const WAYS = [
  '组织评审',
  '公布名单',
  '安排经费',
  '开展检查',
  '定期评估',
  '统筹协调',
  '公开征集',
  '优先推荐',
  '专题辅导',
  '跟踪服务',
];
const NAMES = ['若干措施', '实施办法', '行动计划', '申报指南', '管理规定', '工作方案', '扶持意见', '公示'];
const ISSUERS = ['文化和旅游局', '经济和信息化局', '科学技术委员会', '发展和改革委员会', '商务局', '财政局', '住房和城乡建设委员会', '广播电视局', '知识产权局', '人力资源和社会保障局']; // prettier-ignore

const PARAGRAPHS = 3_000;
const SENTENCES_EACH = 5;
const BATCH = 5_000;

/**
 * Published policies made of two paragraphs each over a small vocabulary, each found by what its texts hold, exactly as if it had been
 * saved one by one. The lexemes of a paragraph are made once; PostgreSQL joins them. Dates spread over eight years.
 */
export async function fillPolicies(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const random = seeded(3);
  try {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'`);
    await client.query('drop index policy_search_words');
    await storeParagraphs(client, random);
    for (let from = 1; from <= count; from += BATCH)
      await storePolicies(client, Math.min(BATCH, count - from + 1), from, random);
    await client.query(
      'create index policy_search_words on policy_search using gin (words) with (fastupdate = off)',
    );
    await client.query('vacuum analyze policies, policy_search');
  } finally {
    await client.end();
  }
}

async function storeParagraphs(client: pg.Client, random: () => number): Promise<void> {
  const rows = Array.from({ length: PARAGRAPHS }, (_, id) => {
    const [topic, other] = [skewed(OBJECTS, random), skewed(OBJECTS, random)];
    const text = Array.from({ length: SENTENCES_EACH }, (__, at) =>
      sentence(at + 1, [topic, other], random),
    ).join('');
    return {
      id,
      text,
      words: policyLexemes({ ...EMPTY, fullText: text }).filter((one) => !one.includes(':')),
    };
  });
  await client.query('create temporary table paragraphs (id int primary key, text text, words tsvector)');
  await client.query(
    `insert into paragraphs select r.id, r.text, array_to_tsvector(r.words)
       from jsonb_to_recordset($1) as r(id int, text text, words text[])`,
    [JSON.stringify(rows)],
  );
  await client.query('analyze paragraphs');
}

/** Speaks of the two topics of its paragraph, as policies do. */
function sentence(at: number, topics: readonly string[], random: () => number): string {
  const measure = at === 1 ? skewed(MEASURES, random) : pick(WAYS, random);
  const start = `第${at}条 ${pick(VERBS, random)}${pick(topics, random)}发展，对符合条件的单位给予${measure}，`;
  return `${start}${pick(VERBS, random)}${pick(topics, random)}，由主管部门${pick(WAYS, random)}。`;
}

async function storePolicies(client: pg.Client, count: number, from: number, random: () => number) {
  const rows = Array.from({ length: count }, (_, at) => policyOf(from + at, random));
  await client.query('drop table if exists batch');
  await client.query(
    `create temporary table batch as
     select r.*, one.text || E'\\n\\n' || two.text as full_text, one.words || two.words as text_words
       from jsonb_to_recordset($1) as r(id uuid, title text, level text, district text, issuer text, number text,
              published date, type text, sector text, opens date, closes date, one int, two int, fingerprint text,
              own_words text[])
       join paragraphs one on one.id = r.one join paragraphs two on two.id = r.two`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `insert into policies (id, title, level, districts, issuers, document_number, published_on, type, sectors, summary,
            application_opens_on, application_closes_on, source_link, full_text, status, announce, visible_at, fingerprint)
     select id, title, level, array[district], array[issuer], number, published::text, type, array[sector],
            left(full_text, 60), opens::text, closes::text, 'https://policy.bench.example/' || number, full_text, 'published', 'never',
            published + interval '1 day', decode(fingerprint, 'hex') from batch`,
  );
  await client.query(
    `insert into policy_search (policy_id, search_key, level, published_from, published_until, opens_from, closes_until,
            closes_on, visible_at, issuers, words)
     select id, '${LEXEMES_VERSION}:1', level, published, published, case when closes is not null then coalesce(opens, '-infinity') end,
            closes, closes, published + interval '1 day', issuer, array_to_tsvector(own_words) || text_words from batch`,
  );
}

function policyOf(n: number, random: () => number) {
  const district = random() < 0.1 ? '000000' : random() < 0.4 ? '110000' : pick(DISTRICTS, random);
  const level = district === '000000' ? 'national' : district === '110000' ? 'municipal' : 'district';
  const day = Math.floor(random() ** 1.5 * 8 * 365);
  const published = new Date(Date.now() - day * 86_400_000).toISOString().slice(0, 10);
  const facts = {
    ...EMPTY,
    title: `关于${pick(VERBS, random)}${skewed(OBJECTS, random)}${skewed(MEASURES, random)}的${pick(NAMES, random)}（第${n}号）`,
    level,
    type: pick(POLICY_TYPES, random),
    districts: [district],
    sectors: [random() < 0.15 ? '*' : skewed(SECTORS, random)],
    issuers: [`${district === '000000' ? '国家' : '北京市'}${pick(ISSUERS, random)}`],
    documentNumber: `京${pick(ISSUERS, random).slice(0, 1)}发〔${published.slice(0, 4)}〕${n}号`,
  } satisfies SearchedFacts;
  const closes = random() < 0.3 ? new Date(Date.parse(published) + random() * 90 * 86_400_000) : null;
  return {
    id: newId(),
    title: facts.title,
    level,
    district,
    issuer: facts.issuers[0],
    number: facts.documentNumber,
    published,
    type: facts.type,
    sector: facts.sectors[0],
    opens: closes && random() < 0.5 ? published : null,
    closes: closes?.toISOString().slice(0, 10) ?? null,
    one: Math.floor(random() * PARAGRAPHS),
    two: Math.floor(random() * PARAGRAPHS),
    fingerprint: createHash('sha256').update(`bench ${n}`).digest('hex'),
    own_words: policyLexemes(facts),
  };
}

/** What readers type: words that many, some and few policies hold, several at once, numbers and names. */
export function aSearch(random: () => number): string {
  const query = new URLSearchParams();
  const kind = random();
  if (kind < 0.3) query.set('q', skewed(OBJECTS, random));
  else if (kind < 0.45) query.set('q', `${skewed(OBJECTS, random)} ${skewed(MEASURES, random)}`);
  else if (kind < 0.55)
    query.set('q', pick(['文旅', '补贴', '企业', '北京', '发展', '条件', '奖励', '贴息'], random));
  else if (kind < 0.6)
    query.set('q', `京文发〔${2019 + Math.floor(random() * 8)}〕${Math.floor(random() * 100_000)}号`);
  else if (kind < 0.65) query.set('q', pick(['游电竞', '型航天', '区小老', '渔业捕捞', '5G'], random));
  if (random() < 0.3) query.set('district', pick(DISTRICTS, random));
  if (random() < 0.3) query.set('sector', pick(SECTORS, random));
  if (random() < 0.2) query.set('level', pick(['national', 'municipal', 'district'], random));
  if (random() < 0.15) query.set('type', pick(POLICY_TYPES, random));
  if (random() < 0.1) query.set('issuer', pick(ISSUERS, random).slice(0, 4));
  if (random() < 0.1) query.set('from', `${2020 + Math.floor(random() * 6)}-03-01`);
  if (random() < 0.1) query.set('open', '1');
  if (query.size === 1 && kind < 0.3 && random() < 0.4)
    query.set('page', String(1 + Math.floor(random() * 5)));
  return `/policies?${query.toString()}`;
}

const EMPTY = {
  title: '',
  level: 'national',
  type: 'notice',
  districts: [],
  sectors: [],
  issuers: [],
  documentNumber: null,
  summary: null,
  whoCanApply: null,
  howMuch: null,
  howToApply: null,
  fullText: null,
} satisfies SearchedFacts;

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** The first ones far more often than the last. */
function skewed<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() ** 2 * from.length)] as T;
}
