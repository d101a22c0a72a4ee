import { type FormFields, INVISIBLE, onlyText, type Refuse } from './form-fields.js';

/** Why a person leaves a list, in the order in which they are asked. */
export const LEAVING_REASONS = [
  'too-many',
  'not-relevant',
  'elsewhere',
  'left-company',
  'never-asked',
  'other',
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

const NOTE_CHARACTERS = 500;

/** Reads `reason` and the free `note` (at most 500 characters); null, and refused, when either is wrong. */
export function readLeavingReason(
  form: FormFields,
  refuse: Refuse,
): { readonly reason: LeavingReason; readonly note: string } | null {
  const given = onlyText(form, 'reason', refuse);
  const note = onlyText(form, 'note', refuse)?.normalize('NFC').replace(/\s+/g, ' ').trim();
  const reason = LEAVING_REASONS.find((one) => one === given);
  if (given === '') refuse('reason', 'missing');
  else if (given !== null && !reason) refuse('reason', 'unknown');
  if (note !== undefined && [...note].length > NOTE_CHARACTERS) refuse('note', 'too-long');
  else if (note !== undefined && INVISIBLE.test(note)) refuse('note', 'control-character');
  else if (reason && note !== undefined) return { reason, note };
  return null;
}
