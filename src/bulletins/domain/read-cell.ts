import {
  POLICY_LEVELS,
  POLICY_TYPES,
  type PolicyLevel,
  type PolicyType,
} from '../../policies/domain/policy.js';
import { ALL_SECTORS } from '../../taxonomy/domain/taxonomy.js';
import { readDate } from './dates.js';
import type { Lexicon } from './lexicon.js';
import { comparable } from './normalise.js';
import { NATION, placeAt } from './places.js';
import { sectionLevel } from './sections.js';

/** A cell as its column reads it; or what is wrong with it, in words for an editor. */
export type CellReading<T> = { readonly value: T } | { readonly problem: string };

const SEPARATOR = /[;；、,，|/↵\s]+/u;

/** A date of any printed form; months without a day stay months. 3/1/2024 is refused: nobody knows which is the day. */
export function dateOfCell(text: string): CellReading<string> {
  const found = readDate(text);
  if (found?.value) return { value: found.value };
  if (found?.problem === 'impossible-date') return { problem: '没有这一天' };
  if (found?.problem === 'undated') return { problem: '日期没有年份' };
  return { problem: '不是日期' };
}

/** 国家级, 中央, 市级, municipal … */
export function levelOfCell(text: string, lexicon: Lexicon): CellReading<PolicyLevel> {
  const english = POLICY_LEVELS.find((level) => level === text.trim().toLowerCase());
  const level = english ?? sectionLevel(text.trim(), lexicon);
  return level === null ? { problem: '不是层级' } : { value: level };
}

const TYPE_NAMES: Readonly<Record<string, PolicyType>> = {
  规划: 'plan',
  意见: 'opinion',
  办法: 'rule',
  法规: 'law',
  通知: 'notice',
  申报通知: 'call',
  资金支持: 'fund',
  公示: 'publicity',
  解读: 'explain',
  征求意见稿: 'draft',
  '废止/修改': 'repeal',
};

/** A type by its name (申报通知, call), or by a word that titles of the type end with. */
export function typeOfCell(text: string, lexicon: Lexicon): CellReading<PolicyType> {
  const word = comparable(text).toLowerCase();
  const named = TYPE_NAMES[word] ?? POLICY_TYPES.find((type) => type === word);
  const type =
    named ?? lexicon.policyTypes.find(({ words }) => words.some((one) => word.endsWith(one)))?.type;
  return type === undefined ? { problem: '不是政策类型' } : { value: type };
}

/** Districts by name or code; 全国 is the nation. One unknown name makes the whole cell wrong: half a district list misleads. */
export function districtsOfCell(
  text: string,
  lexicon: Lexicon,
  home: string | null,
): CellReading<readonly string[]> {
  return each(text, (word) => districtOf(word, lexicon, home), '不认识的地区');
}

function districtOf(word: string, lexicon: Lexicon, home: string | null): string | null {
  if (/^(?:全国|国家|中央|nationwide|national)$/iu.test(word)) return NATION;
  if (/^\d{6,9}$/.test(word)) return word === NATION || lexicon.divisionNames.has(word) ? word : null;
  const place = placeAt(word, 0, lexicon, home);
  return place !== null && place.end === word.length && !place.ambiguous ? place.code : null;
}

/** Sectors by code or by their name in either tree; 全行业 and * are all. */
export function sectorsOfCell(text: string, lexicon: Lexicon): CellReading<readonly string[]> {
  const whole = lexicon.sectorCodes.get(comparable(text));
  if (whole !== undefined) return { value: [whole] };
  const codeOf = (word: string) => {
    if (/^(?:\*|全行业|所有行业|不限|all)$/iu.test(word)) return ALL_SECTORS;
    return (
      lexicon.sectorCodes.get(comparable(word.toUpperCase())) ??
      lexicon.sectorCodes.get(comparable(word)) ??
      null
    );
  };
  // Names hold 、 themselves (农、林、牧、渔业): only then the cell is cut there as well.
  const coarse = each(text, codeOf, '不认识的行业', /[;；|/↵]+|[,，]\s*/u);
  return 'value' in coarse ? coarse : each(text, codeOf, '不认识的行业');
}

function each(
  text: string,
  read: (word: string) => string | null,
  problem: string,
  separator = SEPARATOR,
): CellReading<readonly string[]> {
  const words = text
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const codes = words.map(read);
  const wrong = words.filter((_, n) => codes[n] === null);
  if (wrong.length > 0) return { problem: `${problem}:${wrong.join('、')}` };
  return { value: [...new Set(codes.flatMap((code) => code ?? []))] };
}

/** An http or https address; a Markdown link gives its target. */
export function linkOfCell(text: string): CellReading<string> {
  const link = /\]\((\S+)\)/.exec(text)?.[1] ?? text.trim();
  if (/^https?:\/\/\S+$/i.test(link) && URL.canParse(link)) return { value: link };
  const bare = /^(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/i.test(link) ? `http://${link}` : null;
  return bare === null ? { problem: '不是网址' } : { value: bare };
}
