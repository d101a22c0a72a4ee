import { ALL_SECTORS, NATION } from '../../taxonomy/domain/taxonomy.js';
import { LONGEST_FULL_TEXT, type PolicyFacts } from '../../policies/domain/policy.js';
import type { ParsedEntry, ParseWarning } from './parsed-entry.js';
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
    fullText: withinLimit(entry.text) || null,
  };
}

/** As many whole paragraphs as a policy may hold: what no form takes could not be saved again. */
function withinLimit(text: string): string {
  if (text.length <= LONGEST_FULL_TEXT) return text;
  const end = text.lastIndexOf('\n', LONGEST_FULL_TEXT);
  return text.slice(0, end > 0 ? end : LONGEST_FULL_TEXT);
}

/** A warning where a policy cannot hold all of an entry's text: the rest is not left out in silence. */
export function leftOutOf(text: string, line: number): ParseWarning[] {
  if (text.length <= LONGEST_FULL_TEXT) return [];
  const message = `全文有${text.length}字,只保留前${LONGEST_FULL_TEXT}字以内的完整段落`;
  return [{ code: 'long-text', message, line }];
}
