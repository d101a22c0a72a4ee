import type { DocumentHints } from './domain/document-hints.js';
import type { LexiconChange } from './domain/lexicon-words.js';
import type { ParsedBulletin, ParsedEntry } from './domain/parsed-entry.js';
import type { CorrectedEntry, WordProposal } from './domain/propose-words.js';
import type { LineRange } from './domain/split-entry.js';
import type { DocumentAbout, ExtractedDocument } from './extract-text.js';

/** What editors changed in the lexicon; another `version` is another lexicon. */
export interface LexiconState {
  readonly version: number;
  readonly changes: readonly LexiconChange[];
}

/** A document's bytes as they came. */
export interface DocumentBytes {
  readonly bytes: Uint8Array;
  readonly about: DocumentAbout;
}

/** Lines of a document that an editor says are one entry. */
export interface LinesToRead {
  readonly text: string;
  readonly range: LineRange;
  readonly like: Pick<ParsedEntry, 'position' | 'section'>;
  readonly hints: DocumentHints;
  readonly lexicon: LexiconState;
}

/** An entry as an editor corrected it, with the lines it was read from. */
export interface Correction {
  readonly entry: CorrectedEntry;
  /** Names of the sectors its facts have now. */
  readonly sectorNames: Readonly<Record<string, string>>;
  readonly lexicon: LexiconState;
}

/** What a reading thread does: what each task is given, and what it gives. All of it can be cloned between threads. */
export interface ReadingTasks {
  readonly extract: { readonly given: DocumentBytes; readonly gives: ExtractedDocument };
  readonly parse: {
    readonly given: { readonly text: string; readonly hints: DocumentHints; readonly lexicon: LexiconState };
    readonly gives: ParsedBulletin;
  };
  /** Some lines of a text as one entry (`readLinesAsEntry`). */
  readonly 'read-lines': { readonly given: LinesToRead; readonly gives: ParsedEntry | null };
  /** What a correction suggests for the lexicon (`proposeWords`). */
  readonly 'propose-words': { readonly given: Correction; readonly gives: readonly WordProposal[] };
  /** Bytes into entries by the lexicon of the data files alone. */
  readonly 'parse-document': { readonly given: DocumentBytes; readonly gives: ParsedBulletin };
  /** Bytes into what `policies suggest` prints. */
  readonly 'suggest-document': { readonly given: DocumentBytes; readonly gives: object };
}

export type ReadingTask = {
  readonly [K in keyof ReadingTasks]: { readonly kind: K; readonly given: ReadingTasks[K]['given'] };
}[keyof ReadingTasks];

/** The first entries of a bulletin that has thousands; the next come when asked for, the last with the outcome. */
export interface ReadingPart {
  readonly part: readonly ParsedEntry[];
}

/** Asks for them. */
export interface NextPart {
  readonly next: true;
}

/** What a thread says while it works: which share of its task is done, 0–1. */
export interface ReadingProgress {
  readonly share: number;
}

/** What a thread answers; a refusal travels as its code and message, for classes do not. */
export type ReadingOutcome =
  | { readonly gives: unknown }
  | { readonly refusal: { readonly code: string; readonly message: string } }
  | { readonly failure: Error };
