/** Names of HTML that texts from pages still carry; every other one is left as it stands. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nbsp: '\u00A0',
    ensp: '\u2002',
    emsp: '\u3000',
    thinsp: ' ',
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    laquo: '«',
    raquo: '»',
    mdash: '—',
    ndash: '–',
    hellip: '…',
    middot: '·',
    bull: '•',
    times: '×',
  }),
);
const TAGS =
  'p|div|span|strong|b|em|i|u|font|section|article|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|center|o:p|img|hr';
/** A tag, an entity (also `&amp;nbsp;`, escaped twice), a backslash that Markdown puts before a mark or at the end of a line, a heading’s `{#name}`, a Word field’s code. */
const LEFTOVER = new RegExp(
  [
    String.raw`<br\s{0,4}\/?>`,
    String.raw`<\/?(?:${TAGS})(?:\s[^<>]{0,300})?\/?>`,
    String.raw`&(?:amp;)?(?:nbsp\b;?|(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,6});)`,
    String.raw`\\(?=[!-/:-@[-\x60{-~]|$)`,
    String.raw`\{#[\w-]{1,60}\}\s*$`,
    String.raw`\{ {0,3}(?:TOC|PAGEREF|HYPERLINK)\s[^{}]{0,200}\}`,
  ].join('|'),
  'giuy',
);
const ANYWHERE = new RegExp(LEFTOVER.source, 'giu');
const OPENING = /[<&\\{]/u;

/** The text as its page showed it: what converters leave of tags, entities and escapes is read, literal `<br>` as a blank. */
export function withoutLeftovers(text: string): string {
  return OPENING.test(text) ? text.replace(ANYWHERE, meaningOf) : text;
}

/** What a converter left at a place of a raw text, and what it stands for; null where nothing was. */
export function leftoverAt(text: string, at: number): { printed: string; meaning: string } | null {
  if (!OPENING.test(text[at] ?? '')) return null;
  LEFTOVER.lastIndex = at;
  const printed = LEFTOVER.exec(text)?.[0];
  return printed === undefined ? null : { printed, meaning: meaningOf(printed) };
}

function meaningOf(printed: string): string {
  if (/^[\\{]/u.test(printed)) return '';
  if (printed.startsWith('<')) return /^<(?:br|\/?(?:p|div|td|th|li|dt|dd|h\d))\b/iu.test(printed) ? ' ' : '';
  const name = printed
    .replace(/^&(?:amp;)?/iu, '')
    .replace(/;$/u, '')
    .toLowerCase();
  if (!name.startsWith('#')) return NAMED.get(name) ?? printed;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : printed;
}
