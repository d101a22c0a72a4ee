import { ALL_SECTORS, NATION } from '../../taxonomy/domain/taxonomy.js';
import type { PolicyFacts } from '../../policies/domain/policy.js';
import type { ParsedEntry } from './parsed-entry.js';
import { PRE_TICKED } from './suggest-sectors.js';

/**
 * A draft's facts from an entry; what the entry does not give stays absent. Sectors are the confident
 * suggestions, or all sectors where there are none: a policy too widely sent is seen, one not sent is missed.
 */
export function policyFromEntry(
  entry: ParsedEntry,
  isKnownDistrict: (code: string) => boolean,
): PolicyFacts | null {
  if (entry.title === null) return null;
  const level = entry.level ?? 'municipal';
  const sectors = entry.sectors.filter((one) => one.confidence >= PRE_TICKED).map((one) => one.code);
  const districts = entry.districts.filter(isKnownDistrict);
  return {
    title: entry.title,
    level,
    districts: districts.length > 0 ? districts : level === 'national' ? [NATION] : [],
    issuers: entry.issuers,
    documentNumber: entry.documentNumber,
    writtenOn: entry.writtenOn,
    publishedOn: entry.publishedOn,
    effectiveFrom: entry.effectiveFrom,
    effectiveUntil: entry.effectiveUntil,
    type: entry.type ?? 'notice',
    sectors: sectors.length > 0 ? sectors : [ALL_SECTORS],
    summary: entry.summary,
    whoCanApply: entry.whoCanApply,
    howMuch: entry.howMuch,
    applicationOpensOn: entry.application.opensOn,
    applicationClosesOn: entry.application.closesOn,
    howToApply: null,
    contact: entry.contact,
    sourceLink: entry.sourceLink,
    attachments: entry.attachments.flatMap(({ title, link }) => (link ? [{ title, link }] : [])),
    fullText: entry.text || null,
  };
}
