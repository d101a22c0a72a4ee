import type { LookupFunction } from 'node:net';
import { isIPv6 } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CONTENT_CODINGS, readBody } from './bounded-body.js';
import { checkedAddresses, type FetchPolicy, PUBLIC_WEB, readAddress } from './public-address.js';
import { FetchFailed, FetchTimedOut } from './unfetchable.js';
import { DocumentTooLarge, UnsupportedDocument } from './unreadable.js';

/** How long one fetch may take in all, redirects and body included. */
export const FETCH_SECONDS = 20;
const LARGEST_BYTES = 20_000_000;
const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const PICTURES = /^(?:image|audio|video|font)\//;

/** What an address gave. */
export interface FetchedDocument {
  readonly bytes: Uint8Array;
  /** Where it lay in the end, redirects followed. */
  readonly address: string;
  /** `text/html`, without parameters; null when the server does not say. */
  readonly mediaType: string | null;
  readonly charset: string | null;
  /** The last part of the path, for a name to show; null when the path has none. */
  readonly name: string | null;
}

/**
 * Fetches a document from the public internet, at most 20 MB in 20 seconds, through at most five redirects. Every hop is
 * checked anew: scheme, port, and every IP address of the host; the connection goes to an address that was checked, so a
 * name that changes its answer gains nothing. Throws `AddressRefused`, `FetchFailed`, `FetchTimedOut`,
 * `DocumentTooLarge` or `UnsupportedDocument`.
 */
export async function fetchDocument(address: string): Promise<FetchedDocument> {
  return await fetchUnder(PUBLIC_WEB, address);
}

/** `fetchDocument` under another policy; only tests of the fetching itself have one. */
export async function fetchUnder(
  policy: FetchPolicy,
  address: string,
  seconds = FETCH_SECONDS,
): Promise<FetchedDocument> {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    return await unlessAborted(follow(readAddress(address, policy), policy, signal), signal);
  } catch (error) {
    throw signal.aborted
      ? new FetchTimedOut(`The address did not give the document within ${seconds} seconds.`)
      : refusalOf(error);
  }
}

async function follow(start: URL, policy: FetchPolicy, signal: AbortSignal): Promise<FetchedDocument> {
  let url = start;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await ask(url, policy, signal);
    if (!(answer instanceof URL)) return answer;
    url = answer;
  }
  throw new FetchFailed(`The address redirects more than ${MOST_REDIRECTS} times.`);
}

/** One request: the document, or where the server sends us. Its connection is closed either way. */
async function ask(url: URL, policy: FetchPolicy, signal: AbortSignal): Promise<FetchedDocument | URL> {
  const agent = agentFor(await checkedAddresses(url, policy));
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        accept: 'text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.8',
        'accept-encoding': CONTENT_CODINGS,
        'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
        'user-agent': 'Dibao (policy import)',
      },
    });
    const location = headerOf(response, 'location');
    if (REDIRECTS.includes(response.statusCode) && location) return readAddress(location, policy, url);
    if (response.statusCode !== 200)
      throw new FetchFailed(`The server answers ${response.statusCode} at this address.`);
    return await documentOf(response, url);
  } finally {
    await agent.destroy();
  }
}

/** Connects to the checked addresses whatever the name says by now; Host header and SNI stay the name's. */
function agentFor(addresses: readonly string[]): Agent {
  const answers = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const lookup: LookupFunction = (_host, options, callback) => {
    const [first] = answers;
    if (options.all) callback(null, answers);
    else callback(null, first?.address ?? '', first?.family);
  };
  return new Agent({ connect: { lookup, autoSelectFamily: true }, maxHeaderSize: 32_768, pipelining: 0 });
}

async function documentOf(response: Dispatcher.ResponseData, url: URL): Promise<FetchedDocument> {
  const [mediaType = '', ...parameters] = (headerOf(response, 'content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (PICTURES.test(mediaType))
    throw new UnsupportedDocument(`The address gives ${mediaType}, which holds no text.`);
  if (Number(headerOf(response, 'content-length') ?? 0) > LARGEST_BYTES)
    throw new DocumentTooLarge(`The address gives more than ${LARGEST_BYTES / 1e6} MB.`);
  const bytes = await readBody(response.body, headerOf(response, 'content-encoding'), LARGEST_BYTES);
  return {
    bytes,
    address: url.href,
    mediaType: mediaType || null,
    charset: parameters.map((part) => /^charset="?([\w-]+)/.exec(part)?.[1]).find(Boolean) ?? null,
    name: nameOf(url),
  };
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function nameOf(url: URL): string | null {
  const last = url.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || null;
  } catch {
    return last;
  }
}

/** A resolver knows no signal: waiting for it ends with the time, too. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

/** What went wrong on the way, as a refusal of the address. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new FetchFailed('The host of this address is not known.');
  return new FetchFailed(`The server could not be read: ${code ?? message}`);
}
