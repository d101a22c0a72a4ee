import { DATE_FIELDS } from '../../policies/domain/policy-rules.js';
import { findDates, readDate } from './dates.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { comparable, readLines } from './normalise.js';
import type { CorrectedEntry, WordProposal } from './propose-words.js';
import type { ReviewFacts } from './review-entry.js';
import { isChanged } from './review-warnings.js';

/** The label that would have told each field. */
const LABEL_OF: Partial<Record<keyof ReviewFacts, LabelField>> = {
  title: 'title',
  issuers: 'issuer',
  documentNumber: 'documentNumber',
  writtenOn: 'writtenOn',
  publishedOn: 'publishedOn',
  sourceLink: 'link',
  effectiveFrom: 'effectiveFrom',
  effectiveUntil: 'effectiveUntil',
  applicationOpensOn: 'application',
  applicationClosesOn: 'application',
  contact: 'contact',
  whoCanApply: 'who',
  howMuch: 'money',
  summary: 'summary',
};
const DATES: ReadonlySet<keyof ReviewFacts> = new Set(DATE_FIELDS);
/** A word and a colon, or a word in brackets, at the start of a line or behind a break; then a value. */
const LABELLED =
  /(?:^|[\s|｜;；])[【[]?\s*([\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z \t]{0,18}?)\s*[】\]]?\s*[:：]\s*([^|｜]*)/gu;
const LONGEST_LABEL = 12;
const LONGEST_EVIDENCE = 120;

/**
 * Labels that the lexicon does not know: the word before a colon whose value is what an editor entered. A word that labels
 * something already is left as it is.
 */
export function proposeLabels(entry: CorrectedEntry, lexicon: Lexicon): WordProposal[] {
  const labelled = labelledIn(entry.source);
  const asRead = { ...entry.facts, ...readFacts(entry) };
  const proposals = (Object.keys(LABEL_OF) as (keyof ReviewFacts)[]).flatMap((field): WordProposal[] => {
    const labels = LABEL_OF[field];
    if (labels === undefined || !isChanged(field, asRead, entry.facts)) return [];
    const found = labelled.find(({ label, value }) => {
      const known = lexicon.labelFields.get(label);
      return (known === undefined || known === 'other') && says(value, field, entry.facts);
    });
    if (!found) return [];
    return [
      { kind: 'label', word: found.label, target: '', says: { field: labels }, evidence: found.evidence },
    ];
  });
  return proposals.filter((one, n) => proposals.findIndex(({ word }) => word === one.word) === n);
}

/** The fields as they were read, where reading and facts have the same form. */
function readFacts({ read, facts }: CorrectedEntry): Partial<ReviewFacts> {
  return {
    ...Object.fromEntries(
      Object.keys(facts).flatMap((field) =>
        field in read ? [[field, read[field as keyof typeof read]]] : [],
      ),
    ),
    title: read.title ?? '',
    applicationOpensOn: read.application.opensOn,
    applicationClosesOn: read.application.closesOn,
  };
}

function labelledIn(source: string): { label: string; value: string; evidence: string }[] {
  const lines = readLines(source)
    .map(({ text }) => text)
    .filter((text) => text !== '');
  return lines.flatMap((text, n) =>
    [...text.matchAll(LABELLED)].flatMap(([, name = '', own = '']) => {
      const label = name.replace(/\s+/gu, '');
      const value = own.trim() === '' ? (lines[n + 1] ?? '') : own.trim();
      const evidence = (own.trim() === '' ? `${text} ${value}` : text).slice(0, LONGEST_EVIDENCE);
      return label.length >= 2 && label.length <= LONGEST_LABEL ? [{ label, value, evidence }] : [];
    }),
  );
}

/** Whether the value is what the field says now. */
function says(value: string, field: keyof ReviewFacts, facts: ReviewFacts): boolean {
  const given = facts[field];
  if (given === null || given === '' || (Array.isArray(given) && given.length === 0)) return false;
  if (field === 'issuers')
    return comparable(value.replace(/[、，,;；]/gu, '')) === comparable(facts.issuers.join(''));
  if (typeof given !== 'string') return false;
  if (!DATES.has(field)) return comparable(value) === comparable(given);
  const isWindow = field === 'applicationOpensOn' || field === 'applicationClosesOn';
  return isWindow ? value.length < 60 && datesIn(value).includes(given) : readDate(value)?.value === given;
}

function datesIn(value: string): (string | null)[] {
  return findDates(value).map((date) => date.value);
}
