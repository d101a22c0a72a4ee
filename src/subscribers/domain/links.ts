import type { FieldSources } from '../../delivery/domain/canonical-message.js';
import type { NoticeKind } from './notice-words.js';

/** What a token in a link allows; a token sealed for one purpose opens nothing else. */
export const LINK_PURPOSES = [
  'unsubscribe',
  'preferences',
  'web-view',
  'confirm',
  'new-address',
  'decline-address',
] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** The closed set of per-recipient fields of a digest, with the path of each link. */
export const DIGEST_FIELDS: FieldSources = {
  company: { from: 'value' },
  subscribedSince: { from: 'value' },
  unsubscribeUrl: { from: 'link', purpose: 'unsubscribe', path: '/u/' },
  preferencesUrl: { from: 'link', purpose: 'preferences', path: '/preferences/' },
  webViewUrl: { from: 'link', purpose: 'web-view', path: '/m/' },
};

/** The fields of a transactional mail; leaving declines a request, or ends the subscription. */
export const NOTICE_FIELDS: FieldSources = {
  company: { from: 'value' },
  maskedAddress: { from: 'value' },
  confirmUrl: { from: 'link', purpose: 'confirm', path: '/confirm/' },
  newAddressUrl: { from: 'link', purpose: 'new-address', path: '/address/' },
  preferencesUrl: { from: 'link', purpose: 'preferences', path: '/preferences/' },
  leaveUrl: { from: 'link', purpose: 'unsubscribe', path: '/u/' },
  declineAddressUrl: { from: 'link', purpose: 'decline-address', path: '/address/decline/' },
};

/** Where who did not ask for a transactional mail can say so; also its one-click link (RFC 8058). */
export const NOTICE_LEAVE_LINKS: Readonly<Record<NoticeKind, string>> = {
  confirmation: 'leaveUrl',
  'already-subscribed': 'leaveUrl',
  'lost-link': 'leaveUrl',
  'address-confirmation': 'declineAddressUrl',
  'address-changed': 'leaveUrl',
};

/** Where the button of each transactional mail leads. */
export const NOTICE_LINKS: Readonly<Record<NoticeKind, string>> = {
  confirmation: 'confirmUrl',
  'already-subscribed': 'preferencesUrl',
  'lost-link': 'preferencesUrl',
  'address-confirmation': 'newAddressUrl',
  'address-changed': 'preferencesUrl',
};
