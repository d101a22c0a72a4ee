import type { PolicyFacts, PolicyLevel, PolicyType } from './policy.js';
import { lexemesOf, plainSpelling, singleCharacters } from './search-words.js';

/** What a policy is found by. */
export type SearchedFacts = Pick<
  PolicyFacts,
  | 'title'
  | 'level'
  | 'type'
  | 'districts'
  | 'sectors'
  | 'issuers'
  | 'documentNumber'
  | 'summary'
  | 'whoCanApply'
  | 'howMuch'
  | 'howToApply'
  | 'fullText'
>;

/** PostgreSQL keeps at most 1 MB of lexemes for a row. */
export const SEARCHED_CHARACTERS = 60_000;

/**
 * Every lexeme of a policy: of its texts bare, of its title again as `t:`, its level `l:`, type `k:`, districts `d:`,
 * sectors `s:` and the characters of its issuers `i:`. A lexeme of a text holds no colon, so none is taken for another.
 */
export function policyLexemes(policy: SearchedFacts): string[] {
  const { title, issuers, documentNumber, summary, whoCanApply, howMuch, howToApply, fullText } = policy;
  const texts = [title, ...issuers, documentNumber, summary, whoCanApply, howMuch, howToApply, fullText];
  const text = texts.filter((one) => one !== null).join('\n');
  const plainTitle = plainSpelling(title);
  const ofTitle = [...lexemesOf(plainTitle), ...singleCharacters(plainTitle)];
  const all = [
    ...lexemesOf(plainSpelling(text.slice(0, SEARCHED_CHARACTERS))),
    ...ofTitle,
    ...ofTitle.map((one) => `t:${one}`),
    `l:${policy.level}`,
    `k:${policy.type}`,
    ...policy.districts.map((code) => `d:${code}`),
    ...policy.sectors.map((code) => `s:${code}`),
    ...issuers.flatMap((one) => hanLexemes(one).map((lexeme) => `i:${lexeme}`)),
  ];
  return [...new Set(all)];
}

/** Filters that are answered by lexemes; null lets all through. */
export interface LexemeFilters {
  readonly level: PolicyLevel | null;
  readonly type: PolicyType | null;
  readonly districts: readonly string[] | null;
  readonly sectors: readonly string[] | null;
  readonly issuer: string | null;
}

/**
 * The text of a `tsquery` for the filters and the wanted lexemes (null where no text is asked for). Null when it would
 * let every policy through; `'∅'`, which no policy has, when it asks for a text without words. `unfinished` is one of the
 * wanted that may go on: `fil` finds `film`.
 */
export function searchQuery(
  filters: LexemeFilters,
  wanted: readonly string[] | null,
  unfinished: string | null = null,
): string | null {
  const { level, type, districts, sectors, issuer } = filters;
  const groups = [
    ...(wanted?.length === 0 ? [['∅']] : (wanted ?? []).map((one) => [one])),
    ...(level === null ? [] : [[`l:${level}`]]),
    ...(type === null ? [] : [[`k:${type}`]]),
    ...(districts === null ? [] : [districts.map((code) => `d:${code}`)]),
    ...(sectors === null ? [] : [sectors.map((code) => `s:${code}`)]),
    ...(issuer === null ? [] : hanLexemes(issuer).map((one) => [`i:${one}`])),
  ];
  if (groups.length === 0) return null;
  return groups
    .map((group) => (group.length === 0 ? ['∅'] : group))
    .map((group) => group.map((one) => quoted(one) + (one === unfinished ? ':*' : '')))
    .map((group) => `(${group.join(' | ')})`)
    .join(' & ');
}

/** The part of a query that asks for words of the title. */
export function titleQuery(wanted: readonly string[]): string {
  return searchQuery(
    NO_FILTER,
    wanted.map((one) => `t:${one}`),
  ) as string;
}

const NO_FILTER: LexemeFilters = { level: null, type: null, districts: null, sectors: null, issuer: null };

/** Pairs of Chinese characters and each by itself. */
function hanLexemes(text: string): string[] {
  const plain = plainSpelling(text);
  const pairs = lexemesOf(plain).filter((one) => /^\p{Script=Han}{2}$/u.test(one));
  return [...pairs, ...singleCharacters(plain)];
}

function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}
