import type { PolicyLevel } from '../../policies/domain/policy.js';
import type { KnownIssuer, Lexicon, NumberPrefix } from './lexicon.js';
import type { ReadingWay } from './parsed-entry.js';
import { districtNamed } from './named-districts.js';
import { cityOf, levelOfCode, NATION, placeAt } from './places.js';

/** Whom a policy binds: its level and the district it is for, and how that was read. */
export interface Jurisdiction {
  readonly level: PolicyLevel;
  readonly code: string | null;
  readonly way: ReadingWay;
  readonly ambiguous: boolean;
}

/** 财政部税政司, 工业和信息化部某某局: an office of a ministry. */
const MINISTRY = /^\p{Script=Han}{2,12}?部(?=\p{Script=Han}{2,10}[司局]$)/u;

/** The body a name stands for: known by name, or national by its form. */
function knownIssuer(name: string, lexicon: Lexicon): KnownIssuer | null {
  const base = name.replace(/等.{0,8}$/u, '').replace(/(?:办公厅|办公室)$/u, '');
  return (
    lexicon.issuersByName.get(name) ??
    lexicon.issuersByName.get(base) ??
    lexicon.issuersByName.get(name.replace(/等.{0,8}$/u, '')) ??
    lexicon.issuersByName.get(MINISTRY.exec(name)?.[0] ?? '') ??
    null
  );
}

/** The jurisdiction of one body. `home` completes relative names (市商务局, 区教委). Null when the name says nothing. */
export function jurisdictionOfIssuer(
  name: string,
  lexicon: Lexicon,
  home: string | null,
): Jurisdiction | null {
  const known = knownIssuer(name, lexicon);
  if (known !== null) return { level: known.level, code: known.district, way: 'position', ambiguous: false };
  const body = name.replace(/^(?:中共|共青团)/u, '');
  const place = placeAt(body, 0, lexicon, home);
  if (place !== null && isOwnArea(body.slice(place.end)))
    return { level: 'district', code: null, way: 'position', ambiguous: false };
  const branch = place === null ? null : districtNamed(body.slice(place.end), place.code, lexicon);
  if (branch !== null) return { level: 'district', code: branch, way: 'position', ambiguous: false };
  if (place !== null)
    return { level: place.level, code: place.code, way: 'position', ambiguous: place.ambiguous };
  if (/^(?:国务院|国家|中国|中共中央|中央|全国|最高人民|中华)/u.test(name)) {
    return (
      branchPlace(name, lexicon, home) ?? {
        level: 'national',
        code: NATION,
        way: 'position',
        ambiguous: false,
      }
    );
  }
  const park = /^中关村科技园区(?=\p{Script=Han}{2,4}园)/u.exec(name);
  const parkPlace = park && placeAt(name, park[0].length, lexicon, BEIJING);
  if (parkPlace) return { level: parkPlace.level, code: parkPlace.code, way: 'position', ambiguous: false };
  return relative(name, home);
}

const BEIJING = '110000';

function isOwnArea(rest: string): boolean {
  return isZone(rest) || isUnknownDistrict(rest);
}

/** 北京市某某区人民政府 with a name no list knows: still a district's, never the city's; 广西自治区人民政府 is a province's. */
function isUnknownDistrict(rest: string): boolean {
  return /^(?!自治区)\p{Script=Han}{2,5}[区县旗](?:人民政府|人民代表|政府|委员会|教育|财政|管委会|\p{Script=Han}{2,14}局)/u.test(
    rest,
  );
}

/** A development zone's committee inside a city: district level, but no division of its own. */
function isZone(rest: string): boolean {
  return /^\p{Script=Han}{0,14}(?:开发区|高新区|新区|示范区|保税区|科学城|度假区|试验区|实验区|产业园区?)\p{Script=Han}{0,8}(?:委员会|管委会?|工委|局|办公室)/u.test(
    rest,
  );
}

function isZoneName(rest: string): boolean {
  return /^\p{Script=Han}{1,6}(?:经济技术开发区|高新区|新区|保税区|开发区)/u.test(rest);
}

