/** Attempts are counted in windows of this length. */
export const WINDOW_SECONDS = 15 * 60;
/** Attempts in one window. One network holds many people, so it may try more than one account. */
export const LIMITS = { account: 10, network: 50 } as const;

export type LimitedBy = keyof typeof LIMITS;

/** Whether the given number of attempts, this one included, is too many. */
export function isTooMany(by: LimitedBy, attempts: number): boolean {
  return attempts > LIMITS[by];
}

/** What is counted as one network: an IPv4 address, or the /64 of an IPv6 address, which one person holds whole. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, gap)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
