import { withoutLeftovers } from './leftovers.js';

/** One line of a document: as it came, and as it is read. `offset` is where the raw line starts in the document. */
export interface SourceLine {
  readonly number: number;
  readonly raw: string;
  readonly text: string;
  readonly offset: number;
}

const FEWEST_QUOTED = 5;

/** Chinese punctuation and circled numbers keep their shape: NFKC would turn ， into a half-width comma. */
const FOLDED = /[^\u2460-\u2473！（），－：；？～．｜…—＋×]+/gu;

/** Radicals of the supplement block that NFKC leaves alone although PDFs print them for ordinary characters. */
const RADICALS = new Map(
  [
    ...'⺀丶⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎尢⺏尢⺐尣⺓幺⺔彐⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺝月⺞歹⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬⺨犭⺪疋⺫目⺬示⺭礻⺯糸⺰纟⺱网⺲罒⺳网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟',
  ].reduce<[string, string][]>((pairs, character, index, all) => {
    if (index % 2 === 0) pairs.push([character, all[index + 1] ?? character]);
    return pairs;
  }, []),
);

const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD\uFFFE]/gu;
const BLANKS = /[\u00A0\u2000-\u200A\u202F\u205F\u3000\v\f]/gu;
/** Signs that are set for a colon: the sign of a ratio, and the colon of vertical print. */
const COLONS = /[\u2236\uFE13\uFE30]/gu;
/** Bullets of a symbol font (Word's Wingdings), which have no meaning outside it. */
const SYMBOLS = /[\uF020-\uF0FF]/gu;
/** 2022－02－05, 2022–02–05. */
const DASHED = /(?<=(?<!\d)(?:19|20)\d{2})[－–‐‑−](\d{1,2})[－–‐‑−](?=\d{1,2}(?!\d))/gu;
/** 2022-02-05T10:12:33.0+08:00 is 2022-02-05 10:12:33. */
const INSTANT =
  /(?<=(?:19|20)\d{2}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?![\d:.])/gu;
/** 2022 年 2 月 5 日, 2 0 2 2 年 2 月 5 日: blanks inside a whole date part no words. */
const SPACED =
  /(?<!\d)(?:1 ?9|2 ?0)(?: ?\d){2} {0,2}年 {0,2}\d(?: ?\d)? {0,2}月 {0,2}\d(?: ?\d)? {0,2}[日号]/gu;

/** One text in its reading form: compatibility characters and radicals folded, invisible ones gone, blanks plain. */
export function normaliseText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(/[\u2E80-\u2EFF]/gu, (radical) => RADICALS.get(radical) ?? radical)
    .replace(COLONS, '：')
    .replace(/〖/gu, '【')
    .replace(/〗/gu, '】')
    .replace(SYMBOLS, '•')
    .replace(FOLDED, (part) => part.normalize('NFKC'))
    .replace(DASHED, '-$1-');
}

/** 2022-02-05 星期六: figures need no day of the week; 2022年2月5日 星期六 is a page's clock. */
const WEEKDAY =
  /(?<=(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}) {0,2}[(（]?(?:星期|周)[一二三四五六日天][)）]?/gu;
/** 北 京 市 财 政 局, 关 于 印 发: a line of single characters, spread over its width. */
const SPREAD =
  /^\s*(?=.*\p{Script=Han} {1,2}\p{Script=Han} {1,2}\p{Script=Han} {1,2}\p{Script=Han})(?:\S {1,2}){3,80}\S\s*$/u;

/** A line of a document as it is read: what converters left is gone, and dates have the one form that the readers know. */
export function readingOf(raw: string): string {
  const text = normaliseText(withoutLeftovers(raw)).replace(/ {3,}/g, '  ');
  return (SPREAD.test(text) ? text.replaceAll(' ', '') : text)
    .replace(WEEKDAY, '')
    .replace(INSTANT, ' $1')
    .replace(SPACED, (date) => date.replaceAll(' ', ''));
}

/** The document as lines; what converters leave of pages and Markdown (`<br>`, `&nbsp;`, `\\[`) is read as it was shown. */
export function readLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let offset = 0;
  const pieces = text.split('\n');
  const quote = isQuoted(pieces) ? /^\s*(?:>\s?)+/u : null;
  for (const piece of pieces) {
    const mark = quote?.exec(piece)?.[0].length ?? 0;
    const raw = piece.slice(mark).replace(/\r$/, '');
    lines.push({ number: lines.length + 1, raw, text: readingOf(raw).trim(), offset: offset + mark });
    offset += piece.length + 1;
  }
  return lines;
}

/** A forwarded mail marks every line with `>`; a Markdown quotation is a few lines of many. */
function isQuoted(pieces: readonly string[]): boolean {
  const filled = pieces.filter((piece) => piece.trim() !== '');
  return filled.length >= FEWEST_QUOTED && filled.every((piece) => /^\s*>/u.test(piece));
}

/** The form in which values are compared: NFKC without any white space. */
export function comparable(value: string): string {
  return value.normalize('NFKC').replace(/\s+/gu, '');
}

/** White space between two Chinese characters is a wrap, not a word boundary: it goes, other runs become one space. */
export function tidy(value: string): string {
  return value
    .replace(/\s+/gu, ' ')
    .replace(
      /(?<=[\p{Script=Han}，。、；：（）《》〈〉“”〔〕]) (?=[\p{Script=Han}，。、；：（）《》〈〉“”〔〕])/gu,
      '',
    )
    .trim();
}
