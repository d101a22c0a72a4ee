import { checkedAddresses, type FetchPolicy, PUBLIC_WEB, readAddress } from './extractors/public-address.js';
import { FETCH_SECONDS, type FetchedDocument, fetchUnder, refusalOf } from './extractors/url.js';

/** A resolver that takes longer is left to the worker: an editor waits for this answer. */
const CHECK_SECONDS = 3;

/** Fetches pages from the public internet. No setting widens what it may reach; a test of an import hands in its own policy. */
export class PageFetcher {
  constructor(
    private readonly policy: FetchPolicy = PUBLIC_WEB,
    private readonly seconds = FETCH_SECONDS,
  ) {}

  /** The document at an address (`fetchUnder`). */
  async fetch(address: string): Promise<FetchedDocument> {
    return await fetchUnder(this.policy, address, this.seconds);
  }

  /** Refuses, without a request, an address that would be refused anyway; nothing is sent but a question for its host. */
  async check(address: string): Promise<void> {
    const url = readAddress(address, this.policy);
    const later = new Promise<void>((resolve) => {
      setTimeout(resolve, CHECK_SECONDS * 1000).unref();
    });
    try {
      await Promise.race([checkedAddresses(url, this.policy), later]);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}
