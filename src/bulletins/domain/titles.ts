import { cleanTitle, LONGEST_LINE } from './clean-title.js';
import { isOrganisation } from './issuers.js';
import type { Lexicon } from './lexicon.js';

/** A figure that counts; four digits that are a year count only before 、 and words (2020、2021年度 is two years). */
const FIGURE = String.raw`(?:\d{1,3}|(?!(?:19|20)\d{2}(?!\d))\d{4,5})`;
const NUMBERING = new RegExp(
  String.raw`^\s*(?:#{1,6}\s+)?(?:[\p{Extended_Pictographic}\uFE0F\u20E3\p{Regional_Indicator}]+\s*(?=\S))?(?:\*\*)?(?:\d{1,2}\uFE0F?\u20E3|(?:政策|项目|文件|条目)\s*(?:${FIGURE}|[一二三四五六七八九十]{1,3})\s*[:：、]|第?[一二三四五六七八九十百]{1,4}[、.．]|[(（](?:[一二三四五六七八九十]{1,3}|${FIGURE})[)）]|【${FIGURE}】|\[${FIGURE}\]|No\.?\s*${FIGURE}[.:：]?|${FIGURE}\s*(?:[、)）]|[.．](?!\d(?!\d{3})))|\d{1,3},(?=\D)|\d{1,2}\s*[｜|丨]\s*(?=[\p{Script=Han}《])|[(（](?:19|20)\d{2}[)）]\s*(?=(?![年号第])[\p{Script=Han}《]{0,30}关于)|(?:19|20)\d{2}(?:、(?=[^\d\s])|[.．]\s*(?=[\p{Script=Han}《]))|[①-⑳]|[*-]\s|[•·●▪◆◇■□○◎★☆▲△▶►▸➤➢※❖◼▍▎▌☞✦✓✔→⇒➔➜›»]|(?![©®™])\p{Extended_Pictographic}\uFE0F?)\s*`,
  'u',
);

/** A number column, with nothing but a blank behind it. */
export const COUNTED =
  /^(?:\d{1,3}|(?!(?:19|20)\d{2}\s)\d{4,5})\s+(?=[\p{Script=Han}《“](?<![年月日条项个家]))/u;

/** The words and the number a heading line carries: `3、关于…` is 3 and 关于…. `number` null where it is not a figure. */
export interface Heading {
  readonly number: number | null;
  readonly marker: string;
  readonly text: string;
  /** Markdown heading depth, 0 for plain lines. */
  readonly depth: number;
}

