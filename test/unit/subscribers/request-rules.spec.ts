import { confirmationState } from '../../../src/subscribers/domain/confirmation.js';
import { pauseUntil } from '../../../src/subscribers/domain/pause.js';
import { networkOf } from '../../../src/subscribers/domain/request-budget.js';

const NOW = new Date('2026-09-30T02:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const read = (text: string) => pauseUntil(text, NOW, 'Asia/Shanghai');

describe('the network a budget counts', () => {
  it('is an IPv4 address, however it is written', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('is the /64 of an IPv6 address, in one spelling', () => {
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(networkOf('2001:0DB8:0:0:1::9')).toBe('2001:db8:0:0');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});

describe('the link of a confirmation mail', () => {
  it('is open for 72 hours while the subscription is pending', () => {
    expect(confirmationState('pending', hoursAgo(72), NOW)).toBe('open');
    expect(confirmationState('pending', hoursAgo(72.1), NOW)).toBe('expired');
  });

  it('shows for ever what became of the request', () => {
    expect(confirmationState('active', hoursAgo(9_999), NOW)).toBe('confirmed');
    expect(confirmationState('ended', hoursAgo(1), NOW)).toBe('declined');
  });
});

describe('a pause', () => {
  it('ends at the start of a day in the zone of the list', () => {
    expect(read('2026-10-31')).toEqual({ until: new Date('2026-10-30T16:00:00Z') });
  });

  it('begins with tomorrow and lasts a year at most', () => {
    expect(read('2026-09-30')).toEqual({ problem: 'too-early' });
    expect(read('2026-10-01')).toEqual({ until: new Date('2026-09-30T16:00:00Z') });
    expect(read('2027-10-01')).toEqual({ until: new Date('2027-09-30T16:00:00Z') });
    expect(read('2027-10-02')).toEqual({ problem: 'too-late' });
  });

  it('needs a day that exists', () => {
    expect(read('')).toEqual({ problem: 'missing' });
    expect(read('2026-02-30')).toEqual({ problem: 'not-a-date' });
    expect(read('2026-W41')).toEqual({ problem: 'not-a-date' });
    expect(read('2026-10-31T00:00')).toEqual({ problem: 'not-a-date' });
  });
});
