import type { PolicyFacts } from '../../policies/domain/policy.js';
import type { Twin } from './review-entry.js';

/** What tells two policies apart. */
export type TwinFacts = Pick<PolicyFacts, 'title' | 'type' | 'issuers' | 'documentNumber' | 'sourceLink'>;

/** A policy that is stored, or an entry further up in the document. */
export interface KnownPolicy extends TwinFacts {
  readonly policyId: string | null;
  readonly position: number | null;
}

/** Signs that never make a difference between two titles or numbers. */
export const IGNORED_SIGNS =
  ' \t\n　,，.。、;；:：!！?？"\'“”‘’()（）[]【】〔〕{}<>《》〈〉「」『』-—–_·•*#/\\|~～…';
const IGNORED = new Set(IGNORED_SIGNS);

/** The form in which titles, issuers and numbers are compared: NFKC, lower case, without signs and blanks. */
export function bare(text: string): string {
  return [...text.normalize('NFKC').replace(/[A-Z]/g, (letter) => letter.toLowerCase())]
    .filter((sign) => !IGNORED.has(sign))
    .join('');
}

/**
 * The known policy an entry repeats: the same number, the same title and issuer, or the same page. An explainer shares
 * number and page with what it explains, and several entries may share the page they were listed on: those are no twins.
 */
export function findTwin(
  facts: TwinFacts,
  known: readonly KnownPolicy[],
  sharedLinks: ReadonlySet<string>,
): Twin | null {
  for (const other of known) {
    const reason = reasonOf(facts, other, sharedLinks);
    if (reason) return { reason, policyId: other.policyId, position: other.position };
  }
  return null;
}

function reasonOf(one: TwinFacts, other: TwinFacts, sharedLinks: ReadonlySet<string>): Twin['reason'] | null {
  if (one.title === '' || (one.type === 'explain') !== (other.type === 'explain')) return null;
  const sameTitle = bare(one.title) === bare(other.title);
  if (one.documentNumber && other.documentNumber) {
    if (bare(one.documentNumber) === bare(other.documentNumber)) return 'same-number';
    return null;
  }
  if (sameTitle && shareIssuer(one, other)) return 'same-title';
  const link = one.sourceLink;
  if (link && link === other.sourceLink && isPage(link) && !sharedLinks.has(link)) return 'same-link';
  return null;
}

function shareIssuer(one: TwinFacts, other: TwinFacts): boolean {
  if (one.issuers.length === 0 || other.issuers.length === 0) return true;
  const names = other.issuers.map(bare);
  return one.issuers.map(bare).some((name) => names.some((own) => own.endsWith(name) || name.endsWith(own)));
}

/** A page of its own, not a site's front. */
function isPage(link: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url !== null && (url.pathname.replace(/\/(?:index\.\w+)?$/, '') !== '' || url.search !== '');
}
