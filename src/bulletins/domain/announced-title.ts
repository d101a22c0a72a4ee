import { cleanTitle } from './clean-title.js';
import { bodyBefore } from './english-bodies.js';
import { isOrganisation, issuersOfLabel } from './issuers.js';
import { jurisdictionOfIssuer } from './level.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { placeAt } from './places.js';
import type { Segment } from './segmentation.js';
import { isTitleLike } from './titles.js';

const LONGEST = 200;
const LONGEST_PLACE = 16;
/** A note on a policy is short; a notice in full may open with any date. */
const MOST_LINES = 8;
const VERB =
  '(?:(?:日前|近日|联合|共同|正式|公开|制定|研究|最新)*(?:印发|发布|公布|出台|下发|颁布|发文|修订|公开征求意见)了?)';
const NAME = '《((?:[^《》]|《[^《》]*》){4,120})》';
/** 某局：发布《某办法》, 某局就《某办法》公开征求意见, 发布《某办法》: who did what with which paper, and nothing else. */
const ANNOUNCED = new RegExp(
  String.raw`^([^《》：:，,。]{0,100}?)\s*(?:[:：]\s*)?(?:${VERB}\s*[:：]?\s*${NAME}|(?:[就对]|(?:强制性|推荐性)?(?:国家|行业|地方|团体)?标准)?\s*${NAME}\s*(?:[(（]?征求意见稿[)）]?)?(?:(?:面向|向)?社会)?(?:公开)?(?:征求|征集)(?:社会|各方|公众)?意见(?:建议)?)$`,
  'u',
);
/** 某局：关于…的通知, 某厅：某某办法. */
const BEFORE_COLON = /^([\p{Script=Han}、()（）\s]{3,80}?)\s*[:：]\s*(\S.{5,})$/u;
const TOLD =
  /^((?:(?:19|20)\d{2}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日)(?:\s*\d{1,2}[:：]\d{2}|晚间?|上午|下午)?[，,]/u;

/** 《某办法》（某发〔2024〕3号）。某部2024年7月15日印发… */
const TOLD_BY =
  /^(?:《[^《》]{4,120}》(?:[(（][^()（）]{2,40}[)）])?[。，,:：]?\s*)?[\p{Script=Han}、]{2,60}?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:联合|正式)?(?:印发|发布|公布|出台|下发)/u;

/** A bulletin's headline that tells who issued a paper is that paper's title, with its issuers; any other stays as it is. */
export function withAnnounced(segment: Segment, lexicon: Lexicon): Segment {
  const { title } = segment;
  const found = title === null ? null : announcedIn(title.text, lexicon);
  if (title === null || found === null) return segment;
  const issuer =
    found.issuer === '' || segment.facts.issuer !== undefined
      ? {}
      : { issuer: { value: found.issuer, line: title.line, way: 'position' as const } };
  return { ...segment, title: { ...title, text: found.title }, facts: { ...issuer, ...segment.facts } };
}

/** A headline's two parts: who announces a paper, and the paper's own title. */
export interface Announced {
  readonly issuer: string;
  readonly title: string;
}

/** 某局：发布《某办法》, 某局：关于…的通知: bodies before a colon; null for any other title. */
export function announcedTitle(text: string, lexicon: Lexicon): Announced | null {
  const [, before = '', behind = ''] = BEFORE_COLON.exec(cleanTitle(text)) ?? [];
  if (before === '' || !areBodies(before, lexicon)) return null;
  const title = ANNOUNCED.exec(behind)?.[2] ?? behind;
  const isSure = title !== behind || /^(?:关于|转发|印发)/u.test(behind) || arePlaced(before, lexicon);
  return isSure && (title !== behind || isTitleLike(title, lexicon)) ? { issuer: before, title } : null;
}

/** The same, and 某局发布《某办法》 without a colon, as digests are headed. */
function announcedIn(text: string, lexicon: Lexicon): Announced | null {
  const words = text.replaceAll('**', '').trim();
  if (words.length > LONGEST) return null;
  const [, bodies = '', issued, consulted] = ANNOUNCED.exec(words) ?? [];
  const title = issued ?? consulted;
  const who = bodies.trim();
  if (title !== undefined && (who === '' || areBodies(who, lexicon))) return { issuer: who, title };
  if (title !== undefined && isPlace(who, lexicon)) return { issuer: '', title };
  return announcedTitle(words, lexicon) ?? bodyBefore(words);
}

function areBodies(text: string, lexicon: Lexicon): boolean {
  const names = issuersOfLabel(text.trim(), lexicon);
  return names.length > 0 && names.every((name) => isOrganisation(name, lexicon));
}

/** 某省, 某市某某新区: a place stands for whichever of its bodies issued the paper. */
function isPlace(text: string, lexicon: Lexicon): boolean {
  const place = text.length > LONGEST_PLACE ? null : placeAt(text, 0, lexicon, null);
  return place !== null && /^(?:\p{Script=Han}{0,10}[省市区县旗州])?$/u.test(text.slice(place.end));
}

function arePlaced(text: string, lexicon: Lexicon): boolean {
  return issuersOfLabel(text.trim(), lexicon).every(
    (name) => jurisdictionOfIssuer(name, lexicon, null) !== null,
  );
}

/** 7月14日,某局…: the day a short note on a policy opens with; nothing where a longer text stands. */
export function toldOn(text: readonly SourceLine[]): Segment['facts'] {
  const filled = text.filter((one) => one.text !== '');
  const [first] = filled;
  const lead = filled.length > MOST_LINES ? '' : (first?.text ?? '');
  const date = (TOLD.exec(lead) ?? TOLD_BY.exec(lead))?.[1];
  return first === undefined || date === undefined
    ? {}
    : { publishedOn: { value: date, line: first.number } };
}
