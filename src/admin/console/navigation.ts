import { may, type Permission, type Role } from '../../admins/domain/permissions.js';
import type { ConsoleWords } from '../words/console-words.js';

/** The places of the console, in the order of its menu. */
const PLACES = [
  { key: 'dashboard', href: '/console', needs: 'console.view', icon: 'home' },
  { key: 'policies', href: '/console/policies', needs: 'console.view', icon: 'file' },
  { key: 'bulletins', href: '/console/bulletins', needs: 'console.view', icon: 'upload' },
  { key: 'lexicon', href: '/console/lexicon', needs: 'console.view', icon: 'book' },
  { key: 'editions', href: '/console/editions', needs: 'console.view', icon: 'send' },
  { key: 'subscribers', href: '/console/subscriptions', needs: 'subscribers.read', icon: 'users' },
  { key: 'explain', href: '/console/explain', needs: 'subscribers.read', icon: 'help' },
  { key: 'lists', href: '/console/lists', needs: 'console.view', icon: 'list' },
  { key: 'audit', href: '/console/audit', needs: 'audit.read', icon: 'history' },
  { key: 'admins', href: '/console/admins', needs: 'admins.manage', icon: 'shield' },
] as const satisfies readonly { key: string; href: string; needs: Permission; icon: string }[];

export type Place = (typeof PLACES)[number]['key'] | 'account';

/** The menu of a role: only what it may open. */
export function navigation(role: Role, current: Place | null, words: ConsoleWords) {
  return PLACES.filter((place) => may(role, place.needs)).map(({ key, href, icon }) => ({
    href,
    icon,
    label: words.nav[key],
    isCurrent: key === current,
  }));
}
