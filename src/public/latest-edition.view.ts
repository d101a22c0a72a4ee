import type { ArchivedEdition } from '../editions/edition-archive.query.js';
import { policiesCounted } from './archive-words.js';
import type { PublicFrame } from './public-page.js';

/** A link to a list's newest edition: what its mail looks like. Null before the first. */
export interface LatestEditionView {
  readonly link: string;
  readonly name: string;
}

/** `最新一期 2026-W47（2026-11-23，12 项政策）`. */
export function latestEdition(
  slug: string,
  edition: ArchivedEdition | null,
  { language, langQuery }: Pick<PublicFrame, 'language' | 'langQuery'>,
): LatestEditionView | null {
  if (!edition) return null;
  const counted = policiesCounted(edition.policies, language);
  return {
    link: `/archive/${slug}/${edition.key}${langQuery}`,
    name:
      language === 'en'
        ? `Latest edition: ${edition.key} (${edition.issuedOn}, ${counted})`
        : `最新一期：${edition.key}（${edition.issuedOn}，${counted}）`,
  };
}
