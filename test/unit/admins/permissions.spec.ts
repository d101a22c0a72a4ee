import { leastRoleFor, may, PERMISSIONS, ROLES } from '../../../src/admins/domain/permissions.js';

describe('what a role may do', () => {
  it('grows from viewer to owner and never shrinks', () => {
    for (const permission of PERMISSIONS) {
      const answers = ROLES.map((role) => may(role, permission));
      expect(answers).toEqual([...answers].sort());
      expect(may('owner', permission)).toBe(true);
    }
  });

  it('lets a viewer see pages, but no addresses and no act', () => {
    expect(PERMISSIONS.filter((permission) => may('viewer', permission))).toEqual([
      'console.view',
      'account.write',
    ]);
  });

  it('lets an editor bring policies in, not an edition out', () => {
    expect(may('editor', 'policies.publish')).toBe(true);
    expect(may('editor', 'bulletins.import')).toBe(true);
    expect(may('editor', 'editions.run')).toBe(false);
    expect(may('editor', 'editions.approve')).toBe(false);
  });

  it('lets an approver approve, and only an owner manage people and lists', () => {
    expect(may('approver', 'editions.approve')).toBe(true);
    for (const permission of ['admins.manage', 'lists.write', 'subscribers.write', 'audit.read'] as const) {
      expect(may('approver', permission)).toBe(false);
      expect(leastRoleFor(permission)).toBe('owner');
    }
  });
});
