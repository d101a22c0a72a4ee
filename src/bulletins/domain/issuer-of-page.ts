import { labelled, firstLine, reading, type EntryContext, type IssuersOrNone } from './entry-context.js';
import { isOrganisation, issuersOfLabel, splitOrganisations } from './issuers.js';
import { jurisdictionOfIssuer } from './level.js';
import type { SourceLine } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';

const WEB_SITE = /(?:网|网站|报|公众号|门户|平台|频道)$/u;

/** 县政府网站, 科技部门户网站: where a paper was put up; a power grid is no site. */
const SITE = /(?:网站|门户|官网|(?<![电管路])网|公众号|客户端)$/u;
/** 某局官方网站 without what makes it a site. */
const BODY_OF_SITE = /^(\p{Script=Han}{2,30}?(?<!政府))(?:官方|政务|政府)?(?:门户)?(?:网站|网|公众号)$/u;
/** A government's portal prints the papers of many. */
const PORTAL = /政府/u;
const CLOSING_LINES = 3;
const SOURCE_IN_BRACKETS =
  /^[(（](?:(?:文章|信息|稿件|内容)?来源|供稿(?:单位)?|发布(?:单位|机构))\s*[:：]\s*(\p{Script=Han}[\p{Script=Han}、\s]{2,60}?)(?:[\s,，]*(\d[\d年月日\s./-]*))?[)）]$/u;

/** 价格司, 中小企业处: an office of a body that is not named. */
const OFFICE = /(?<!办公|办事|管理|研究|联络)[司处科室股]$/u;

/** A 来源 may be a web site, a paper or an office of its own body: only a body counts. */
export function isBody(name: string, { lexicon }: EntryContext): boolean {
  if (!isOrganisation(name, lexicon) || WEB_SITE.test(name)) return false;
  return !OFFICE.test(name) || jurisdictionOfIssuer(name, lexicon, null) !== null;
}

/** Whether a name is that of a web site, which issues nothing. */
export function isSite(name: string): boolean {
  return SITE.test(name);
}

/** （来源：某局 2024年9月2日） in the last lines of a page that is signed by nobody. */
export function fromClosingSource({ segment, lexicon, home }: EntryContext): IssuersOrNone {
  const source = closingSource(segment.lines);
  if (source === null) return null;
  const { name, line } = source;
  const names = splitOrganisations(name, lexicon, home);
  const areBodies = names.every((body) => jurisdictionOfIssuer(body, lexicon, null) !== null);
  if (names.length === 0 || !areBodies || WEB_SITE.test(name)) return null;
  return reading(names, line, 'position', [inferred(`文末来源推定:${name}`, line)]);
}

/** What a page's last lines name in brackets as its source, with the day printed beside it. */
export function closingSource(
  lines: readonly SourceLine[],
): { readonly name: string; readonly date: string | null; readonly line: number } | null {
  const last = lines.filter(({ text }) => text !== '').slice(-CLOSING_LINES);
  for (const { text, number } of last) {
    const [, name, date] = SOURCE_IN_BRACKETS.exec(text) ?? [];
    if (name !== undefined) return { name: name.trim(), date: date?.trim() ?? null, line: number };
  }
  return null;
}

/** The body whose web site a label names, where it is no government's. */
export function fromSite(context: EntryContext): IssuersOrNone {
  for (const field of ['issuer', 'source'] as const) {
    const given = labelled(context, field);
    const body = BODY_OF_SITE.exec(given?.value ?? '')?.[1];
    if (given !== null && body !== undefined && isBody(body, context))
      return reading([body], given.line, 'label', [inferred(`网站名称推定:${given.value}`, given.line)]);
  }
  return null;
}

/** Who the page itself says it is by, else whose site it is on, where that is no portal; to be checked. */
export function fromPage(context: EntryContext): IssuersOrNone {
  const line = firstLine(context);
  const { author = '', site = '' } = context.hints;
  for (const publisher of [author, PORTAL.test(site) ? '' : site]) {
    const names = issuersOfLabel(BODY_OF_SITE.exec(publisher)?.[1] ?? publisher, context.lexicon);
    const areBodies = names.every(
      (name) => isBody(name, context) && jurisdictionOfIssuer(name, context.lexicon, null) !== null,
    );
    if (names.length > 0 && areBodies)
      return reading(names, line, 'page', [inferred(`网页推定:${names.join('、')}`, line)]);
  }
  return null;
}

/** That an issuer was concluded, and from what. */
export function inferred(how: string, line: number): ParseWarning {
  return { code: 'inferred-issuer', message: `颁发机构由${how}`, line };
}
