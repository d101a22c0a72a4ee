import type { LexiconWord } from '../../bulletins/domain/lexicon-words.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { Language } from '../words/console-words.js';
import { wordsIn } from '../words/console-words.js';

/** What a word says, in the reader's language. */
export function saysInWords(word: LexiconWord, taxonomies: Taxonomies, language: Language): string {
  const t = wordsIn(language);
  const district = (code: string) => taxonomies.districts.nameOf(code, language);
  switch (word.kind) {
    case 'issuer': {
      const { level, district: code, aliases } = word.says;
      const short = aliases.length > 0 ? ` · ${t.lexicon.aliases} ${aliases.join('、')}` : '';
      return `${t.levels[level]} · ${district(code)}${short}`;
    }
    case 'label':
      return t.lexicon.labelFields[word.says.field];
    case 'sector-keyword':
      return `${taxonomies.sectors.nameOf(word.says.code, language)} · ${t.lexicon.weight} ${word.says.weight}`;
    case 'number-prefix': {
      const { issuer, level, district: code } = word.says;
      return [issuer, t.levels[level], district(code)].filter((one) => one !== null).join(' · ');
    }
  }
}
