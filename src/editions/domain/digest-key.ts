import type { MatchedTags } from '../../matching/domain/match-reason.js';
import type { ClosingSoon, DigestItem, EditionFrame } from './digest-view.js';

const MOST_SECTORS = 4;
const MOST_DISTRICTS = 3;

/** The tags a card prints, and how many it leaves out: a wide profile meets a wide policy in dozens of codes. */
export interface PrintedTags {
  readonly sectors: readonly string[];
  readonly districts: readonly string[];
  readonly left: number;
}

/** The printed part of the matched tags, in code order, so that the order of a profile makes no difference. */
export function printedTags({ sectors, districts }: MatchedTags): PrintedTags {
  const printed = {
    sectors: [...new Set(sectors)].sort().slice(0, MOST_SECTORS),
    districts: [...new Set(districts)].sort().slice(0, MOST_DISTRICTS),
  };
  const left =
    new Set(sectors).size + new Set(districts).size - printed.sectors.length - printed.districts.length;
  return { ...printed, left };
}

/**
 * The text that two digests of one frozen edition share exactly when they print the same: ordered policies with
 * their printed tags, reminders, language and template version. The caller hashes it. Within one snapshot a
 * policy's id stands for its facts; after a refreeze all keys are made anew.
 */
export function digestKeyContent(
  edition: EditionFrame,
  items: readonly Pick<DigestItem, 'policyId' | 'tags' | 'late'>[],
  closingSoon: readonly Pick<ClosingSoon, 'policyId' | 'closesOn'>[],
  templateVersion: string,
): string {
  return JSON.stringify([
    [edition.list.slug, edition.key, edition.issuedOn, edition.language, templateVersion],
    items.map(({ policyId, tags, late }) => {
      const { sectors, districts, left } = printedTags(tags);
      return [policyId, late, sectors, districts, left];
    }),
    closingSoon.map(({ policyId, closesOn }) => [policyId, closesOn]),
  ]);
}
