import { isTooMany, LIMITS, networkOf } from '../../../src/admins/domain/sign-in-limits.js';
import { ABSOLUTE_SECONDS, IDLE_SECONDS, isExpired } from '../../../src/admins/domain/session-expiry.js';
import { problemOfPassword } from '../../../src/admins/domain/password-rules.js';

describe('what counts as one network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});

describe('attempts to sign in', () => {
  it('are too many from the one after the limit on', () => {
    expect(isTooMany('account', LIMITS.account)).toBe(false);
    expect(isTooMany('account', LIMITS.account + 1)).toBe(true);
    expect(isTooMany('network', LIMITS.network + 1)).toBe(true);
  });
});

describe('a session', () => {
  const start = new Date('2026-10-01T00:00:00Z');
  const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

  it('ends by disuse', () => {
    const session = { createdAt: start, seenAt: start };
    expect(isExpired(session, after(IDLE_SECONDS - 1))).toBe(false);
    expect(isExpired(session, after(IDLE_SECONDS))).toBe(true);
  });

  it('ends by age, however much it is used', () => {
    const session = { createdAt: start, seenAt: after(ABSOLUTE_SECONDS - 1) };
    expect(isExpired(session, after(ABSOLUTE_SECONDS - 1))).toBe(false);
    expect(isExpired(session, after(ABSOLUTE_SECONDS))).toBe(true);
  });
});

describe('a password', () => {
  it.each([
    ['elevenchars', 'too-short'],
    ['aaaaaaaaaaaaaaaa', 'too-easy'],
    ['editor-editor-1', 'too-easy'],
    ['x'.repeat(201), 'too-long'],
    ['correct horse battery', null],
    ['三更灯火五更鸡正是男儿读书时', null],
  ])('%s: %s', (password, problem) =>
    expect(problemOfPassword(password, 'editor@dibao.example')).toBe(problem),
  );
});
