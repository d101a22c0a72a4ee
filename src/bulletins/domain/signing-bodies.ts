import { isOrganisation, splitOrganisations, startsLikeBody } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { placeAt } from './places.js';

const LONGEST_TAIL = 160;
const FULL_LINE = 20;
const MOST_WRAPS = 4;
const SHORTEST_BODY = 3;
const PLANS = '纲要|措施|指引|预案|规划(?!和|与|局|国土|自然|建设|委)|计划(?!委|生育)|标准(?!化)';
/** …请认真贯彻执行某某局, 1.申报表2.项目目录某某局: how a last sentence or a list of annexes ends where its break was lost. */
const CLOSING = new RegExp(
  [
    String.raw`^\S*(?:特此(?:通知|公告|通告|函告|函复|批复|复函|报告)|(?:贯彻|遵照|参照|组织|抓好)\S{0,4}(?:执行|实施|落实|办理))`,
    String.raw`^(?:附件\s*[:：]?|\d{1,2}[.、])\S*(?:目录|清单|名单|[^代]表|书|方案|办法|细则|指南|样式|模板|说明|材料|意见|流程|规程|名录|要求|条件|公告|通知|${PLANS})`,
  ]
    .map((form) => `${form}(?=\\S{2})`)
    .join('|'),
  'u',
);
/** A sentence, a file's name or a remark in brackets ends; 中国（上海）自由贸易试验区, 某区（某片）管理委员会 goes on. */
const SENTENCE_END =
  /[。！；;]|\.(?:docx?|xlsx?|pdf|wps|zip|rar)(?=\p{Script=Han})|[)）](?!自由贸易|管理委员会|管委会|管理局|片区)/u;
/** 联系电话：12345678某某局, …至2026年12月31日某某局: no body's name holds figures. */
const FIGURES = /^.*[\d%](?:日|年|号)?(?=\p{Script=Han}{4})/u;
const NATIONAL = /^(?:国家|国务院|中国|中华|中共|共青团|全国|最高)/u;
const OFFICE = /^(?:办公室|办公厅|秘书处|党组|法制工作委员会|财政经济委员会)$/u;

/** 1999年7月13日,某某局: bodies behind the date, and nothing else. */
export function bodiesBehind(tail: string, lexicon: Lexicon, home: string | null): string[] {
  const words = /^\s*[,，]\s*(\p{Script=Han}[\p{Script=Han}、\s]{2,60})$/u.exec(tail)?.[1] ?? '';
  const bodies = words === '' ? [] : splitOrganisations(words, lexicon, home);
  return bodies.every((body) => isOrganisation(body, lexicon)) ? bodies : [];
}

/** Who signs beside a date: the bodies before it with those above them, else those above or below it. */
export function bodiesAt(
  lines: readonly SourceLine[],
  index: number,
  { before, tail }: { readonly before: string; readonly tail: string },
  lexicon: Lexicon,
  home: string | null,
): string[] {
  const isNamed = (body: string) => startsLikeBody(body, lexicon, home);
  if (before === '') {
    const above = bodiesAbove(lines, index, lexicon, home);
    return above.length === 0 && tail.trim() === '' ? bodiesBelow(lines, index, lexicon, home) : above;
  }
  const own = bodiesAround(wrappedWords(lines, index), before, lexicon, home);
  const isNothingElse = own.length > 0 && own.join('') === before.replace(/\s+/gu, '');
  const others = isNothingElse ? bodiesAbove(lines, index, lexicon, home) : [];
  return others.every(isNamed) && own.every(isNamed) ? [...others, ...own] : own;
}

/** The words above a line that go on in it: as many lines as the width of the page broke. */
function wrappedWords(lines: readonly SourceLine[], index: number): string {
  let words = '';
  const above = lines.slice(Math.max(0, index - 2 * MOST_WRAPS), index).filter(({ text }) => text !== '');
  for (const { text } of above.slice(-MOST_WRAPS).toReversed()) {
    if (text.length < FULL_LINE || /[。；：:！？）)]$/u.test(text)) break;
    words = text + words;
  }
  return words;
}

/** The bodies before the date; a name that the line above begins is whole only together with it. */
function bodiesAround(above: string, before: string, lexicon: Lexicon, home: string | null): string[] {
  const own = bodiesBefore(before, lexicon, home);
  const whole = above === '' ? [] : bodiesBefore(above + before, lexicon, home);
  const isName = (body: string) =>
    lexicon.issuersByName.has(body) || NATIONAL.test(body) || placeAt(body, 0, lexicon, home) !== null;
  const isWhole = whole.length > 0 && whole.every(isName);
  // 护局 is the end of a name whose beginning is lost.
  if (!isWhole && own.some((body) => body.length < SHORTEST_BODY && !isName(body))) return [];
  return isWhole && (whole.join('').length > own.join('').length || !own.every(isName)) ? whole : own;
}

