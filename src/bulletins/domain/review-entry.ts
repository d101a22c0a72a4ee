import type { AnnounceMode, PolicyFacts } from '../../policies/domain/policy.js';
import { WARNING_CODES, type ParsedEntry } from './parsed-entry.js';

/** open and draft wait for an editor; the others are done. A draft's facts are those of its policy. */
export const REVIEW_STATES = ['open', 'draft', 'published', 'dropped', 'duplicate', 'merged'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** From where to where an editor may take an entry; everything else is refused. */
const NEXT: Readonly<Record<ReviewState, readonly ReviewState[]>> = {
  open: ['draft', 'published', 'dropped', 'duplicate', 'merged'],
  draft: ['published'],
  published: [],
  dropped: ['open'],
  duplicate: ['open'],
  merged: [],
};

/** Whether an entry may go from one state to another. */
export function mayBecome(from: ReviewState, to: ReviewState): boolean {
  return NEXT[from].includes(to);
}

/** Whether the entry still waits for an editor. */
export function isLive(state: ReviewState): boolean {
  return state === 'open' || state === 'draft';
}

/** The parser's doubts, and two of the review's own: a sector that nothing names, a district that the districts kept here do not hold. */
export const REVIEW_WARNING_CODES = [...WARNING_CODES, 'no-sector', 'unlisted-district'] as const;
export type ReviewWarningCode = (typeof REVIEW_WARNING_CODES)[number];

/** A doubt and whether an editor settled it: by confirming the value, or by correcting it. */
export interface ReviewWarning {
  readonly code: ReviewWarningCode;
  readonly message: string;
  readonly line: number;
  readonly settled: 'confirmed' | 'corrected' | null;
}

/** What an entry says now. A title the source does not give is ''. */
export type ReviewFacts = PolicyFacts & { readonly announce: AnnounceMode };

/** Why an entry is taken for a policy that is there already. */
export const TWIN_REASONS = ['same-policy', 'same-number', 'same-title', 'same-link'] as const;
export type TwinReason = (typeof TWIN_REASONS)[number];

/** The policy or the earlier entry of the document that an entry repeats. */
export interface Twin {
  readonly reason: TwinReason;
  readonly policyId: string | null;
  readonly position: number | null;
}

/** What a list of entries needs to know of one: no text and nothing of how it was read, for a document may have 20,000. */
export type EntryOutline = Pick<
  ReviewEntry,
  'id' | 'bulletinId' | 'position' | 'warnings' | 'state' | 'policyId' | 'twinOf'
> & { readonly facts: Pick<ReviewFacts, 'title' | 'documentNumber' | 'districts' | 'sectors' | 'announce'> };

/** One entry of a bulletin under review. */
export interface ReviewEntry {
  readonly id: string;
  readonly bulletinId: string;
  readonly position: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly read: ParsedEntry;
  readonly facts: ReviewFacts;
  readonly warnings: readonly ReviewWarning[];
  readonly state: ReviewState;
  readonly policyId: string | null;
  readonly twinOf: Twin | null;
  /** Grows with every change of the entry or of its draft. */
  readonly version: number;
}
