/** 国家级 · 省级 · 市级 · 区级, in the order they are printed. */
export const POLICY_LEVELS = ['national', 'provincial', 'municipal', 'district'] as const;
export type PolicyLevel = (typeof POLICY_LEVELS)[number];

/** 规划 意见 办法 法规 通知 申报通知 资金支持 公示 解读 征求意见稿 废止/修改. */
export const POLICY_TYPES = [
  'plan',
  'opinion',
  'rule',
  'law',
  'notice',
  'call',
  'fund',
  'publicity',
  'explain',
  'draft',
  'repeal',
] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

export const POLICY_STATUSES = ['draft', 'published', 'withdrawn'] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

/** `never`: stored and searchable, but in no digest. */
export const ANNOUNCE_MODES = ['next', 'never'] as const;
export type AnnounceMode = (typeof ANNOUNCE_MODES)[number];

/** `YYYY-MM-DD`, or `YYYY-MM` where the source gives no day. */
export type PolicyDate = string;

export interface Attachment {
  readonly title: string;
  readonly link: string;
}

/** No form takes a longer full text: about 300 printed pages. The document it was read from is kept whole. */
export const LONGEST_FULL_TEXT = 500_000;

/** What a policy says, as far as its source says it: absent is null, never a guess. */
export interface PolicyFacts {
  readonly title: string;
  readonly level: PolicyLevel;
  /** District codes; the nation is `000000`. */
  readonly districts: readonly string[];
  readonly issuers: readonly string[];
  readonly documentNumber: string | null;
  readonly writtenOn: PolicyDate | null;
  readonly publishedOn: PolicyDate | null;
  readonly effectiveFrom: PolicyDate | null;
  readonly effectiveUntil: PolicyDate | null;
  readonly type: PolicyType;
  /** Sector codes; `*` is all sectors. */
  readonly sectors: readonly string[];
  readonly summary: string | null;
  readonly whoCanApply: string | null;
  readonly howMuch: string | null;
  readonly applicationOpensOn: PolicyDate | null;
  readonly applicationClosesOn: PolicyDate | null;
  readonly howToApply: string | null;
  readonly contact: string | null;
  readonly sourceLink: string | null;
  readonly attachments: readonly Attachment[];
  /** Plain text with blank lines between paragraphs. */
  readonly fullText: string | null;
}

/** The facts that decide who gets a policy; a change of any of them is a new revision. */
export interface MatchFacts {
  readonly level: PolicyLevel;
  readonly type: PolicyType;
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
}
