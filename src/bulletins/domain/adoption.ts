import { findDates, type FoundDate } from './dates.js';
import { isOrganisation } from './issuers.js';
import { jurisdictionOfIssuer } from './level.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { placeAt } from './places.js';

/** Who adopted or issued a regulation, the one day its note gives, and its order's number; null where it was amended since. */
export interface Adoption {
  readonly body: string;
  readonly date: FoundDate | null;
  readonly number: string | null;
  readonly line: number;
}

const HEAD_LINES = 12;
const AMENDED = /(?:修正|修订|修改|修)(?:通过|[)）]|$)|第[一二三四]次修/u;
const COUNT = '[〇零一二三四五六七八九十百\\d]+';
const NOTE = new RegExp(
  String.raw`^[(（]?\s*(?:(?:19|20)\d{2}|[一二]\S{3})年\S{1,3}月\S{1,3}[日号]\s*(?:经)?(?:第${COUNT}届(?=全国))?(全国|\p{Script=Han}{2,12}?|(?=国务院))(?:第${COUNT}届)?(人民代表大会(?:常务委员会)?|人民政府|国务院)(?:第${COUNT}届)?(?:第?${COUNT}次)?(?:常务|全体)?会议(?:审议|讨论)?(?:修订)?通过`,
  'u',
);

const DAY = String.raw`(?:19|20)\d{2}年\d{1,2}月\d{1,2}日`;
/** （1991年3月26日某市人民政府令第19号发布）, （…某市人民政府批准 1992年4月10日某局发布） */
const ISSUED = new RegExp(
  String.raw`^[(（]?(?:${DAY}\p{Script=Han}{4,40}?批准[，,、;；]?)?(${DAY})(?:由|经)?(\p{Script=Han}{3,40}?)(?:(?:令第?|(?<![令第])第)(${COUNT})号令?)?(?:重新)?(?:发布|公布|颁布|印发)`,
  'u',
);

/** How a regulation came about, as it is printed below its title: passed by an assembly, or issued by a body. */
export function findAdoption(
  lines: readonly SourceLine[],
  titleLine: number,
  lexicon: Lexicon,
): Adoption | null {
  const head = lines.filter(({ text, number }) => text !== '' && number > titleLine).slice(0, HEAD_LINES);
  return passedBy(head, lexicon) ?? issuedBy(head, lexicon);
}

function issuedBy(head: readonly SourceLine[], lexicon: Lexicon): Adoption | null {
  for (const { text, number: line } of head) {
    const [, day = '', body = '', count] = ISSUED.exec(text.replace(/\s+/gu, '')) ?? [];
    if (!isOrganisation(body, lexicon) || jurisdictionOfIssuer(body, lexicon, null) === null) continue;
    if (head.some((one) => AMENDED.test(one.text))) return { body, date: null, number: null, line };
    return {
      body,
      date: findDates(day)[0] ?? null,
      number: count === undefined ? null : `${body}令第${count}号`,
      line,
    };
  }
  return null;
}

/** (2022年5月31日某省第十三届人民代表大会常务委员会第三十次会议通过), as regulations print it below their title. */
function passedBy(head: readonly SourceLine[], lexicon: Lexicon): Adoption | null {
  for (const { text, number } of head) {
    const [, place = '', assembly = ''] = NOTE.exec(text.replace(/\s+/gu, '')) ?? [];
    const isPlace =
      place === '全国' || assembly === '国务院' || placeAt(place, 0, lexicon, null)?.end === place.length;
    if (assembly === '' || !isPlace) continue;
    const isAmended = head.some((line) => AMENDED.test(line.text));
    const date = isAmended ? null : (findDates(text)[0] ?? null);
    return { body: place + assembly, date, number: null, line: number };
  }
  return null;
}
