import { numberAtStart, numberAtTitleEnd } from './document-number.js';
import { tidy } from './normalise.js';

/** No title is longer; reading on would only cost time on hostile input. */
export const LONGEST_LINE = 600;
/** …_北京市人民政府门户网站: the site's name that browsers put behind a title. */
const SITE_SUFFIX =
  /(?:\s*[-_|｜—–]+\s*[^-_|｜—–\s]{2,20}){0,3}\s*[-_|｜—–]+\s*[^-_|｜—–]{2,30}(?:门户网站|政府网|官网|网站|网|局|委员会)\s*$/u;
/** A site that is called like its body is told by the mark before it, or by the full title there. */
const BODY_SUFFIX =
  /(?:\s*[_|｜]\s*\p{Script=Han}{2,20}|\s+[-—–]+\s+\p{Script=Han}{2,20}){0,2}(?:\s*[_|｜]\s*|\s+[-—–]+\s+|(?<=的(?:通知|公告|通告|意见|决定|函|批复))\s*[-—–]+\s*)[\p{Script=Han}\s]{2,24}(?:政府|厅|部|委|中心|频道|在线|平台)\s*$/u;
/** ………(6), …的通知 23: the dots of a table of contents with the page behind them, or the page alone behind a notice's name. */
export const LEADER =
  /(?<=(?:通知|意见|公告|通告|决定|批复|通报|办法|方案|规定)[)）》]?)\s+\d{1,3}\s*$|\s*(?:…{2,}|\.{4,}|·{4,}|-{6,})\s*[(（]?\d{0,4}[)）]?\s*$/u;

const TAG_WORDS =
  '转载|转发|原创|置顶|热点|新|最新|重要|推荐|图|图文|政策|通知|公告|公示|重要通知|重要公告|通知公告|政策文件|政策速递';
/** 【政策】, [通知], （转载）: how a site sorts a paper; in round brackets only words that surely do. A Markdown link is none. */
const TAG = new RegExp(
  String.raw`^\s*(?:[(（]\s*[*★☆]{1,5}\s*[)）]|[【[〔]\s*\p{Script=Han}{1,8}\s*(?:[】〕]|\](?!\())|[(（]\s*(?:${TAG_WORDS})\s*[)）])\s*(?=\S.{5})`,
  'u',
);
/** 已失效 before a title: what a site says of its being in force. */
const STATUS =
  /^\s*(?:[【[(（]\s*)?(?:已(?:失效|废止)|全文(?:失效|废止|有效)|现行有效)(?:\s*[】\])）]\s*|\s+)(?=\S.{5})/u;
/** 转发：, 通知公告：. */
const TAG_BEFORE_COLON = new RegExp(String.raw`^\s*(?:${TAG_WORDS}|标题|权威发布)\s*[:：]\s*(?=\S.{5})`, 'u');
const BULLET = /^\s*(?:#{1,6}\s+|[·•●▪◆■○☆★*→⇒➔➜›»-]\s+)/u;
/** ★, （图）, NEW, (阅读 356 次), [全文废止]: what a page prints behind a title. */
const DECORATIONS = [
  String.raw`[\u{1F534}\u{1F535}\u{1F7E0}-\u{1F7EB}\u26AA\u26AB❗]\uFE0F?\s*(?:[高中低]|重要|重点|关注|一般|紧急)?`,
  String.raw`[⭐🌟★☆◆◇●■▲△※🔥🆕]+`,
  String.raw`[(（【[]\s*(?:附?图|多?组图|图文|视频|附[^()（）【】]{1,6}下载|附原文|附全文)\s*[)）\]】]`,
  String.raw`\b(?:[Nn]ew|NEW|[Hh]ot|HOT)[!！]?`,
  String.raw`[(（【[]?\s*(?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d{1,8}\s*次?\s*[)）\]】]?`,
  String.raw`[(（【[]\s*(?:(?:政策|文件|相关|部门|专家|文字|图片|视频|动漫|媒体)?(?:解读|图解)(?:材料)?|一图读懂)\s*[)）\]】]`,
  '(?:文章|法规|文件)属性',
  String.raw`[(（【[]\s*打印(?:本页|此页|文章)?\s*[)）\]】]`,
  String.raw`[(（【[]\s*转[载发]\s*[)）\]】]`,
  String.raw`[(（]\s*[)）]`,
  String.raw`[(（【[]\s*(?:(?:全文|条款|部分)?(?:已|现)?(?:废止|失效|行有效)|有效)\s*[)）\]】]`,
  String.raw`[(（]\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^()（）]{2,120}(?:通过|批准|公布|发布|修订|修正|修改|施行)\s*[)）]`,
  String.raw`(?<=的(?:通知|意见|公告|通告))[(（]\s*(?:19|20)\d{2}年?(?:修订|修正|修改)\s*[)）]`,
];
const DECORATION = new RegExp(String.raw`\s*(?:${DECORATIONS.join('|')})\s*$`, 'u');
const MOST_DECORATIONS = 4;

/**
 * A title as printed, without what is not part of it: wrapping marks and Markdown, a site's tags before and signs behind it, the
 * site's own name, numbering links, and the number in brackets at its end.
 */
export function cleanTitle(text: string): string {
  const plain = withoutDecorations(text.slice(0, LONGEST_LINE).replace(BULLET, ''))
    .replace(LEADER, '')
    .replace(/\[([^\]]+)\]\((?:https?:)?[^)]*\)/gu, '$1')
    .replace(/\*\*|\s+#{1,6}\s*$/gu, '')
    .replace(/^\s*(?:\*([^*]{6,})\*|【([^【】]{8,})】)\s*$/u, '$1$2')
    .replace(/<\/?[a-z][^>]{0,60}>/giu, '');
  const number = numberAtTitleEnd(plain);
  const title = (number === null ? plain : plain.slice(0, number.start))
    .replace(SITE_SUFFIX, '')
    .replace(BODY_SUFFIX, '');
  const words = tidy(withoutOwnNumber(title)).replace(/[\s:：;；。]+$/u, '');
  return unquoted(words.replace(/^[(（]([^()（）]{8,})[)）]$/u, '$1'));
}

function withoutDecorations(text: string): string {
  let title = text;
  for (let n = 0; n < MOST_DECORATIONS; n += 1) {
    const rest = title
      .replace(TAG, '')
      .replace(STATUS, '')
      .replace(TAG_BEFORE_COLON, '')
      .replace(DECORATION, '');
    if (rest === title) break;
    title = rest;
  }
  return title;
}

/** 某政发〔2024〕2号《…》: the number before a title, where a title is left behind it. */
function withoutOwnNumber(title: string): string {
  const number = numberAtStart(title.trim());
  const rest =
    number === null
      ? ''
      : title
          .trim()
          .slice(number.end)
          .replace(/^[\s)）\]】:：]+/u, '');
  return rest.length > 6 ? rest : title;
}

/** 《某办法》 is 某办法; what was quoted inside it (〈…〉) is quoted in its own right then. */
function unquoted(title: string): string {
  if (/^《[^《》]+》$/u.test(title)) return title.slice(1, -1).replaceAll('〈', '《').replaceAll('〉', '》');
  return /^《(?:[^《》]*《[^《》]+》)+[^《》]*》$/u.test(title) ? title.slice(1, -1) : title;
}
