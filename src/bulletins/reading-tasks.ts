import type { DocumentHints } from './domain/document-hints.js';
import type { LexiconChange } from './domain/lexicon-words.js';
import type { ParsedBulletin } from './domain/parsed-entry.js';
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

/** What a reading thread does: what each task is given, and what it gives. All of it can be cloned between threads. */
export interface ReadingTasks {
  readonly extract: { readonly given: DocumentBytes; readonly gives: ExtractedDocument };
  readonly parse: {
    readonly given: { readonly text: string; readonly hints: DocumentHints; readonly lexicon: LexiconState };
    readonly gives: ParsedBulletin;
  };
  /** Bytes into entries by the lexicon of the data files alone. */
  readonly 'parse-document': { readonly given: DocumentBytes; readonly gives: ParsedBulletin };
  /** Bytes into what `policies suggest` prints. */
  readonly 'suggest-document': { readonly given: DocumentBytes; readonly gives: object };
}

export type ReadingTask = {
  readonly [K in keyof ReadingTasks]: { readonly kind: K; readonly given: ReadingTasks[K]['given'] };
}[keyof ReadingTasks];

/** What a thread answers; a refusal travels as its code and message, for classes do not. */
export type ReadingOutcome =
  | { readonly gives: unknown }
  | { readonly refusal: { readonly code: string; readonly message: string } }
  | { readonly failure: Error };
