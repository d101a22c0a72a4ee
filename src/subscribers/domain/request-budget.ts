/** How often something may be asked for within a window that begins with the first request. */
export interface Budget {
  readonly purpose: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** The limits of asking for a subscription. Offices and mobile carriers share one network address: it is not narrow. */
export const REQUEST_BUDGETS = {
  /** Requests from one network. */
  network: { purpose: 'subscribe-network', limit: 60, windowSeconds: HOUR },
  /** Requests from one network without proof of work: browsers without JavaScript, and programs. */
  unproven: { purpose: 'subscribe-unproven', limit: 20, windowSeconds: HOUR },
  /** Requests from one network that no person can have typed: without the form, or at once. */
  hasty: { purpose: 'subscribe-hasty', limit: 10, windowSeconds: HOUR },
  /** Requests for addresses of one domain; the big mail providers are one domain each. */
  domain: { purpose: 'subscribe-domain', limit: 600, windowSeconds: HOUR },
  /** Of those, the ones without proof of work. */
  unprovenDomain: { purpose: 'subscribe-unproven-domain', limit: 120, windowSeconds: HOUR },
  /** Mails that others can make us send to one address. */
  address: { purpose: 'subscribe-address', limit: 4, windowSeconds: DAY },
  /** The same request again: a button pressed twice is one mail, and uses up no other budget. */
  repetition: { purpose: 'subscribe-repetition', limit: 1, windowSeconds: 10 * MINUTE },
} as const satisfies Record<string, Budget>;

/** The network of an IP address as budgets count it: an IPv4 address, or the /64 of an IPv6 address (RFC 4291). */
export function networkOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
