import { sourcesIn } from './sources.js';

/** Words of the newsletter; `policy` is left out because browsers have policies too. */
const NEWSLETTER =
  /\b\w*(newsletter|edition|digestion|subscri|bulletin|deliveries|delivery|district|sector|taxonom|issuer|suppression)\w*\b/gi;

describe('platform', () => {
  it('knows no word of the newsletter', () => {
    const found = sourcesIn('src/platform').flatMap((source) =>
      [...codeOf(source.text).matchAll(NEWSLETTER)].map(([word]) => `${source.path}: ${word}`),
    );
    expect(found).toEqual([]);
  });
});

/** The text without its comments, which may give examples. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
