import type { FieldSources } from '../../delivery/domain/canonical-message.js';

/** What a token in a link allows; a token sealed for one purpose opens nothing else. */
export const LINK_PURPOSES = ['unsubscribe', 'preferences', 'web-view', 'confirm'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** The closed set of per-recipient fields of a digest, with the path of each link. */
export const DIGEST_FIELDS: FieldSources = {
  company: { from: 'value' },
  subscribedSince: { from: 'value' },
  unsubscribeUrl: { from: 'link', purpose: 'unsubscribe', path: '/u/' },
  preferencesUrl: { from: 'link', purpose: 'preferences', path: '/preferences/' },
  webViewUrl: { from: 'link', purpose: 'web-view', path: '/m/' },
};

/** The fields of a mail that answers a subscription form; leaving declines the request, or ends the subscription. */
export const REQUEST_MAIL_FIELDS: FieldSources = {
  company: { from: 'value' },
  confirmUrl: { from: 'link', purpose: 'confirm', path: '/confirm/' },
  preferencesUrl: { from: 'link', purpose: 'preferences', path: '/preferences/' },
  leaveUrl: { from: 'link', purpose: 'unsubscribe', path: '/u/' },
};
