/**
 * Per-recipient fields inside shared content. A placeholder is the field's name between two private-use
 * characters, which survive escaping, MJML and MIME and never occur in a policy (they are stripped).
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const PATTERN = /\uE000([A-Za-z]+)\uE001/g;

/** The text that stands for a field until a recipient's value takes its place. */
export function placeholder(field: string): string {
  return `${OPEN}${field}${CLOSE}`;
}

/** Removes the two reserved characters from a text that comes from outside. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

/** The fields a content uses, each once, in order of appearance. */
export function placeholdersOf(content: string): string[] {
  return [...new Set([...content.matchAll(PATTERN)].map((match) => match[1] as string))];
}

/** Fills every placeholder; throws on a field without a value, so a renamed field can never mail a hole. */
export function fillPlaceholders(content: string, valueOf: (field: string) => string | undefined): string {
  return content.replace(PATTERN, (_, field: string) => {
    const value = valueOf(field);
    if (value === undefined) throw new TypeError(`No value for the field ${field}.`);
    return value;
  });
}

const HTML_ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A value for HTML text and attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character] as string);
}

/** A value for a header or one line of text: line breaks and control characters become one space. */
export function singleLine(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
