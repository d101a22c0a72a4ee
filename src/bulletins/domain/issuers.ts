import { englishBodies } from './english-bodies.js';
import type { Lexicon } from './lexicon.js';
import { tidy } from './normalise.js';
import { placeAt } from './places.js';

const SEPARATORS = /\s*[、,，;；/]\s*|\s+(?:和|与)\s+/u;
const COUNTED = /^(?:等|等\s*\d+\s*(?:个)?部门|等[一二三四五六七八九十]+(?:个)?(?:部门|单位))$/u;

const LONGEST_KNOWN = 18;

/** 某市财政局等4部门: others counted behind the bodies that are named. */
export const COUNT_BEHIND = /等(?:\s*[\d一二三四五六七八九十]+\s*个?)?(?:部门|单位|委办局)?$/u;

/** Whether a text is the name of a body: short, no sentence, ends as bodies end (also 工信部等八部门). */
export function isOrganisation(text: string, lexicon: Lexicon): boolean {
  const name = text.trim();
  if (name.length < 2 || name.length > 60 || /[。：:？！《》<>_]|\d[.、]|召开|举行|举办/u.test(name))
    return false;
  if (lexicon.issuersByName.has(name)) return true;
  const base = name.replace(/[(（][^()（）]{2,20}[)）]$/u, '').replace(COUNT_BEHIND, '');
  return lexicon.issuersByName.has(base) || (lexicon.orgEnding.test(base) && !/^[的和与及在对]/u.test(base));
}

/** The issuers of a label's value: split at 、 and at spaces between two bodies; 等 stays, as printed. */
export function issuersOfLabel(value: string, lexicon: Lexicon): string[] {
  if (!/\p{Script=Han}/u.test(value)) return englishBodies(value);
  const parts = value.split(SEPARATORS).flatMap((part) => spacedBodies(part.trim(), lexicon));
  return parts.filter((part) => part !== '' && !COUNTED.test(part)).map(tidy);
}

function spacedBodies(text: string, lexicon: Lexicon): string[] {
  const words = text.split(/\s+/u);
  const other = words.findIndex((word) => !isOrganisation(word, lexicon));
  if (words.length > 1 && other === -1) return words;
  // What a page prints behind the body (打印, a section's name) is no part of it.
  return other > 0 && !words[other - 1]?.endsWith('等') ? words.slice(0, other) : [text];
}

/** Bodies printed one after another without a break (财政部税务总局) as single names. */
export function splitOrganisations(text: string, lexicon: Lexicon, home: string | null): string[] {
  const parts = text
    .trim()
    .split(/[\s、，,]+/u)
    .filter((part) => part !== '');
  const joined = parts.reduce<string[]>((whole, part) => {
    const last = whole.at(-1);
    if (last !== undefined && !isOrganisation(last, lexicon)) return [...whole.slice(0, -1), last + part];
    return [...whole, part];
  }, []);
  return joined.flatMap((part) => splitGlued(part, lexicon, home));
}

function splitGlued(text: string, lexicon: Lexicon, home: string | null): string[] {
  if (lexicon.issuersByName.has(text)) return [text];
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lexicon.orgEndings)) {
    const end = match.index + match[0].length;
    if (end - start < 3 || end >= text.length || !startsBody(text, end, lexicon, home)) continue;
    if (text[end - 1] === '府' && OF_GOVERNMENT.test(text.slice(end))) continue;
    if (isBranch(text.slice(start, end), text, end, lexicon, home)) continue;
    if (startsKnownName(text.slice(start, start + LONGEST_KNOWN), end - start, lexicon)) continue;
    parts.push(text.slice(start, end));
    start = end;
  }
  return [...parts, text.slice(start)].filter((part) => part !== '');
}

/** 国务院台湾事务办公室: a body known by a name longer than the part before the break. */
function startsKnownName(text: string, longerThan: number, lexicon: Lexicon): boolean {
  for (let length = text.length; length > longerThan; length -= 1)
    if (lexicon.issuersByName.has(text.slice(0, length))) return true;
  return false;
}

/** Central bodies and what their branches in a place are called. */
const BRANCHES: readonly (readonly [RegExp, RegExp])[] = [
  [/税务总局$/u, /^\p{Script=Han}{0,12}税务局/u],
  [
    /(?:金融监督管理总局|(?:银保|银行业|证券|保险)\p{Script=Han}{0,6}(?:监会|委员会))$/u,
    /^(?:监管局|监管分局)/u,
  ],
  [/(?:人民银行)$/u, /^(?:\p{Script=Han}{0,4}分行|总部|营业管理部|\p{Script=Han}{0,4}中心支行)/u],
  [/外汇管理局$/u, /^(?:\p{Script=Han}{0,4}分局|外汇管理部)/u],
  [/统计局$/u, /^(?:调查总?队|\p{Script=Han}{0,4}调查队)/u],
  [/(?:海关总署|矿山安全监察局|能源局)$/u, /^(?:海关|分署|局|监管局|监管办公室)/u],
];

