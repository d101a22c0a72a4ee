import type { MatchedTags } from '../../matching/domain/match-reason.js';
import type { PolicyFacts, PolicyLevel } from '../../policies/domain/policy.js';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The list as a mail prints it. */
export interface DigestList {
  readonly slug: string;
  readonly name: string;
  readonly senderName: string;
  readonly postalAddress: string;
  /** ICP 备案号, where the operator has one. */
  readonly icpNumber: string | null;
}

/** What every digest of an edition shares. */
export interface EditionFrame {
  /** `2026-W41` */
  readonly key: string;
  readonly list: DigestList;
  readonly language: Language;
  /** The local date of the cut-off in the list's zone, `YYYY-MM-DD`; days left count from it. */
  readonly issuedOn: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
}

/** One policy of a digest with the tags by which it matched. */
export interface DigestItem {
  readonly policyId: string;
  readonly facts: PolicyFacts;
  readonly tags: MatchedTags;
  /** 补发: it matched only after a correction. */
  readonly late: boolean;
}

/** A reminder line: a matching policy, new or announced earlier, that closes within 14 days. */
export interface ClosingSoon {
  readonly policyId: string;
  readonly title: string;
  readonly closesOn: string;
}

/** One card of the mail; every text is ready to print in the digest's language. Its number is its place in its section. */
export interface DigestCard {
  readonly title: string;
  readonly link: string;
  readonly late: boolean;
  readonly issuers: string;
  readonly publishedOn: string;
  readonly documentNumber: string | null;
  readonly summary: string | null;
  readonly whoCanApply: string | null;
  readonly howMuch: string | null;
  readonly closes: string | null;
  readonly howToApply: string | null;
  /** Whether any of the four facts about applying is printed. */
  readonly hasTerms: boolean;
  /** Of a call or a fund whose source states none of the four: one line says so. */
  readonly areTermsUnstated: boolean;
  readonly reasons: readonly string[];
  /** The original, http(s); the text twin prints it. */
  readonly sourceLink: string | null;
  /** Where the HTML's 政策原文链接 leads: the original; the policy's page when only a plain-http original would be left in an https mail. */
  readonly sourceTarget: string | null;
  readonly calendarLink: string | null;
}

export interface DigestSection {
  readonly level: PolicyLevel;
  readonly heading: string;
  readonly cards: readonly DigestCard[];
}

/** One line of 即将截止. */
export interface ClosingLine {
  readonly title: string;
  readonly link: string;
  /** `9 月 30 日` */
  readonly closes: string;
  /** `还剩 5 天` */
  readonly left: string;
}

/** The fixed words of the mail in one language (`digest-words.ts`). */
export interface DigestLabels {
  readonly notStated: string;
  readonly issuer: string;
  readonly publishedOn: string;
  readonly documentNumber: string;
  readonly applying: string;
  readonly whoCanApply: string;
  readonly howMuch: string;
  readonly closes: string;
  readonly howToApply: string;
  readonly why: string;
  readonly late: string;
  readonly closingSoon: string;
  readonly fullText: string;
  readonly source: string;
  readonly calendar: string;
  readonly webView: string;
  /** The link to everything of the edition. */
  readonly wholeEdition: string;
  readonly preferences: string;
  readonly unsubscribe: string;
  readonly subscribe: string;
  readonly openWebView: string;
  /** Between a card's number and its title, and between a label and its value. */
  readonly afterNumber: string;
  readonly colon: string;
}

/** `mail` is personal and fits its size; `web` shows every card and nothing of the recipient. */
export const DIGEST_MEDIA = ['mail', 'web'] as const;
export type DigestMedium = (typeof DIGEST_MEDIA)[number];

/** Everything the templates print; per-recipient values are placeholders (`platform/domain/placeholders.ts`). */
export interface DigestView {
  readonly language: Language;
  readonly medium: DigestMedium;
  readonly labels: DigestLabels;
  readonly subject: string;
  readonly preheader: string;
  readonly greeting: string;
  readonly brief: readonly string[];
  readonly editionKey: string;
  readonly editionName: string;
  readonly issuedOn: string;
  readonly list: DigestList;
  readonly closingSoon: readonly ClosingLine[];
  /** Says how many lines of 即将截止 the mail leaves to the web view. */
  readonly closingSoonMore: string | null;
  readonly sections: readonly DigestSection[];
  /** How many cards the mail leaves to the web view, and the line that says so. */
  readonly overflowCount: number;
  readonly overflowLine: string | null;
  /** Why the reader gets this. */
  readonly because: string;
  /** The list's page, where anyone may subscribe. */
  readonly listLink: string;
  /** Everything this edition announced to anybody; there once it is released. */
  readonly archiveLink: string;
  readonly fields: DigestFields;
}

/** The closed set of per-recipient fields. */
export interface DigestFields {
  readonly company: string;
  readonly subscribedSince: string;
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
  readonly webViewUrl: string;
}
