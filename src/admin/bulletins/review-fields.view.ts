import { READ_FIELDS, type FieldOrigin, type ReadField } from '../../bulletins/domain/parsed-entry.js';
import type { ReviewEntry, ReviewFacts } from '../../bulletins/domain/review-entry.js';
import { fieldOfWarning, keyOf } from '../../bulletins/domain/review-warnings.js';
import { LONGEST_FULL_TEXT, POLICY_LEVELS, POLICY_TYPES } from '../../policies/domain/policy.js';
import { type FormField, FormFields, type FormTexts } from '../console/form-fields.js';
import type { ConsoleWords } from '../words/console-words.js';
import { blockOf } from './source-lines.view.js';

/** One block of the form: the input, where its value was read, how sure that is, and what is in doubt. */
export interface ReviewFieldView {
  readonly name: string;
  readonly input: FormField;
  readonly column: 'half' | 'whole';
  /** The first line it was read on and how; null: the source does not give it. */
  readonly origin: {
    readonly line: number;
    readonly hasMark: boolean;
    readonly way: string;
    readonly percent: number;
  } | null;
  readonly isUnstated: boolean;
  readonly warnings: readonly ReviewWarningView[];
}

export interface ReviewWarningView {
  readonly key: string;
  readonly label: string;
  readonly message: string;
  readonly line: number;
  readonly isOpen: boolean;
  readonly settled: string | null;
}

type Kind = 'text' | 'area' | 'date' | 'level' | 'type' | 'announce' | 'pick';

const LAYOUT: readonly (readonly [keyof ReviewFacts, Kind, 'half' | 'whole'])[] = [
  ['title', 'area', 'whole'],
  ['issuers', 'area', 'half'],
  ['documentNumber', 'text', 'half'],
  ['level', 'level', 'half'],
  ['type', 'type', 'half'],
  ['publishedOn', 'date', 'half'],
  ['writtenOn', 'date', 'half'],
  ['districts', 'pick', 'whole'],
  ['sectors', 'pick', 'whole'],
  ['summary', 'area', 'whole'],
  ['applicationOpensOn', 'date', 'half'],
  ['applicationClosesOn', 'date', 'half'],
  ['whoCanApply', 'area', 'half'],
  ['howMuch', 'area', 'half'],
  ['howToApply', 'area', 'half'],
  ['contact', 'area', 'half'],
  ['effectiveFrom', 'date', 'half'],
  ['effectiveUntil', 'date', 'half'],
  ['sourceLink', 'text', 'whole'],
  ['attachments', 'area', 'whole'],
  ['announce', 'announce', 'half'],
  ['fullText', 'area', 'whole'],
];

const LIMITS: Partial<Record<keyof ReviewFacts, number>> = {
  title: 500,
  issuers: 2_000,
  documentNumber: 200,
  summary: 2_000,
  whoCanApply: 5_000,
  howMuch: 5_000,
  howToApply: 5_000,
  contact: 2_000,
  sourceLink: 2_000,
  attachments: 20_000,
  fullText: LONGEST_FULL_TEXT,
};

/** Every field of an entry in the order of the page. */
export function reviewFields(
  entry: ReviewEntry,
  texts: FormTexts,
  errors: Readonly<Record<string, string>>,
  t: ConsoleWords,
): ReviewFieldView[] {
  const form = new FormFields(texts, errors);
  const warnings = entry.warnings.map((one) => ({
    field: fieldOfWarning(one.code),
    view: warningView(one, t),
  }));
  return LAYOUT.map(([name, kind, column]) => {
    const origin = originOf(name, entry);
    const value = [texts[name] ?? ''].flat().join('');
    return {
      name,
      column,
      input: withId(inputOf(name, kind, form, texts, t)),
      origin: origin && {
        line: origin.line,
        hasMark: origin.spans.length > 0,
        way: t.readingWays[origin.way],
        percent: Math.round(origin.confidence * 100),
      },
      isUnstated: origin === null && (value === '' || isDefaulted(name)) && name !== 'announce',
      warnings: warnings.filter(({ field }) => field === name).map(({ view }) => view),
    };
  });
}

/** A doubt in the reader's language, with what became of it. */
export function warningView(one: ReviewEntry['warnings'][number], t: ConsoleWords): ReviewWarningView {
  return {
    key: keyOf(one),
    label: t.warningCodes[one.code],
    message: one.message,
    line: one.line,
    isOpen: one.settled === null,
    settled: one.settled && t.review.settled[one.settled],
  };
}

/** Fields that hold a value even where the source gives none, because a policy needs one. */
function isDefaulted(name: keyof ReviewFacts): boolean {
  return name === 'level' || name === 'type' || name === 'sectors';
}

function originOf(name: keyof ReviewFacts, entry: ReviewEntry): FieldOrigin | null {
  const fields = READ_FIELDS.filter((field) => namesOfField(field).includes(name));
  const found = fields.map((field) => entry.read.origins[field]).find((one) => one !== undefined);
  return isRead(name, entry) ? (found ?? null) : null;
}

function namesOfField(field: ReadField): string[] {
  return field === 'application' ? ['applicationOpensOn', 'applicationClosesOn'] : [blockOf(field)];
}

/** Whether the source gave the field at all; a place alone (a section, a sum) is no value. */
function isRead(name: keyof ReviewFacts, { read }: ReviewEntry): boolean {
  const { application } = read;
  const values: Partial<Record<keyof ReviewFacts, unknown>> = {
    ...read,
    applicationOpensOn: application.opensOn,
    applicationClosesOn: application.closesOn,
  };
  const value = values[name];
  return (
    value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

function inputOf(
  name: keyof ReviewFacts,
  kind: Kind,
  form: FormFields,
  texts: FormTexts,
  t: ConsoleWords,
): FormField {
  const label = t.fields[name];
  const maxLength = LIMITS[name] ?? 10;
  const pairs = <K extends string>(words: readonly K[], said: Readonly<Record<K, string>>) =>
    words.map((one) => [one, said[one]] as const);
  if (kind === 'level') return form.select(name, label, pairs(POLICY_LEVELS, t.levels));
  if (kind === 'type') return form.select(name, label, pairs(POLICY_TYPES, t.types));
  if (kind === 'announce') return form.select(name, label, pairs(['next', 'never'] as const, t.announce));
  if (kind === 'date') return form.text(name, label, { maxLength: 10, hint: t.policies.dateHint });
  if (kind === 'area') return form.textarea(name, label, { maxLength, rows: rowsFor(name, texts) });
  return form.text(name, label, { maxLength });
}

/** As many rows as the value needs, within reason. */
function rowsFor(name: keyof ReviewFacts, texts: FormTexts): number {
  if (name === 'fullText') return 10;
  const lines = [texts[name] ?? ''].flat().join('\n').split('\n');
  const width = name === 'title' || name === 'summary' ? 30 : 16;
  return Math.min(
    6,
    lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0),
  );
}

function withId(field: FormField): FormField {
  return { ...field, id: `in-${field.name}` };
}
