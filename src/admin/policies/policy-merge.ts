import { fingerprint, POLICY_FIELDS, type PolicyInput } from './policy.form.js';
import type { FormTexts } from '../console/form-fields.js';

export type FieldName = keyof PolicyInput;

/** One field in which the stored policy and the form differ. */
export interface FieldDifference {
  readonly field: FieldName;
  /** `theirs`: only the other changed it, so theirs is taken over; `mine`: only I did; `both`: it is for me to say. */
  readonly changedBy: 'theirs' | 'mine' | 'both';
}

/**
 * Three-way merge by field: what I edited from (hashes), what is stored now, what I sent. Nothing is lost: a field
 * that both changed keeps mine and shows theirs.
 */
export function mergePolicies(
  base: string,
  stored: FormTexts,
  mine: FormTexts,
): { readonly merged: FormTexts; readonly differences: readonly FieldDifference[] } {
  const hashes = base.split(',');
  const merged: Record<string, string | readonly string[]> = { ...mine };
  const differences: FieldDifference[] = [];
  POLICY_FIELDS.forEach((field, index) => {
    const [before, theirs, own] = [hashes[index], fingerprint(stored[field]), fingerprint(mine[field])];
    if (theirs === own) return;
    const changedBy = own === before ? 'theirs' : theirs === before ? 'mine' : 'both';
    if (changedBy === 'theirs') merged[field] = stored[field] ?? '';
    differences.push({ field, changedBy });
  });
  return { merged, differences };
}
