import type { PolicyFacts } from './policy.js';

/**
 * The text that is the same for one policy whatever document brought it: its title and its document number,
 * or without a number its issuers and dates. It is hashed for the unique fingerprint.
 */
export function policyIdentity(
  facts: Pick<PolicyFacts, 'title' | 'documentNumber' | 'issuers' | 'writtenOn' | 'publishedOn'>,
): string {
  const title = squeeze(facts.title);
  if (facts.documentNumber) return JSON.stringify([title, squeeze(facts.documentNumber)]);
  return JSON.stringify([title, facts.issuers.map(squeeze).sort(), facts.publishedOn ?? facts.writtenOn]);
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .toLowerCase();
}
