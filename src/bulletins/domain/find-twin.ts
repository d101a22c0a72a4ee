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

/** Policies that entries of a document may repeat; a look at one costs the same however many there are. */
export class KnownPolicies {
  private readonly byKey = new Map<string, { readonly policy: KnownPolicy; readonly order: number }[]>();
  private size = 0;

  /** `sharedLinks`: pages that several entries of the document name. */
  constructor(
    policies: readonly KnownPolicy[],
    private readonly sharedLinks: ReadonlySet<string> = new Set(),
  ) {
    for (const policy of policies) this.add(policy);
  }

  add(policy: KnownPolicy): void {
    this.size += 1;
    for (const key of keysOf(policy)) {
      const alike = this.byKey.get(key);
      if (alike) alike.push({ policy, order: this.size });
      else this.byKey.set(key, [{ policy, order: this.size }]);
    }
  }

  /**
   * The first known policy an entry repeats: the same number, the same title and issuer, or the same page. An explainer
   * shares number and page with what it explains, and several entries may share the page they were listed on: those are no
   * twins.
   */
  twinOf(facts: TwinFacts): Twin | null {
    let first: { readonly order: number; readonly twin: Twin } | null = null;
    for (const { policy, order } of questionsOf(facts).flatMap((key) => this.byKey.get(key) ?? [])) {
      if (first !== null && first.order <= order) continue;
      const reason = reasonOf(facts, policy, this.sharedLinks);
      const { policyId, position } = policy;
      if (reason) first = { order, twin: { reason, policyId, position } };
    }
    return first?.twin ?? null;
  }
}

/** What a policy is found by: its number, or, where one of the two has none, its title and page. */
function keysOf({ title, documentNumber, sourceLink }: TwinFacts): string[] {
  const kind = documentNumber ? 'numbered' : 'plain';
  return [
    ...(documentNumber ? [`number ${bare(documentNumber)}`] : []),
    `${kind} title ${bare(title)}`,
    ...(sourceLink ? [`${kind} link ${sourceLink}`] : []),
  ];
}

function questionsOf({ title, documentNumber, sourceLink }: TwinFacts): string[] {
  const kinds = documentNumber ? ['plain'] : ['plain', 'numbered'];
  const alike = kinds.flatMap((kind) => [
    `${kind} title ${bare(title)}`,
    ...(sourceLink ? [`${kind} link ${sourceLink}`] : []),
  ]);
  return documentNumber ? [`number ${bare(documentNumber)}`, ...alike] : alike;
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
