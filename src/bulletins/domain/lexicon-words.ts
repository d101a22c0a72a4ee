import { POLICY_LEVELS, type PolicyLevel } from '../../policies/domain/policy.js';
import { LABEL_FIELDS, type LabelField, type LexiconData } from './lexicon.js';

/** The parts of the lexicon that an editor extends in the console. */
export const LEXICON_KINDS = ['issuer', 'label', 'sector-keyword', 'number-prefix'] as const;
export type LexiconKind = (typeof LEXICON_KINDS)[number];

/** What a word of each kind says. */
export interface Says {
  readonly issuer: {
    readonly level: PolicyLevel;
    readonly district: string;
    readonly aliases: readonly string[];
  };
  readonly label: { readonly field: LabelField };
  readonly 'sector-keyword': { readonly code: string; readonly weight: number };
  readonly 'number-prefix': {
    readonly issuer: string | null;
    readonly level: PolicyLevel;
    readonly district: string;
  };
}

/** One word; `target` tells apart the sectors that one keyword names and is '' for the other kinds. */
export type LexiconWord = {
  readonly [K in LexiconKind]: {
    readonly kind: K;
    readonly word: string;
    readonly target: string;
    readonly says: Says[K];
  };
}[LexiconKind];

/** A word an editor added, or one of the files that an editor took out. */
export type LexiconChange = LexiconWord & { readonly isRemoval: boolean };

/** The words of the data files that are of these kinds. */
export function wordsOf(data: LexiconData): LexiconWord[] {
  return [
    ...data.issuers.map(({ name, ...says }) => ({ kind: 'issuer' as const, word: name, target: '', says })),
    ...data.labels.map(({ label, field }) => ({
      kind: 'label' as const,
      word: label,
      target: '',
      says: { field },
    })),
    ...data.numberPrefixes.map(({ prefix, ...says }) => ({
      kind: 'number-prefix' as const,
      word: prefix,
      target: '',
      says,
    })),
    ...data.sectorKeywords.map(({ word, code, weight }) => ({
      kind: 'sector-keyword' as const,
      word,
      target: code,
      says: { code, weight },
    })),
  ];
}

/** The files' words with an editor's changes: a word given anew replaces the old one, a removal takes it out. */
export function changeLexicon(data: LexiconData, changes: readonly LexiconChange[]): LexiconData {
  const words = new Map(wordsOf(data).map((one) => [nameOf(one), one]));
  for (const { isRemoval, ...word } of changes)
    if (isRemoval) words.delete(nameOf(word));
    else words.set(nameOf(word), word);
  const all = [...words.values()];
  const ofKind = <K extends LexiconKind>(kind: K) =>
    all.filter((one): one is Extract<LexiconWord, { kind: K }> => one.kind === kind);
  return {
    ...data,
    issuers: ofKind('issuer').map(({ word, says }) => ({ name: word, ...says })),
    labels: ofKind('label').map(({ word, says }) => ({ label: word, ...says })),
    numberPrefixes: ofKind('number-prefix').map(({ word, says }) => ({ prefix: word, ...says })),
    sectorKeywords: ofKind('sector-keyword').map(({ word, says }) => ({ word, ...says })),
  };
}

/** What names a word: its kind, its text and, for a sector keyword, the sector. */
export function nameOf({ kind, word, target }: Pick<LexiconWord, 'kind' | 'word' | 'target'>): string {
  return `${kind} ${target} ${word}`;
}

/** Whether a level or label field from outside is one. */
export function isLevel(text: string): text is PolicyLevel {
  return (POLICY_LEVELS as readonly string[]).includes(text);
}

export function isLabelField(text: string): text is LabelField {
  return (LABEL_FIELDS as readonly string[]).includes(text);
}
