import { bare, type KnownPolicy } from './find-twin.js';
import type { ParsedRelation } from './parsed-entry.js';
import type { EntryOutline, ReviewEntry } from './review-entry.js';

/** A stored policy or another entry of the document that an entry explains, amends or repeals, by its own words. */
export interface RelationProposal {
  readonly kind: ParsedRelation['kind'];
  /** The title or number as the source names it. */
  readonly words: string;
  readonly line: number;
  readonly title: string;
  readonly policyId: string | null;
  readonly entryId: string | null;
}

/** What names a proposal among those of its entry. */
export function targetOf({ policyId, entryId }: Pick<RelationProposal, 'policyId' | 'entryId'>): string {
  return policyId ?? entryId ?? '';
}

/** The relations an entry speaks of whose other side is known; one that names several policies gives several. */
export function proposeRelations(
  entry: ReviewEntry,
  others: readonly EntryOutline[],
  known: readonly KnownPolicy[],
): RelationProposal[] {
  const found = entry.read.relations.flatMap((relation) => {
    const said = {
      kind: relation.kind,
      words: relation.title ?? relation.documentNumber ?? '',
      line: relation.span.line,
    };
    const stored = known
      .filter((one) => one.policyId !== entry.policyId && isNamed(relation, one))
      .map((one) => ({ ...said, title: one.title, policyId: one.policyId, entryId: null }));
    const beside = others
      .filter((one) => one.id !== entry.id && one.state !== 'duplicate' && isNamed(relation, one.facts))
      .filter((one) => !stored.some(({ policyId }) => policyId === one.policyId))
      .map((one) => ({
        ...said,
        title: one.facts.title,
        policyId: one.policyId,
        entryId: one.policyId ? null : one.id,
      }));
    return [...stored, ...beside];
  });
  return [...new Map(found.map((one) => [`${one.kind} ${targetOf(one)}`, one])).values()];
}

function isNamed(
  relation: ParsedRelation,
  policy: { readonly title: string; readonly documentNumber: string | null },
): boolean {
  const { title, documentNumber } = relation;
  if (documentNumber && policy.documentNumber) return bare(documentNumber) === bare(policy.documentNumber);
  if (!title || policy.title === '') return false;
  const [named, own] = [bare(title), bare(policy.title)];
  // 关于印发《甲办法》的通知 is 甲办法 to everybody
  return own === named || own.endsWith(`印发${named}的通知`) || own.endsWith(`发布${named}的公告`);
}
