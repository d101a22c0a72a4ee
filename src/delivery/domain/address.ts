import { domainToASCII, domainToUnicode } from 'node:url';

/** An address in its one spelling, or why it is none. */
export type ParsedAddress =
  | { readonly ok: true; readonly address: string; readonly domain: string }
  | { readonly ok: false; readonly problem: string };

const ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Letters, marks, digits and symbols of any script; nothing invisible, no space, no half of a pair. */
const UTF8_ATOM =
  /^[\p{L}\p{M}\p{N}\p{S}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}\p{S}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Exactly one mailbox (RFC 5321 §4.1.2, dot-atom; RFC 6531 §3.3, in UTF-8), the one rule for forms, files and SMTP.
 * Lower-cased; the local part in ASCII where it is only a wide or ornate spelling of it, else in NFC (RFC 6532 §3.1);
 * the domain in punycode (RFC 5891). Refuses lists, groups, display names, quoted local parts, source routes, address
 * literals, line breaks and over-long parts (local part 64, domain 253, whole 254 octets).
 */
export function parseMailbox(input: string): ParsedAddress {
  const text = input.trim();
  if (text === '') return refuse('is empty');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) return refuse('contains a control character');
  const parts = text.split(/[@＠﹫]/);
  if (parts.length !== 2) return refuse('must be exactly one address with one @');
  const [local, domain] = [
    spelledLocal(parts[0] as string),
    domainToASCII((parts[1] as string).normalize('NFKC')),
  ];
  if (!(isAscii(local) ? ATOM : UTF8_ATOM).test(local)) return refuse('has an invalid part before the @');
  if (Buffer.byteLength(local) > 64) return refuse('has more than 64 octets before the @');
  const labels = domain.split('.');
  if (
    labels.length < 2 ||
    !labels.every((label) => LABEL.test(label)) ||
    /^\d+$/.test(labels.at(-1) as string)
  )
    return refuse('has an invalid domain');
  if (domain.length > 253 || Buffer.byteLength(local) + 1 + domain.length > 254) return refuse('is too long');
  return { ok: true, address: `${local}@${domain}`, domain };
}

/** The parsed address as people write it: `li@例子.中国` for `li@xn--fsqu00a.xn--fiqs8s`. Only for showing. */
export function readableAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + (domainToUnicode(address.slice(at + 1)) || address.slice(at + 1));
}

/** Whether mail for it needs SMTPUTF8 (RFC 6531): only some servers take it. */
export function isUtf8Mailbox(address: string): boolean {
  return !isAscii(address);
}

function spelledLocal(given: string): string {
  const plain = given.normalize('NFKC').toLowerCase();
  return isAscii(plain) ? plain : given.toLowerCase().normalize('NFC');
}

function isAscii(text: string): boolean {
  return /^[\u0021-\u007e]*$/.test(text);
}

function refuse(problem: string): ParsedAddress {
  return { ok: false, problem };
}
