import { prefixOf } from './level.js';
import type { Lexicon } from './lexicon.js';
import { placeAt } from './places.js';

/** When the reforms of the government gave bodies their present names: what they numbered before was another's. */
const NAMED_SINCE: readonly (readonly [RegExp, number])[] = [
  [/生态环境|农业农村|卫生健康|医疗保障|应急管理|市场监督|自然资源|文化和旅游|退役军人/u, 2018],
  [/人力资源和社会保障|住房和城乡建设|工业和信息化/u, 2008],
];

function isTooOld(documentNumber: string, issuer: string): boolean {
  const year = Number(/〔(\d{4})〕/u.exec(documentNumber)?.[1] ?? Number.NaN);
  return NAMED_SINCE.some(([name, since]) => name.test(issuer) && year < since);
}

/** The body a number's prefix stands for; with 办 or 厅 behind a government's own (鄂政办发) its office. */
export function issuerOfNumber(documentNumber: string, lexicon: Lexicon): string | null {
  const known = prefixOf(documentNumber, lexicon);
  if (!known?.issuer || isTooOld(documentNumber, known.issuer)) return null;
  const isOffice =
    known.issuer.endsWith('人民政府') && /^[办厅]/u.test(documentNumber.slice(known.prefix.length));
  if (!isOffice) return known.issuer;
  return known.issuer + (known.level === 'district' ? '办公室' : '办公厅');
}

const GOVERNMENT = /^(\p{Script=Han}{1,2})(?:政|府)(?:发|字|函|规|通)*〔/u;

/** 海府〔2011〕33号 above a paper of 海口市: the government of the place in the title whose name the number shortens. */
export function governmentOfNumber(documentNumber: string, title: string, lexicon: Lexicon): string | null {
  const short = GOVERNMENT.exec(documentNumber)?.[1];
  if (short === undefined) return null;
  for (let at = 0; at < title.length; at += 1) {
    const place = placeAt(title, at, lexicon, null);
    if (place === null) continue;
    const isItsOwn = !place.ambiguous && [...short].every((sign) => place.name.includes(sign));
    return isItsOwn && title.slice(at, place.end).endsWith(place.name) ? `${place.name}人民政府` : null;
  }
  return null;
}
