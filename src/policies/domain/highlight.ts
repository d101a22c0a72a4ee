/** A stretch of plain text that is printed inside `<mark>` or not; the page escapes it. */
export interface TextPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** The text in parts, each of the words marked wherever it stands, whatever its case. Joined, the parts are the text. */
export function markWords(text: string, words: readonly string[]): TextPart[] {
  const wanted = words.filter((word) => word !== '').map(escapePattern);
  if (wanted.length === 0) return text === '' ? [] : [{ text, isMarked: false }];
  // the longest first: of 文化 and 文化产业 the longer one is marked
  const pattern = new RegExp(`(${wanted.sort((one, other) => other.length - one.length).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, isMarked: at % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** About `length` characters around the first of the words; the beginning of the text where none stands in it. */
export function excerptAround(text: string, words: readonly string[], length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const lower = line.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, Math.min(first - Math.floor(length / 4), line.length - length));
  const cut = wholeCharacters(line.slice(from, from + length));
  return `${from > 0 ? '…' : ''}${cut}${from + length < line.length ? '…' : ''}`;
}

/** Without the halves of a character that a cut may leave at both ends. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}

function escapePattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
