/** One header field; a value may hold placeholders. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** The one-click pair (RFC 2369, RFC 8058). None for mail a person asked for once. */
export function oneClickHeaders(unsubscribeUrl: string): Header[] {
  return [
    { name: 'List-Unsubscribe', value: `<${unsubscribeUrl}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ];
}

/** List-Id (RFC 2919): `<slug.domain-of-the-sender>`, the same for every edition of a list. */
export function listIdHeader(slug: string, fromAddress: string): Header {
  return { name: 'List-Id', value: `<${slug}.${domainOf(fromAddress)}>` };
}

/** Feedback-ID as Gmail and Yahoo read it: campaign, list, kind of mail, sender; no person in it. */
export function feedbackIdHeader(edition: string, slug: string, kind: string): Header {
  return { name: 'Feedback-ID', value: `${edition}:${slug}:${kind}:dibao` };
}

/** Auto-Submitted (RFC 3834): no vacation notice comes back. */
export const AUTO_GENERATED: Header = { name: 'Auto-Submitted', value: 'auto-generated' };

/** The part after the @, without a closing angle bracket. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).replace(/>$/, '');
}
