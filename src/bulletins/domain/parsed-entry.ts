import type { PolicyLevel, PolicyType } from '../../policies/domain/policy.js';

/** Codes are stable: pages and commands translate them, the message is for a person reading now. */
export const WARNING_CODES = [
  'truncated',
  'long-text',
  'undated',
  'partial-date',
  'impossible-date',
  'no-title',
  'no-issuer',
  'no-level',
  'no-district',
  'ambiguous-district',
  'level-conflict',
  'issuer-conflict',
  'reposted',
  'inferred-level',
  'inferred-issuer',
  'inferred-date',
  'application-undated',
  'generic-link',
  'not-a-policy',
  'no-entry',
  'wrong-ending',
  'wrong-cell',
  'unknown-column',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Something an editor must look at; `line` counts from 1 in the document as it came. */
export interface ParseWarning {
  readonly code: WarningCode;
  readonly message: string;
  readonly line: number;
}

/** The words a suggestion rests on: offsets in UTF-16 units into the whole document, end exclusive. */
export interface Evidence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SectorSuggestion {
  readonly code: string;
  /** 0–1; from 0.7 on a page may tick it beforehand. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** What the source says about the window; whether it is open depends on today, which a parser does not know. */
export const APPLICATION_STATES = [
  'dated',
  'undated',
  'standing',
  'until-used-up',
  'announced-later',
  'not-stated',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export interface ApplicationWindow {
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly state: ApplicationState;
  readonly evidence: readonly Evidence[];
}

/** How a value was read: from a label (certain), from where it stands (likely), what the page states about itself, or from circumstances (to be checked). */
export const READING_WAYS = [
  'label',
  'title',
  'signature',
  'position',
  'number',
  'section',
  'page',
  'inferred',
] as const;
export type ReadingWay = (typeof READING_WAYS)[number];

/** A place in the document as it came: 1-based lines, UTF-16 offsets into the whole text, `end` exclusive. */
export interface SourceSpan {
  readonly line: number;
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
}

/** Where a field was read: 1-based line, how, and 0–1 how sure. No span: the text does not print it (a page's own address). */
export interface FieldOrigin {
  readonly line: number;
  readonly way: ReadingWay;
  readonly confidence: number;
  readonly spans: readonly SourceSpan[];
}

export const READ_FIELDS = [
  'title',
  'level',
  'issuers',
  'documentNumber',
  'writtenOn',
  'publishedOn',
  'sourceLink',
  'districts',
  'section',
  'type',
  'sectors',
  'application',
  'summary',
  'whoCanApply',
  'howMuch',
  'money',
  'contact',
  'effectiveFrom',
  'effectiveUntil',
  'attachments',
  'relatedTitles',
] as const;
export type ReadField = (typeof READ_FIELDS)[number];

export interface MoneyStatement {
  readonly statement: string;
  readonly evidence: Evidence;
}

export const RELATION_VERBS = ['explains', 'amends', 'repeals'] as const;
export type RelationVerb = (typeof RELATION_VERBS)[number];

/** What this policy does to another one, which it names by title, number or both. */
export interface ParsedRelation {
  readonly kind: RelationVerb;
  readonly title: string | null;
  readonly documentNumber: string | null;
  /** The entry of the same document that is meant; null when it is not in it. */
  readonly position: number | null;
  readonly span: SourceSpan;
}

export interface ParsedAttachment {
  readonly title: string;
  readonly link: string | null;
  readonly line: number;
}

/** One policy as its document gives it: absent is null, dates are `YYYY-MM-DD` or `YYYY-MM`, lines count from 1. */
export interface ParsedEntry {
  readonly position: number;
  readonly section: string | null;
  readonly level: PolicyLevel | null;
  readonly title: string | null;
  readonly issuers: readonly string[];
  readonly documentNumber: string | null;
  readonly writtenOn: string | null;
  readonly publishedOn: string | null;
  readonly sourceLink: string | null;
  readonly districts: readonly string[];
  readonly districtNames: readonly string[];
  readonly sectors: readonly SectorSuggestion[];
  readonly type: PolicyType | null;
  readonly application: ApplicationWindow;
  readonly textStart: { readonly line: number };
  readonly textEnd: { readonly line: number };
  readonly warnings: readonly ParseWarning[];
  /** The body: plain text, one paragraph a line. */
  readonly text: string;
  readonly summary: string | null;
  readonly whoCanApply: string | null;
  readonly howMuch: string | null;
  readonly money: readonly MoneyStatement[];
  readonly contact: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  readonly attachments: readonly ParsedAttachment[];
  /** Titles in 《》 that this policy explains, amends, repeals or rests on. */
  readonly relatedTitles: readonly string[];
  readonly relations: readonly ParsedRelation[];
  /** Position of an earlier entry of the document that is the same policy; null for the first or only one. */
  readonly duplicateOf: number | null;
  /** Where each field that is not null or empty was read. */
  readonly origins: Partial<Record<ReadField, FieldOrigin>>;
}

export interface ParsedBulletin {
  readonly entries: readonly ParsedEntry[];
  readonly warnings: readonly ParseWarning[];
}

/** Every warning of a document once, whether it stands with an entry, with the document or with both. */
export function allWarnings(bulletin: ParsedBulletin): ParseWarning[] {
  const all = [...bulletin.warnings, ...bulletin.entries.flatMap((entry) => entry.warnings)];
  return [...new Map(all.map((one) => [`${one.code}:${one.line}`, one])).values()];
}
