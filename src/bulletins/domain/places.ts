import type { PolicyLevel } from '../../policies/domain/policy.js';
import type { Division, Lexicon } from './lexicon.js';

/** A place read in a text: the deepest division of the chain 省 → 市 → 区. `ambiguous` when several share the name. */
export interface FoundPlace {
  readonly code: string;
  readonly name: string;
  readonly level: PolicyLevel;
  readonly start: number;
  readonly end: number;
  readonly ambiguous: boolean;
}

export const NATION = '000000';
const MUNICIPALITIES = ['11', '12', '31', '50'];
const LONGEST_NAME = 14;

/** 直辖市 count as municipal, as their own bulletins do; counties and county-level cities as district. */
export function levelOfCode(code: string): PolicyLevel {
  if (code === NATION) return 'national';
  if (code.endsWith('0000')) return MUNICIPALITIES.includes(code.slice(0, 2)) ? 'municipal' : 'provincial';
  return code.length === 6 && code.endsWith('00') ? 'municipal' : 'district';
}

/** The place a text begins with, followed down as deep as it goes; `home` decides between namesakes. */
export function placeAt(
  text: string,
  start: number,
  lexicon: Lexicon,
  home: string | null,
): FoundPlace | null {
  let place: FoundPlace | null = null;
  for (let at = start; ;) {
    const step = stepAt(text, at, lexicon, place?.code ?? null, home);
    if (step === null) return place;
    place = { ...step, start };
    at = step.end;
  }
}

function stepAt(
  text: string,
  at: number,
  lexicon: Lexicon,
  parent: string | null,
  home: string | null,
): FoundPlace | null {
  if (!lexicon.placeStarts.has(text.slice(at, at + 2))) return null;
  for (let length = Math.min(LONGEST_NAME, text.length - at); length >= 2; length -= 1) {
    const name = text.slice(at, at + length);
    const candidates = (lexicon.placesByName.get(name) ?? []).filter(
      ({ code }) => parent === null || isUnder(code, parent),
    );
    if (candidates.length === 0 || isPartOfLongerWord(text, at, length)) continue;
    const chosen = choose(candidates, home);
    const shown = lexicon.divisionNames.get(chosen.division.code) ?? name;
    return {
      code: chosen.division.code,
      name: shown,
      level: levelOfCode(chosen.division.code),
      start: at,
      end: at + length,
      ambiguous: chosen.ambiguous,
    };
  }
  return null;
}

/** 北京 is no place in 北京大学; 海南 is none in 海南岛屿 – only the full names are safe inside longer words. */
function isPartOfLongerWord(text: string, at: number, length: number): boolean {
  const name = text.slice(at, at + length);
  if (/[省市区县州盟旗]$/u.test(name)) return false;
  return /^(?:大学|银行|路|街道|理工|师范)/u.test(text.slice(at + length));
}

function choose(
  candidates: readonly Division[],
  home: string | null,
): { division: Division; ambiguous: boolean } {
  const [first] = candidates as [Division, ...Division[]];
  if (candidates.length === 1) return { division: first, ambiguous: false };
  const near = home === null ? [] : closest(candidates, home);
  if (near.length === 1) return { division: near[0] ?? first, ambiguous: false };
  const highest = [...candidates].sort((a, b) => depth(a.code) - depth(b.code));
  const [top, second] = highest as [Division, Division];
  return { division: top, ambiguous: depth(top.code) === depth(second.code) };
}

function closest(candidates: readonly Division[], home: string): Division[] {
  const sameCity = candidates.filter(
    ({ code }) => !home.endsWith('0000') && code.slice(0, 4) === home.slice(0, 4),
  );
  return sameCity.length > 0
    ? sameCity
    : candidates.filter(({ code }) => code.slice(0, 2) === home.slice(0, 2));
}

function depth(code: string): number {
  if (code.endsWith('0000')) return 0;
  return code.endsWith('00') ? 1 : 2;
}

/** Whether a division lies under another; both as GB/T 2260 codes, own keys extend their parent's code. */
export function isUnder(code: string, parent: string): boolean {
  if (code === parent) return false;
  const stem = parent.length > 6 ? parent : parent.replace(/(?:00)+$/u, '');
  return (
    code.startsWith(stem) &&
    depth(code) + (code.length > 6 ? 1 : 0) > depth(parent) + (parent.length > 6 ? 1 : 0)
  );
}

/** The place a document speaks from: the province or prefecture named most often, once at least. It tells namesakes apart; alone it is no entry's level (read-level.ts). */
export function homeOf(text: string, lexicon: Lexicon): string | null {
  const counts = new Map<string, number>();
  for (const match of text.slice(0, 40_000).matchAll(/[\p{Script=Han}]+/gu))
    countPlaces(match[0], lexicon, counts);
  let best: string | null = null;
  for (const [code, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = code;
  return best;
}

function countPlaces(words: string, lexicon: Lexicon, counts: Map<string, number>): void {
  for (let at = 0; at < words.length - 1; at += 1) {
    if (!lexicon.placeStarts.has(words.slice(at, at + 2))) continue;
    for (const length of [3, 2, 4, 5, 7, 8]) {
      const places = lexicon.placesByName.get(words.slice(at, at + length)) ?? [];
      const high = places.find(({ code }) => code.endsWith('00'));
      const place = high ?? (places.length === 1 ? places[0] : undefined);
      if (places.length === 0 || words.length < at + length) continue;
      // 朝阳区 is one of two districts, and never 朝阳市.
      if (place === undefined) break;
      const code = high ? high.code : cityOf(place.code);
      counts.set(code, (counts.get(code) ?? 0) + 1);
      break;
    }
  }
}

/** The prefecture, or the municipality, that a county or district belongs to. */
export function cityOf(code: string): string {
  const province = code.slice(0, 2);
  return MUNICIPALITIES.includes(province) ? `${province}0000` : `${code.slice(0, 4)}00`;
}
