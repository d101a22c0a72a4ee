import { firstLine, reading, unread, type EntryContext, type Reading } from './entry-context.js';
import type { SourceLine } from './normalise.js';
import type { ParseWarning } from './parsed-entry.js';

const URL_PATTERN = /https?:\/\/[^\s<>"'“”‘’《》（）()，。；、|｜\]\p{Script=Han}]+/iu;

const FILE = /\.(?:s?html?|pdf|docx?|aspx?|jsp|do|php)(?:\?\S*)?$/iu;
const REST_OF_URL = /^(?!https?:)(?=.*[./_\d])[\w./?=&%#~+-]{3,120}$/iu;

/** The first web address in a text, without the punctuation after it. */
export function findUrl(text: string): string | null {
  return URL_PATTERN.exec(text)?.[0].replace(/[.,;:!?]+$/u, '') ?? null;
}

/** 政策原文链接: from the form, a link label anywhere in the entry, or a 来源 that is an address. Addresses in running text are not taken. */
export function readSourceLink(context: EntryContext): Reading<string | null> {
  const fact = context.segment.facts.link;
  const inFact = fact && findUrl(fact.value);
  if (fact && inFact) return checked(inFact, fact.line);
  const labels = context.labels.filter(
    ({ field }) => field === 'link' || field === 'source' || field === 'issuer' || field === 'publishedOn',
  );
  const isShort = context.masthead.length > 0 && context.segment.lines.length <= 2 * SHORT_ENTRY;
  const ordered = [
    ...labels.filter(({ field }) => field === 'link'),
    ...labels.filter(
      ({ field, index, value }) =>
        field !== 'link' &&
        (index < context.bodyIndex || (field === 'source' && isShort && ADDRESS.test(value))),
    ),
  ];
  for (const label of ordered) {
    const url = wholeUrl(
      findUrl(label.value),
      label.value,
      context.segment.lines.slice(label.valueIndex + 1),
    );
    const isOwn = label.field === 'link' ? label.value.length < 400 : true;
    if (url !== null && isOwn)
      return checked(url, context.segment.lines[label.valueIndex]?.number ?? firstLine(context));
  }
  return markdownLink(context) ?? linkLine(context) ?? ownAddress(context) ?? unread(null);
}

/** An address that the page's width broke goes on in the next line, which then holds nothing else. */
function wholeUrl(url: string | null, value: string, below: readonly SourceLine[]): string | null {
  if (url === null || !value.endsWith(url) || FILE.test(url)) return url;
  const next = below.find(({ text }) => text !== '')?.text ?? '';
  return REST_OF_URL.test(next) ? url + next : url;
}

/** The address a page gives for itself. */
function ownAddress(context: EntryContext): Reading<string | null> | null {
  return context.hints.link === null ? null : reading(context.hints.link, firstLine(context), 'page');
}

/** [某某局](https://…): in a bulletin's entry a link alone on a line leads to the paper. */
const LINK_ALONE = /^(?:[-*•]\s+)?\[[^\][]{2,60}\]\((https?:[^)\s]+)\)$/u;

/** [原文链接](https://…) without a label before it. */
function markdownLink({ segment, masthead }: EntryContext): Reading<string | null> | null {
  for (const line of segment.lines) {
    const match = /\[[^\][]{0,40}(?:原文|链接|查看|来源|全文|详情)[^\][]{0,40}\]\((https?:[^)\s]+)\)/u.exec(
      line.text,
    );
    const alone = masthead.length > 0 ? LINK_ALONE.exec(line.text)?.[1] : undefined;
    const url = match?.[1] ?? alone;
    if (url) return checked(url, line.number);
  }
  return null;
}

/** 查看原文>> https://…: link words and an address on a line of a bulletin's entry; behind a sign (🔗) as well; an address alone only at its end. */
const LINK_LINE =
  /^(?:\p{Extended_Pictographic}\uFE0F?\s*|[^\p{L}\p{N}]*(?:点击|阅读|查看|政策|文件|网页|跳转|直达)*(?:原文|全文|详情|链接|出处|网址|查看|阅读)(?:链接|地址|网址|入口)?[^\p{L}\p{N}]*|(?:source|link|url|read more|learn more|find out more|more information|full text)\s*:?\s*)(?=https?:\/\/\S+$)/iu;

/** （来源：某部 2023-07-24 https://…）: where a bulletin has its note from. */
const SOURCE_LINE =
  /^[(（【[]?(?:信息|文章|资料|内容|政策)?(?:来源|出处|原文|链接)(?:链接|地址)?\s*[:：][^。:：]{0,60}https?:\/\/[^\s)）】\]]+[)）】\]]?$/u;

const ADDRESS = /^https?:\/\/\S+$/iu;
/** In so few lines an address alone is the entry's, whatever the page prints below it. */
const SHORT_ENTRY = 8;

function linkLine({ segment, masthead }: EntryContext): Reading<string | null> | null {
  if (masthead.length === 0) return null;
  const filled = segment.lines.filter(({ text }) => text !== '');
  const last = filled.at(-1);
  const alone = filled.filter(({ text }) => ADDRESS.test(text));
  const only = alone.length === 1 && filled.length <= SHORT_ENTRY ? alone[0] : undefined;
  const line =
    segment.lines.find(({ text }) => LINK_LINE.test(text) || SOURCE_LINE.test(text)) ??
    (ADDRESS.test(last?.text ?? '') ? last : only);
  const url = line === undefined ? null : findUrl(line.text);
  return line === undefined || url === null ? null : checked(url, line.number);
}

function checked(url: string, line: number): Reading<string | null> {
  const path = url.replace(/^https?:\/\/[^/]+/i, '');
  const warnings: ParseWarning[] =
    path.length > 1 ? [] : [{ code: 'generic-link', message: `链接只到网站首页:${url}`, line }];
  return reading(url, line, 'label', warnings);
}
