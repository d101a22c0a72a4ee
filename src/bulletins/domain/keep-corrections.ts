import type { ReviewFacts } from './review-entry.js';
import { isChanged } from './review-warnings.js';

/** `reread` with every field that an editor had changed from what was read at first; the text is always read again. */
export function keepCorrections(
  entry: { readonly facts: ReviewFacts },
  reread: ReviewFacts,
  asRead: ReviewFacts,
): ReviewFacts {
  const fields = (Object.keys(reread) as (keyof ReviewFacts)[]).filter((field) => field !== 'fullText');
  const corrected = fields.filter((field) => isChanged(field, asRead, entry.facts));
  return { ...reread, ...Object.fromEntries(corrected.map((field) => [field, entry.facts[field]])) };
}