/** Reads a line as a numbered, bulleted or Markdown heading; null for any other line. */
export function readHeading(line: string): Heading | null {
  const depth = /^\s*(#{1,6})\s+/.exec(line)?.[1]?.length ?? 0;
  const match = NUMBERING.exec(line);
  if (match === null && depth === 0) return null;
  const marker = match?.[0] ?? '';
  const rest = match === null ? line.replace(/^\s*#{1,6}\s+/, '') : line.slice(marker.length);
  const text = rest.replace(/^\*\*|\*\*$/g, '').trim();
  const digits = /\d{1,5}/.exec(marker)?.[0] ?? null;
  return text === ''
    ? null
    : { number: digits === null ? null : Number(digits), marker: marker.trim(), text, depth };
}

/** 为规范…，根据…制定, …完成初审，…完成复审，…公示: a sentence, though it may end as titles do. */
const PROSE =
  /^各[^:：。]{1,60}[:：]|^(?:为了?|根据|按照|依据|现将|经).*[，,]|^(?!.*关于)\p{Script=Han}.*[，,].*[，,]/u;

/** Whether a line is part of a text, whatever it ends with. */
export function isRunningText(text: string): boolean {
  return PROSE.test(stripQuoted(text));
}

/** Whether a line reads like a policy's title: it ends as titles end, or says 关于…, and is no sentence. */
export function isTitleLike(text: string, lexicon: Lexicon): boolean {
  if (text.length > LONGEST_LINE) return false;
  const title = cleanTitle(text);
  if (title.length < 6 || title.length > 140) return false;
  if (/^(?:第[一二三四五六七八九十百\d]+[条章节]|附件|附表|目录)/u.test(title)) return false;
  if (/[。？?；;！]/u.test(stripQuoted(title)) || /[:：，,、的和与及]$/u.test(text.trim())) return false;
  if (isRunningText(title) || /〔[^〕]*$/u.test(title)) return false;
  if (/(?:^答|[:：].{12,})/u.test(stripQuoted(title)) && !isIntroduced(title, lexicon)) return false;
  return lexicon.titleEnding.test(title) || /^(?:.{0,40})关于.{4,}的\S{2,10}$/u.test(title);
}

/** 公告：…, 某某市某某区某局：…: a short word or a body before the colon. */
function isIntroduced(title: string, lexicon: Lexicon): boolean {
  const [, word = ''] = /^([^:：]{2,40})[:：]/u.exec(title) ?? [];
  return word !== '' && (word.length <= 10 || isOrganisation(word, lexicon));
}

/** Whether a title is certain enough to be taken from an unusual place: a body and 关于…的通知, or 关于印发…的通知. */
export function isFullTitle(text: string, lexicon: Lexicon): boolean {
  const title = cleanTitle(text);
  return (
    isTitleLike(title, lexicon) &&
    /(?:关于|印发|转发|废止|修改)/u.test(title) &&
    !/[，,]/u.test(stripQuoted(title))
  );
}

/** 性文件的通知, （2018—2035年）的批复: the end of a title whose line was too narrow, and none by itself. */
export function isTitleRemainder(text: string): boolean {
  return /^(?:[(（][^()（）]{2,14}[)）](?=的))?(?:\S{0,6}的(?:通知|公告|通告|意见|决定|函|批复|办法)|的\S{2,8})$/u.test(
    text.replace(/\s+/gu, ''),
  );
}

/** Whether every bracket and quotation mark that opens is closed. */
export function isClosed(text: string): boolean {
  return ['《》', '“”', '（）', '()'].every(
    ([open = '', close = '']) => text.split(open).length === text.split(close).length,
  );
}

/** The words outside quotation marks and brackets. */
export function stripQuoted(text: string): string {
  return text.replace(/《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|[(（][^()（）]*[)）]/gu, '');
}

/** Whether a page offers this as an explanation or event about a policy, not as a policy. */
export function isExplainer(title: string, lexicon: Lexicon): boolean {
  const words = title.replace(/^[【[（(]/u, '');
  return lexicon.words.explainers.some((word) => {
    const at = words.indexOf(word);
    return at === 0 || (at > 0 && /^[:：]/u.test(words.slice(at + word.length))) || words.endsWith(word);
  });
}

/** HNPR—2023—01019, 11440106/2024-00008: the number under which a paper is registered or indexed; 2023-12-01 is a date. */
const REGISTRATION =
  /^(?=[A-Z0-9][A-Z0-9\s—–/_-]{5,40}$)(?!(?:19|20)\d{2}\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{1,2}\s*$)(?:.*\d){6}/u;

/** Whose the site is, as every page of it says at its foot, how often it was read and who put it there. */
const FOOT =
  /^阅读\s*[\d.]+万?\+?$|^[(（【]\s*责任编辑\s*[:：][^()（）【】]{1,12}[)）】]$|版权所有|ICP备|公网安备|网站标识码|^(?:网站)?主办单位\s*[:：].*(?:承办|协办|维护|管理)单位\s*[:：]/u;
const LONGEST_FOOT = 160;

/** Whether the line belongs to the page around a notice: navigation, print and share links, comment remains. */
export function isFurniture(text: string, lexicon: Lexicon): boolean {
  if (/^(?:-->|<!--|-{3,}|_{3,}|={3,}|\*{3,}|\|)$/.test(text)) return true;
  return REGISTRATION.test(text) || isMenu(text, lexicon) || (text.length < LONGEST_FOOT && FOOT.test(text));
}

/** 首页 > 政务公开; a path that says it is one may end in the page's own title. */
export function isPath(text: string): boolean {
  return /^(?:[^>]{1,20}(?:\s*>+\s*[^>]{1,30})+|(?:首页|[^>]{0,6}位置)[^>]{0,12}(?:\s*>+\s*[^>]{1,120}){1,6})$/u.test(
    text,
  );
}

/** 政策文件 通知公告 申报通知: the names of a site's columns side by side. */
const COLUMNS =
  /^(?:\p{Script=Han}{2,4}(?:文件|通知|公告|公示|政策|解读|动态|公开)\s+)+\p{Script=Han}{2,4}(?:文件|通知|公告|公示|政策|解读|动态|公开)$/u;

/** Words of a page's menus and buttons; 关闭 and 收藏 may also begin a title. */
export function isMenu(text: string, lexicon: Lexicon): boolean {
  if (isPath(text)) return true;
  if (/^[【[]?[上下]一[篇页条]/u.test(text) || COLUMNS.test(text)) return true;
  if (text.length > 40) return false;
  const words = text.replace(/[【】[\]\s:：]/gu, '');
  return (
    lexicon.words.furniture.some((word) => words.startsWith(word)) &&
    !/的(?:通知|公告|通告|意见|决定|办法|函|批复)$|(?:办法|规定|条例|方案)$/u.test(words)
  );
}

const LONGEST_ISSUE = 30;
/** 第33期, 2024年第5期（总第41期）: the line under a periodical's name. */
const ISSUE =
  /^[^\p{L}\p{N}]*(?:(?:19|20)\d{2}年?(?:\d{1,2}月)?\s*)?(?:第\s*\d{1,4}\s*期|[(（]?总第\s*\d{1,4}\s*期)(?:[^\p{L}]|总|第|期|年|月|日|至)*$/u;

/** Whether one of the head's short lines calls the document a bulletin (汇编, 周报, 一览 …). */
export function namesBulletin(head: readonly string[], lexicon: Lexicon): boolean {
  return head.some(
    (text) =>
      (ISSUE.test(text) && text.length < LONGEST_ISSUE) ||
      (text.length < (/\p{Script=Han}/u.test(text) ? 60 : 120) &&
        !isFullTitle(text, lexicon) &&
        !isPath(text) &&
        lexicon.words.bulletinWords.some((word) => text.toLowerCase().includes(word))),
  );
}
