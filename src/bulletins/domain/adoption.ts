import { findDates, type FoundDate } from './dates.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { placeAt } from './places.js';

/** Who adopted a regulation, and the one day its note gives; null where it was amended since. */
export interface Adoption {
  readonly body: string;
  readonly date: FoundDate | null;
  readonly line: number;
}

const HEAD_LINES = 12;
const AMENDED = /(?:修正|修订|修改|修)(?:通过|[)）]|$)|第[一二三四]次修/u;
const COUNT = '[〇零一二三四五六七八九十百\\d]+';
const NOTE = new RegExp(
  String.raw`^[(（]?\s*(?:(?:19|20)\d{2}|[一二]\S{3})年\S{1,3}月\S{1,3}[日号]\s*(?:经)?(?:第${COUNT}届(?=全国))?(全国|\p{Script=Han}{2,12}?|(?=国务院))(?:第${COUNT}届)?(人民代表大会(?:常务委员会)?|人民政府|国务院)(?:第${COUNT}届)?(?:第?${COUNT}次)?(?:常务|全体)?会议(?:审议|讨论)?(?:修订)?通过`,
  'u',
);

/** (2022年5月31日某省第十三届人民代表大会常务委员会第三十次会议通过), as regulations print it below their title. */
export function findAdoption(
  lines: readonly SourceLine[],
  titleLine: number,
  lexicon: Lexicon,
): Adoption | null {
  const head = lines.filter(({ text, number }) => text !== '' && number > titleLine).slice(0, HEAD_LINES);
  for (const { text, number } of head) {
    const [, place = '', assembly = ''] = NOTE.exec(text.replace(/\s+/gu, '')) ?? [];
    const isPlace =
      place === '全国' || assembly === '国务院' || placeAt(place, 0, lexicon, null)?.end === place.length;
    if (assembly === '' || !isPlace) continue;
    const isAmended = head.some((line) => AMENDED.test(line.text));
    const date = isAmended ? null : (findDates(text)[0] ?? null);
    return { body: place + assembly, date, line: number };
  }
  return null;
}
