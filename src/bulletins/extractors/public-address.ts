import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { AddressRefused } from './unfetchable.js';

/** Public by its range, and yet answered by the host a cloud machine runs on. */
const METADATA = new Set(['168.63.129.16']);

/** Ports of public web servers; anything else is a service that a page has no business with. */
const PORTS = [80, 443] as const;

/**
 * What may be fetched. Production knows one policy, `PUBLIC_WEB`, and no setting changes it; a test of the fetching
 * itself hands in its own.
 */
export interface FetchPolicy {
  /** Every IP address of a host name. */
  resolve(host: string): Promise<readonly string[]>;
  /** Whether an IP address may be connected to. */
  allowsAddress(ip: string): boolean;
  allowsPort(port: number): boolean;
}

/** The public internet and nothing nearer. */
export const PUBLIC_WEB: FetchPolicy = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  allowsAddress: isPublicAddress,
  allowsPort: (port) => (PORTS as readonly number[]).includes(port) || (port >= 8000 && port <= 9999),
};

/**
 * Whether an IP address is on the public internet (IANA special-purpose registries): IPv4 unicast outside every reserved
 * range, or IPv6 global unicast (2000::/3) that is no tunnel to an IPv4 address (6to4, Teredo, NAT64, v4-mapped).
 */
export function isPublicAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip) || METADATA.has(ip)) return false;
  const address = ipaddr.parse(ip);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address.toByteArray()[0] ?? 0) >> 5 === 1;
}

/** The address as a URL that may be asked for. Throws `AddressRefused` for another scheme, a login, or an odd port. */
export function readAddress(address: string, policy: FetchPolicy, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base?.href) : null;
  if (url === null) throw new AddressRefused('This is no web address.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new AddressRefused(`Only http and https addresses are fetched, not ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    throw new AddressRefused('An address with a name or password in it is not fetched.');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!policy.allowsPort(port)) throw new AddressRefused(`Port ${port} is not one of a public web server.`);
  url.hash = '';
  return url;
}

/**
 * The IP addresses of a URL's host, each checked: one that is not public refuses the host, for a name that points both
 * out and in is an attack. Throws `AddressRefused`; a resolver's own error goes through.
 */
export async function checkedAddresses(url: URL, policy: FetchPolicy): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host) ? [host] : await policy.resolve(host);
  if (addresses.length === 0 || !addresses.every((ip) => policy.allowsAddress(ip)))
    throw new AddressRefused(`${host} is not on the public internet.`);
  return addresses;
}
