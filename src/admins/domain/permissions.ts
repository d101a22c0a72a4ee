/** Least to most: each role may do all that the ones before it may. */
export const ROLES = ['viewer', 'editor', 'approver', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** One word per kind of act. */
export const PERMISSIONS = [
  'console.view',
  'account.write',
  'policies.write',
  'policies.publish',
  'bulletins.import',
  'subscribers.read',
  'editions.run',
  'editions.approve',
  'editions.control',
  'subscribers.write',
  'lists.write',
  'admins.manage',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a role adds to the one below it. Addresses are personal data: a viewer does not see them. */
const ADDED: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['console.view', 'account.write'],
  editor: ['policies.write', 'policies.publish', 'bulletins.import', 'subscribers.read'],
  approver: ['editions.run', 'editions.approve', 'editions.control'],
  owner: ['subscribers.write', 'lists.write', 'admins.manage', 'audit.read'],
};

/** Whether a role may do a kind of act. */
export function may(role: Role, permission: Permission): boolean {
  return ROLES.slice(0, ROLES.indexOf(role) + 1).some((one) => ADDED[one].includes(permission));
}

/** The least role that may do it: what a refusal tells the person to ask for. */
export function leastRoleFor(permission: Permission): Role {
  return ROLES.find((role) => may(role, permission)) ?? 'owner';
}