/** 国家税务总局北京市税务局 is Beijing's. */
function branchPlace(name: string, lexicon: Lexicon, home: string | null): Jurisdiction | null {
  const at = /(?:总局|总署|银行|管理局|委员会|共产党|中国[（(]|共和国)(?=\p{Script=Han})/u.exec(name);
  if (at === null) return null;
  const place = placeAt(name, at.index + at[0].length, lexicon, home);
  return place && { level: place.level, code: place.code, way: 'position', ambiguous: place.ambiguous };
}

/** 市…, 省…, 区… without a name: the home's, as far as the home is known. */
function relative(name: string, home: string | null): Jurisdiction | null {
  if (/^市(?!场)/u.test(name))
    return {
      level: 'municipal',
      code: home === null ? null : cityOrNull(home),
      way: 'inferred',
      ambiguous: false,
    };
  if (/^(?:省|自治区)/u.test(name))
    return {
      level: 'provincial',
      code: home === null ? null : `${home.slice(0, 2)}0000`,
      way: 'inferred',
      ambiguous: false,
    };
  if (/^(?:区|县)(?!域)/u.test(name))
    return { level: 'district', code: null, way: 'inferred', ambiguous: false };
  return null;
}

function cityOrNull(home: string): string | null {
  return levelOfCode(home) === 'provincial' ? null : cityOf(home);
}

/** The jurisdiction a document number's prefix tells (京商… is Beijing's, 国发 the State Council's). 教育局通告第7号 has none: it names its body. */
export function prefixOf(documentNumber: string, lexicon: Lexicon): NumberPrefix | null {
  if (NAMES_BODY.test(documentNumber)) return null;
  const known = lexicon.prefixesByLength.find(({ prefix }) => documentNumber.startsWith(prefix)) ?? null;
  const district = districtPrefix(documentNumber, lexicon);
  return district !== null && district.prefix.length > (known?.prefix.length ?? 0) ? district : known;
}

/** 万州府发 is 万州区's: a number that opens with the name of a district, where only one is called so. */
function districtPrefix(documentNumber: string, lexicon: Lexicon): NumberPrefix | null {
  const [prefix = '', name = ''] = /^(\p{Script=Han}{2,3})[府政]/u.exec(documentNumber) ?? [];
  const [only, ...others] = ['区', '县', '市', '旗']
    .flatMap((ending) => lexicon.placesByName.get(name + ending) ?? [])
    .filter(({ code }) => levelOfCode(code) === 'district');
  if (name === '' || only === undefined || others.length > 0) return null;
  return { prefix, issuer: null, level: 'district', district: only.code };
}

const NAMES_BODY = /^\p{Script=Han}{2,30}[局厅委会署](?:令|公告|通告)/u;

/** A title that opens with a place and a colon (通州区:…) names its district outright. */
export function jurisdictionOfTitlePrefix(
  title: string,
  lexicon: Lexicon,
  home: string | null,
): Jurisdiction | null {
  const place = placeAt(title, 0, lexicon, home);
  if (place === null || !/^[:：]/u.test(title.slice(place.end))) return null;
  return { level: place.level, code: place.code, way: 'title', ambiguous: place.ambiguous };
}

const BEFORE_PLACE =
  /^(?:(?:19|20)\d{2}年度?|第[一二三四五六七八九十\d]+[批届]|开展|申报|组织|做好|公布|推荐|参加|转发|\s)*/u;
/** 组织申报某省…, 转发某省…: a programme or paper of the place, which a lower office passes on as well. */
const BELONGS_ABOVE =
  /(?:申报|推荐|参加|转发)(?:(?:19|20)\d{2}年度?|第[一二三四五六七八九十\d]+[批届]|\s)*$/u;

/** The place a title speaks of (`inferred` where it may be a higher one's that the paper passes on): at its start, at the start of a 《》, or after 关于(印发). */
export function jurisdictionOfTitle(
  title: string,
  lexicon: Lexicon,
  home: string | null,
): Jurisdiction | null {
  if (/^(?:国务院|中共中央|全国人大|全国人民代表大会)/u.test(title))
    return { level: 'national', code: NATION, way: 'title', ambiguous: false };
  const starts = [
    0,
    ...[...title.matchAll(/《|关于(?:印发|发布|公布)?|印发|申报/gu)].map(
      (match) => match.index + match[0].length,
    ),
  ];
  for (const start of starts) {
    const passed = BEFORE_PLACE.exec(title.slice(start))?.[0] ?? '';
    const rest = title.slice(start + passed.length);
    const place = placeAt(rest, 0, lexicon, home);
    if (place !== null && isZoneName(rest.slice(place.end)))
      return { level: 'district', code: null, way: 'title', ambiguous: false };
    const isAnothers = BELONGS_ABOVE.test(title.slice(0, start + passed.length));
    const way = isAnothers ? 'inferred' : 'title';
    if (place !== null) return { level: place.level, code: place.code, way, ambiguous: place.ambiguous };
  }
  return null;
}

/** The level a body text speaks with (本市, 我区), where home gives the place. The weakest sign: to be checked. */
export function jurisdictionOfBody(text: string, home: string | null): Jurisdiction | null {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const district = count(/[我本全][区县](?!域)/gu);
  const city = count(/[我本全]市/gu);
  const province = count(/[我本全](?:省|自治区)/gu);
  const most = Math.max(district, city, province);
  if (most === 0)
    return home === null || levelOfCode(home) === 'provincial'
      ? null
      : { level: levelOfCode(home), code: home, way: 'inferred', ambiguous: false };
  if (most === district) return { level: 'district', code: null, way: 'inferred', ambiguous: false };
  if (most === city)
    return {
      level: 'municipal',
      code: home === null ? null : cityOrNull(home),
      way: 'inferred',
      ambiguous: false,
    };
  return {
    level: 'provincial',
    code: home === null ? null : `${home.slice(0, 2)}0000`,
    way: 'inferred',
    ambiguous: false,
  };
}
