import type { PolicyLevel, PolicyType } from '../../policies/domain/policy.js';
import { comparable } from './normalise.js';
import { columnKey, type ColumnNames, type TableColumn } from './table-columns.js';
import { indexKeywords, type KeywordIndex } from './keywords.js';
import { issuerOpening, longestFirst, spacedLabelPattern, titleEnding } from './lexicon-patterns.js';

export const LABEL_FIELDS = [
  'title',
  'issuer',
  'source',
  'documentNumber',
  'writtenOn',
  'publishedOn',
  'link',
  'effectiveFrom',
  'effectiveUntil',
  'application',
  'contact',
  'attachment',
  'who',
  'money',
  'summary',
  'other',
] as const;
export type LabelField = (typeof LABEL_FIELDS)[number];

/** Fields of a page's head; the others label paragraphs of a body as well. */
export const HEAD_FIELDS: readonly LabelField[] = [
  'title',
  'issuer',
  'source',
  'documentNumber',
  'writtenOn',
  'publishedOn',
  'effectiveFrom',
  'effectiveUntil',
  'other',
];

export interface Division {
  readonly code: string;
  readonly name: string;
}

/** A body known by name: its level and the district it acts for. */
export interface KnownIssuer {
  readonly name: string;
  readonly level: PolicyLevel;
  readonly district: string;
  readonly aliases: readonly string[];
}

export interface NumberPrefix {
  readonly prefix: string;
  readonly issuer: string | null;
  readonly level: PolicyLevel;
  readonly district: string;
}

export interface LexiconWords {
  readonly sectionLevels: readonly { readonly level: PolicyLevel; readonly words: readonly string[] }[];
  readonly titleNouns: readonly string[];
  readonly titleEndings: readonly string[];
  readonly orgEndings: readonly string[];
  readonly issuerVerbs: readonly string[];
  readonly explainers: readonly string[];
  readonly furniture: readonly string[];
  readonly bulletinWords: readonly string[];
  readonly tableTitleHeaders: readonly string[];
}

/** The data files as they are read; an editor may extend each. */
export interface LexiconData {
  readonly labels: readonly { readonly field: LabelField; readonly label: string }[];
  readonly divisions: readonly Division[];
  readonly zones: readonly (Division & { readonly aliases: readonly string[] })[];
  readonly issuers: readonly KnownIssuer[];
  readonly numberPrefixes: readonly NumberPrefix[];
  readonly policyTypes: readonly { readonly type: PolicyType; readonly words: readonly string[] }[];
  readonly sectorKeywords: readonly {
    readonly word: string;
    readonly code: string;
    readonly weight: number;
  }[];
  /** Words, and longer words around keywords (文化和旅游局), that are no evidence. */
  readonly weakWords: readonly string[];
  /** What a body's name says of the sector its papers are for. */
  readonly issuerSectors: readonly { readonly words: readonly string[]; readonly code: string }[];
  /** Traditional characters and the simplified one each is read as. */
  readonly traditional: ReadonlyMap<string, string>;
  readonly tableColumns: readonly { readonly column: TableColumn; readonly names: readonly string[] }[];
  /** Both sector trees, for tables that name sectors. */
  readonly sectors: readonly { readonly code: string; readonly name: string }[];
  readonly words: LexiconWords;
}

/** The data with what parsing looks up a thousand times prepared once. */
/** Cuts a text into words; together they are the text. */
export type CutWords = (text: string) => readonly string[];

export interface Lexicon extends LexiconData {
  readonly keywords: KeywordIndex;
  readonly cutWords: CutWords;
  readonly labelFields: ReadonlyMap<string, LabelField>;
  readonly longestLabel: number;
  /** Labels spaced out to a column's width, or alone in a table cell, which need no colon. */
  readonly spacedLabelPattern: RegExp;
  readonly placesByName: ReadonlyMap<string, readonly Division[]>;
  /** The first two characters of every place's name: most positions of a text are ruled out by them. */
  readonly placeStarts: ReadonlySet<string>;
  readonly divisionNames: ReadonlyMap<string, string>;
  readonly issuersByName: ReadonlyMap<string, KnownIssuer>;
  readonly prefixesByLength: readonly NumberPrefix[];
  readonly orgEnding: RegExp;
  /** Every ending of a body's name in a text, the longest first. */
  readonly orgEndings: RegExp;
  /** Bodies that open a title, up to the verb behind them. */
  readonly issuerOpening: RegExp;
  readonly titleEnding: RegExp;
  readonly columnNames: ColumnNames;
  /** Sector codes by code and by name. */
  readonly sectorCodes: ReadonlyMap<string, string>;
}

/** Prepares a lexicon; throws nothing, an empty file simply knows nothing. */
export function prepareLexicon(data: LexiconData, cutWords: CutWords): Lexicon {
  const places = placesByName(data);
  return {
    ...data,
    keywords: indexKeywords(data),
    cutWords,
    labelFields: new Map(data.labels.map(({ field, label }) => [label.replace(/\s+/gu, ''), field])),
    longestLabel: Math.max(0, ...data.labels.map(({ label }) => label.length)),
    spacedLabelPattern: spacedLabelPattern(
      data.labels.filter(({ field }) => HEAD_FIELDS.includes(field)).map(({ label }) => label),
    ),
    placesByName: places,
    placeStarts: new Set([...places.keys()].map((name) => name.slice(0, 2))),
    divisionNames: new Map([...data.divisions, ...data.zones].map(({ code, name }) => [code, name])),
    issuersByName: new Map(
      data.issuers.flatMap((known) => [known.name, ...known.aliases].map((name) => [name, known])),
    ),
    prefixesByLength: [...data.numberPrefixes].sort((a, b) => b.prefix.length - a.prefix.length),
    orgEnding: new RegExp(`(?:${longestFirst(data.words.orgEndings)})$`, 'u'),
    orgEndings: new RegExp(longestFirst(data.words.orgEndings), 'gu'),
    issuerOpening: issuerOpening(data.words),
    titleEnding: titleEnding(data.words),
    columnNames: new Map(
      data.tableColumns.flatMap(({ column, names }) => names.map((name) => [columnKey(name), column])),
    ),
    sectorCodes: new Map(
      data.sectors.flatMap(({ code, name }) => [code, comparable(name)].map((word) => [word, code])),
    ),
  };
}

function placesByName(data: LexiconData): Map<string, Division[]> {
  const places = new Map<string, Division[]>();
  const put = (name: string, division: Division) => {
    const known = places.get(name) ?? [];
    if (!known.some(({ code }) => code === division.code)) places.set(name, [...known, division]);
  };
  for (const zone of data.zones) for (const name of [zone.name, ...zone.aliases]) put(name, zone);
  for (const division of data.divisions) for (const name of namesOf(division)) put(name, division);
  return places;
}

/** Provinces and prefectures, and Beijing's districts, are also known without their last character. */
function namesOf({ code, name }: Division): string[] {
  const isCounty = !code.endsWith('00');
  if (isCounty && !code.startsWith('1101')) return [name];
  const short = name.replace(/(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市|区)$/u, '');
  return short.length >= 2 && short !== name ? [name, short] : [name];
}
