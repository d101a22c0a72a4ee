import type { List } from '../lists/list.entity.js';
import type { EditionFrame } from './domain/digest-view.js';

/** What every digest of an edition shares, in the list's own language. */
export function editionFrame(
  edition: { readonly key: string; readonly issuedOn: string },
  list: List,
  publicUrl: string,
): EditionFrame {
  return {
    key: edition.key,
    language: list.language,
    issuedOn: edition.issuedOn,
    publicUrl,
    list: {
      slug: list.slug,
      name: list.name,
      senderName: list.senderName,
      postalAddress: list.postalAddress,
      icpNumber: list.icpNumber,
    },
  };
}
