/**
 * A saved page's own address, from its traces: what its share buttons pass on; buttons that link to the page itself end in `#`, and most absolute links
 * go to its own host. Null unless one path and one clear majority host are found.
 */
export class SelfAddress {
  private readonly paths = new Set<string>();
  private readonly hosts = new Map<string, number>();
  private links = 0;
  private readonly shared = new Set<string>();

  /** Notes an `href` or `src` of the page. */
  note(address: string | undefined): void {
    if (address === undefined) return;
    const shared = sharedBy(address);
    if (shared !== null) this.shared.add(shared);
    const own = /^(\/[^?#\s]+\.[a-z]{3,5})#$/i.exec(address)?.[1];
    if (own !== undefined) this.paths.add(own);
    const host = /^https?:\/\/[^/?#\s]+/i.exec(address)?.[0];
    if (host === undefined) return;
    this.links += 1;
    this.hosts.set(host, (this.hosts.get(host) ?? 0) + 1);
  }

  /** The address, if the traces agree. */
  get found(): string | null {
    const [shared, ...unlike] = this.shared;
    if (shared !== undefined && unlike.length === 0) return shared;
    const [path, ...others] = this.paths;
    const host = [...this.hosts].sort((a, b) => b[1] - a[1])[0];
    const isClear = host !== undefined && host[1] >= 3 && host[1] > this.links * 0.6;
    return path !== undefined && others.length === 0 && isClear ? host[0] + path : null;
  }
}

const SHARING =
  /^(?:https?:)?\/\/(?:[\w-]+\.)*(?:weibo\.com|qq\.com|douban\.com|facebook\.com|twitter\.com|x\.com|linkedin\.com|jiathis\.com|bshare\.cn)\//i;

/** The address that a button of a social network shares: the page's own. */
function sharedBy(address: string): string | null {
  const query = SHARING.test(address) ? /[?&](?:url|u)=([^&]+)/i.exec(address)?.[1] : undefined;
  if (query === undefined) return null;
  try {
    const url = decodeURIComponent(query);
    return /^https?:\/\/[^\s$`{}]+$/i.test(url) ? url : null;
  } catch {
    return null;
  }
}