/** 某市公安局某某分局: what any body's branch in a place is called. */
const BRANCH = /^(?:[区县市])?(?:分局|监管分局|管理分局|分行|支行|分中心|大队|支队|管理处)/u;

/** 某省政府国资委: bodies that are called a government's own. */
const OF_GOVERNMENT = /^(?:国资委|国有资产|外事|侨务|参事|研究室|发展研究|政务服务|金融|法制|驻)/u;

/** 国家税务总局北京市税务局 is one body: a place behind another one, and then what its branch is called. */
function isBranch(name: string, text: string, end: number, lexicon: Lexicon, home: string | null): boolean {
  const place = placeAt(text, end, lexicon, home);
  const rest = place === null ? '' : text.slice(place.end);
  const branch = BRANCHES.find(([central]) => central.test(name))?.[1];
  return BRANCH.test(rest) || (rest !== '' && branch !== undefined && branch.test(rest));
}

const FULL_NAME = 8;

/** Whether a new body begins here: a known national one, 国家…, 中国…, or a place followed by a body's ending. */
function startsBody(text: string, at: number, lexicon: Lexicon, home: string | null): boolean {
  const rest = text.slice(at).replace(COUNT_BEHIND, '');
  if (/^(?:办公|等)/u.test(rest)) return false;
  if (!lexicon.orgEnding.test(rest)) return false;
  if (/^(?:国家|国务院|中国|中共|中央|中华|共青团|全国|最高人民)/u.test(rest)) return true;
  if (/^(?:省|市|自治区|区|县)(?!.{0,1}$)/u.test(rest)) return true;
  for (let length = 3; length <= Math.min(18, rest.length); length += 1) {
    const known = lexicon.issuersByName.get(rest.slice(0, length));
    if (known !== undefined && (known.level === 'national' || length >= FULL_NAME)) return true;
  }
  return placeAt(rest, 0, lexicon, home) !== null;
}

/** 某委有关负责人就《某意见》答记者问: who speaks for the body. */
const SPEAKER =
  /^([^《》]{2,60}?)(?:有关|相关)?(?:司局|部门|处室)?(?:主要)?(?:负责(?:人|同志)|(?:新闻)?发言人)(?=就|解读|答)/u;

/** The bodies a title opens with (…局关于…, …人民政府印发…); none when it opens with something else. */
export function issuersOfTitle(title: string, lexicon: Lexicon, home: string | null): string[] {
  const match = lexicon.issuerOpening.exec(title.trim().replace(SPEAKER, '$1'));
  const head = match?.[1];
  if (head === undefined || /^(?:关于|印发|转发|开展|做好|对(?!外))/u.test(head)) return [];
  const bodies = splitOrganisations(head, lexicon, home);
  const named = bodies.every((body) => startsLikeBody(body, lexicon, home));
  return named ? withPlace(bodies.map(tidy), lexicon, home) : [];
}

const OFFICE = /^(?!国|中|共|全国|最高|省|市(?!场)|区|县|自治区)\p{Script=Han}{2,14}(?:厅|局|委|委员会)$/u;

/** 某省工业和信息化厅 财政厅 科技厅: the place of the first is that of the others, which name none. */
function withPlace(bodies: readonly string[], lexicon: Lexicon, home: string | null): string[] {
  const [first = ''] = bodies;
  const place = first.slice(0, placeAt(first, 0, lexicon, home)?.end ?? 0);
  const isBare = (body: string) =>
    OFFICE.test(body) && !lexicon.issuersByName.has(body) && placeAt(body, 0, lexicon, home) === null;
  return bodies.map((body) => (isBare(body) ? place + body : body));
}

/** Whether a name begins as bodies' names do: with a known one, a place, 国家, 市, or as a committee or bureau of its own. */
export function startsLikeBody(body: string, lexicon: Lexicon, home: string | null): boolean {
  if (lexicon.issuersByName.has(body) || placeAt(body, 0, lexicon, home) !== null) return true;
  return (
    /^(?:国家|国务院|中国|中共|共青团|中华人民共和国|中央|全国|最高|省|市|区|县|自治区)/u.test(body) ||
    [...lexicon.issuersByName.keys()].some((name) => name.length > 2 && body.startsWith(name)) ||
    /^[\p{Script=Han}]{2,24}(?:委员会|管委会|领导小组|指挥部|局|厅|海关|法院|检察院|协会|学会)$/u.test(body)
  );
}

/** 市商务局 in a Beijing document is 北京市商务局: the home's name put before a relative one. Others stay. */
export function completeIssuer(name: string, lexicon: Lexicon, home: string | null): string {
  if (home === null || !/^市(?!场)/u.test(name)) return name;
  const city = lexicon.divisionNames.get(home);
  return city?.endsWith('市') ? city + name.slice(1) : name;
}
