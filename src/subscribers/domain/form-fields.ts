/** What a form sends: any field may be absent, repeated, or no text at all. */
export type FormFields = Readonly<Record<string, unknown>>;

/** What can be wrong with a field, with the sentence a machine is told. */
export const FIELD_PROBLEMS = {
  missing: 'is missing',
  repeated: 'was given more than once',
  'not-text': 'is not a text',
  'too-long': 'is too long',
  'control-character': 'contains a line break or control character',
  link: 'must not contain a link or an address',
  address: 'is not one mail address',
  unchanged: 'is the address in use already',
  unknown: 'is not one of the choices',
  'not-a-date': 'is not a date',
  'too-early': 'must be in the future',
  'too-late': 'is more than a year away',
} as const;

export interface FormProblem {
  readonly field: string;
  readonly problem: keyof typeof FIELD_PROBLEMS;
}

/** Takes note of one wrong field. */
export type Refuse = (field: string, problem: FormProblem['problem']) => void;

const VALUES_AT_MOST = 300;
/** Control and direction characters, and the two our placeholders are made of. */
// oxlint-disable-next-line no-control-regex
export const INVISIBLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ue000\ue001]/;

/** The one text of a field: empty when it is absent, null (and refused) when it is not one text. */
export function onlyText(form: FormFields, field: string, refuse: Refuse): string | null {
  const value = ownValue(form, field);
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  refuse(field, Array.isArray(value) ? 'repeated' : 'not-text');
  return null;
}

/** The texts of a field that may be repeated, each once, without empty ones; null (and refused) when they are no texts. */
export function texts(form: FormFields, field: string, refuse: Refuse): string[] | null {
  const value = ownValue(form, field);
  if (value === undefined || value === null) return [];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > VALUES_AT_MOST) {
    refuse(field, 'too-long');
    return null;
  }
  if (!values.every((one) => typeof one === 'string')) {
    refuse(field, 'not-text');
    return null;
  }
  return [...new Set(values.map((one) => one.trim()).filter((one) => one !== ''))];
}

function ownValue(form: FormFields, field: string): unknown {
  return Object.hasOwn(form, field) ? form[field] : undefined;
}