/** Bodies at the end of the words before the date, on the same line. */
function bodiesBefore(before: string, lexicon: Lexicon, home: string | null): string[] {
  const words = lastSentence(before)
    .replace(CLOSING, '')
    .replace(FIGURES, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const bodies: string[] = [];
  for (const word of words.toReversed()) {
    if (!isOrganisation(word, lexicon)) break;
    bodies.unshift(word);
  }
  return bodies.flatMap((body) => splitOrganisations(body, lexicon, home));
}

/** The words behind the last mark; a list of annexes keeps its heading (附件：), for its last name may be glued to a body's. */
function lastSentence(text: string): string {
  const sentence = text.slice(-LONGEST_TAIL).split(SENTENCE_END).at(-1)?.trim() ?? '';
  const parts = sentence.split(/[:：]/u);
  const rest = parts.pop()?.trim() ?? '';
  return /附件\s*\d*$/u.test(parts.at(-1) ?? '') ? `附件:${rest}` : rest;
}

/** Lines that are nothing but bodies, directly above the date. */
function bodiesAbove(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
  home: string | null,
): string[] {
  const bodies: string[] = [];
  let blanks = 0;
  for (let i = index - 1; i >= 0 && i > index - 16; i -= 1) {
    const text = lines[i]?.text ?? '';
    if (text === '') {
      if ((blanks += 1) > 4) break;
      continue;
    }
    blanks = 0;
    const words = text.split(/[\s、]+/u).filter((word) => word !== '');
    if (!words.every((word) => isOrganisation(word, lexicon))) {
      if (bodies.length === 0) bodies.unshift(...bodiesBehindText(text, lexicon, home));
      break;
    }
    const above = bodies.length === 0 ? wrappedAbove(lines, i, lexicon, home) : null;
    bodies.unshift(...splitOrganisations(above === null ? text : above + text, lexicon, home));
    if (above !== null) break;
  }
  return withOffices(bodies);
}

/** 某某区发展和改革 / 委员会: the line above, where only together with it the line names a body. */
function wrappedAbove(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
  home: string | null,
): string | null {
  const own = lines[index]?.text ?? '';
  const above = lines[index - 1]?.text ?? '';
  const isName = (text: string) =>
    lexicon.issuersByName.has(text) || placeAt(text, 0, lexicon, home) !== null;
  const isBroken =
    above !== '' && above.length < FULL_LINE && !isName(own) && !isOrganisation(above, lexicon);
  return isBroken && isName(above + own) && isOrganisation(above + own, lexicon) ? above : null;
}

/** 2024年3月5日 / 某某局: bodies alone on the line below the date, which end the notice. */
function bodiesBelow(
  lines: readonly SourceLine[],
  index: number,
  lexicon: Lexicon,
  home: string | null,
): string[] {
  const [next, ...others] = lines.slice(index + 1).filter(({ text }) => text !== '');
  const bodies = next === undefined ? [] : splitOrganisations(next.text, lexicon, home);
  const areBodies = bodies.every(
    (body) =>
      isOrganisation(body, lexicon) &&
      (lexicon.issuersByName.has(body) || placeAt(body, 0, lexicon, home) !== null),
  );
  return areBodies && others.every(({ text }) => /^[(（][^()（）]*[)）]$/u.test(text)) ? bodies : [];
}

/** …请遵照执行。某厅 某局: bodies behind the last sentence, and nothing else. */
function bodiesBehindText(text: string, lexicon: Lexicon, home: string | null): string[] {
  const closing = /[。；]([^。；]+)$/u.exec(text)?.[1];
  const bodies = closing === undefined ? [] : bodiesBefore(text, lexicon, home);
  return closing?.replace(/\s+/gu, '') === bodies.join('') ? bodies : [];
}

/** 某某人大常委会 / 法制工作委员会: an office on a line of its own belongs to the body above it. */
function withOffices(bodies: readonly string[]): string[] {
  return bodies.reduce<string[]>((whole, body) => {
    const last = whole.at(-1);
    return last !== undefined && OFFICE.test(body) ? [...whole.slice(0, -1), last + body] : [...whole, body];
  }, []);
}
