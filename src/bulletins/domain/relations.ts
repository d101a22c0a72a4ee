import type { Body } from './body.js';
import type { EntryContext } from './entry-context.js';
import { comparable } from './normalise.js';
import type { FieldOrigin, ParsedEntry, ParsedRelation, RelationVerb } from './parsed-entry.js';
import type { SourceWords } from './source-words.js';

type Draft = Omit<ParsedRelation, 'position'>;

const QUOTED = String.raw`《([^《》]{3,90}(?:〈[^〈〉]*〉[^《》]*)?)》`;
const NUMBER = String.raw`\s*(?:[(（]\s*([\p{Script=Han}A-Za-z]{1,16}[〔\[［]\d{4}[〕\]］]\s*\d{1,5}\s*号)\s*[)）])?`;
const NAMED = new RegExp(QUOTED + NUMBER, 'gu');
const TITLE_VERBS: readonly (readonly [RelationVerb, RegExp])[] = [
  ['explains', /解读|读懂|看懂|图解|答记者问|政策问答|起草说明|编制说明/u],
  ['repeals', /废止|失效/u],
  ['amends', /修改|修订|修正|延长|延续|继续执行|继续实施|补充|调整/u],
];
const REPEALED_AFTER = /^[^。；《》]{0,40}(?:同时|予以|即行)?(?:废止|停止执行|不再执行|终止执行)/u;
const REPEAL_LIST = /^\s*(?:\d{1,3}\s*[.、．]|[(（]?[一二三四五六七八九十]+[)）、]|[-·•])?\s*《/u;
const MOST = 60;

/** What a policy says it explains, amends or repeals: in its title, in a sentence that ends so (《…》同时废止), or as an item of a repeal's list. */
export function readRelations(
  context: EntryContext,
  body: Body,
  title: FieldOrigin | null,
  source: SourceWords,
): ParsedRelation[] {
  const ofTitle = verbOfTitle(context.title);
  const inTitle =
    ofTitle === null || title === null ? [] : namedIn(context.title ?? '', title.line, ofTitle, source);
  const inBody = body.lines.flatMap(({ text, number }) =>
    text.includes('《') ? inSentence(text, number, ofTitle === 'repeals', source) : [],
  );
  const all = new Map(
    [...inTitle, ...inBody].map((one) => [`${one.kind} ${comparable(one.title ?? '')}`, one]),
  );
  return [...all.values()].slice(0, MOST).map((one) => ({ ...one, position: null }));
}

/** Entries of one document related to one another: named ones found by number or title, repetitions marked. */
export function relateEntries(entries: readonly ParsedEntry[]): ParsedEntry[] {
  if (entries.length < 2) return [...entries];
  const known = new Map<string, number>();
  for (const entry of entries.toReversed())
    for (const key of [...keysOf(entry), identityOf(entry)]) if (key !== null) known.set(key, entry.position);
  return entries.map((entry) => ({
    ...entry,
    duplicateOf: earlier(known.get(identityOf(entry) ?? ''), entry.position),
    relations: entry.relations.map((relation) => ({
      ...relation,
      position: another(
        known.get(`number ${comparable(relation.documentNumber ?? '')}`) ??
          known.get(`title ${comparable(relation.title ?? '')}`),
        entry.position,
      ),
    })),
  }));
}

function earlier(position: number | undefined, own: number): number | null {
  return position !== undefined && position < own ? position : null;
}

function another(position: number | undefined, own: number): number | null {
  return position === undefined || position === own ? null : position;
}

/** What others may call an entry: its number, its title, what its title issues in 《》. An explainer's quotation is not its own. */
function keysOf({ documentNumber, title, relations }: ParsedEntry): string[] {
  const issued = relations.length > 0 ? undefined : /《([^《》]+)》/u.exec(title ?? '')?.[1];
  return [
    ...(documentNumber === null ? [] : [`number ${comparable(documentNumber)}`]),
    ...(title === null ? [] : [`title ${comparable(title)}`]),
    ...(issued === undefined ? [] : [`title ${comparable(issued)}`]),
  ];
}

/** The same title, number, issuers and date: the same policy. */
function identityOf({ title, documentNumber, issuers, publishedOn }: ParsedEntry): string | null {
  if (title === null) return null;
  return `same ${comparable([title, documentNumber, issuers.join(), publishedOn].join('|'))}`;
}

function verbOfTitle(title: string | null): RelationVerb | null {
  if (title === null) return null;
  const outside = title.replace(/《[^《》]*》/gu, '《》');
  return TITLE_VERBS.find(([, words]) => words.test(outside))?.[0] ?? null;
}

function namedIn(text: string, line: number, kind: RelationVerb, source: SourceWords): Draft[] {
  return [...text.matchAll(NAMED)].flatMap((match) => draft(match, kind, line, source) ?? []);
}

function inSentence(text: string, line: number, isRepeal: boolean, source: SourceWords): Draft[] {
  const isListed = isRepeal && REPEAL_LIST.test(text);
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const isRepealed = isListed || REPEALED_AFTER.test(text.slice((match.index ?? 0) + match[0].length));
    return isRepealed ? (draft(match, 'repeals', line, source) ?? []) : [];
  });
}

function draft(match: RegExpMatchArray, kind: RelationVerb, line: number, source: SourceWords): Draft | null {
  const title = match[1] ?? '';
  const span = source.find(title, { from: line, to: line + 5, near: line });
  const documentNumber = match[2]?.replace(/\s/gu, '').replace(/[[［](\d{4})[\]］]/u, '〔$1〕') ?? null;
  return span && { kind, title, documentNumber, span };
}
