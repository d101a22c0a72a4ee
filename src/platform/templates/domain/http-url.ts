/** The URL in its normal spelling when it is absolute http or https, else null: `javascript:` and relative links go nowhere. */
export function httpUrlOrNull(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
