import { readBody, type Body } from './body.js';
import { readApplicationWindow } from './application-window.js';
import { isCutOff } from './cut-off.js';
import { readEffectiveDates, type EffectiveDates } from './effective-dates.js';
import { announcedTitle } from './announced-title.js';
import { factsBelowTitle, opensWithNote, withoutFacts } from './entry-facts.js';
import { cleanTitle } from './clean-title.js';
import { firstLine, labelled, type EntryContext } from './entry-context.js';
import type { DocumentHints } from './document-hints.js';
import { endOfFacts, startOfClosingFacts } from './fact-block.js';
import { findLabels, type Labelled } from './labels.js';
import type { Lexicon } from './lexicon.js';
import { readDate } from './dates.js';
import { findMoney } from './money.js';
import type { SourceLine } from './normalise.js';
import type { ParsedEntry, ParseWarning } from './parsed-entry.js';
import { locateFields } from './origins.js';
import { readAttachments, readContact, relatedTitles, statementOf, whoUnderHeading } from './particulars.js';
import { readCore } from './read-core.js';
import { leftOutOf } from './policy-from-entry.js';
import { readPolicyType } from './policy-type.js';
import type { Segment, SegmentTitle } from './segmentation.js';
import { readRelations } from './relations.js';
import type { SourceWords } from './source-words.js';
import { suggestSectors } from './suggest-sectors.js';
import { isFullTitle, isTitleLike } from './titles.js';

/** What the document as a whole tells about each of its entries. */
export interface DocumentFacts {
  readonly lexicon: Lexicon;
  readonly home: string | null;
  readonly masthead: readonly SourceLine[];
  readonly source: SourceWords;
  readonly hints: DocumentHints;
  /** The entry that ends the document: only it can be cut off. */
  readonly isLast: boolean;
}

/** Reads one segment into an entry; every field with its origin, every doubt with a warning. */
export function readEntry(
  found: Segment,
  position: number,
  lines: readonly SourceLine[],
  facts: DocumentFacts,
): ParsedEntry {
  const titled = withOwnTitle(withHintedTitle(found, facts), facts);
  const labels = findLabels(titled.lines, facts.lexicon);
  const bodyIndex = endOfFacts(titled.lines, labels, facts.lexicon);
  const loose = unlabelled(factsBelowTitle(titled, facts.lexicon), labels, bodyIndex);
  const segment = { ...titled, facts: { ...loose, ...titled.facts } };
  const title = segment.title === null ? null : titleOf(segment.title);
  const isBulletin = facts.masthead.length > 0;
  const context: EntryContext = {
    segment,
    labels,
    title,
    bodyIndex,
    closingIndex: startOfClosingFacts(titled.lines, labels, facts.lexicon) ?? titled.lines.length,
    textIndex: isBulletin && opensWithNote(segment, facts.lexicon) ? 0 : bodyIndex,
    lexicon: facts.lexicon,
    home: facts.home,
    masthead: facts.masthead,
    hints: facts.hints,
  };
  const firstAbove = segment.isTextOnTitleLine === true ? 1 : 0;
  const titleLine = isBelow(segment.title) ? 0 : (segment.title?.line ?? 0) - firstAbove;
  const text = context.textIndex < bodyIndex ? withoutFacts(segment.lines, labels, bodyIndex) : segment.lines;
  const body = readBody(text, context.textIndex, titleLine, facts.lexicon);
  const core = readCore(context, body);
  const application = readApplicationWindow(body.lines, title);
  const effective = readEffectiveDates(body.lines);
  const particulars = readParticulars(context, body, effective);
  const fields = {
    position,
    section: segment.section?.text ?? null,
    title,
    ...core.fields,
    sectors: suggestSectors(
      titleForSectors(title, core.fields.issuers, segment, lines),
      body.lines,
      facts.lexicon,
      { who: linesSaying(particulars.whoCanApply, body), issuers: core.fields.issuers },
    ),
    type: readPolicyType(title, facts.lexicon),
    application: application.window,
    textStart: { line: body.startLine },
    textEnd: { line: body.endLine },
    warnings: [
      ...titleWarnings(context),
      ...core.warnings,
      ...application.warnings,
      ...cutOff(body, facts),
      ...leftOutOf(body.text, body.startLine),
    ],
    text: body.text,
    ...particulars,
  };
  const origins = locateFields(fields, { context, core, effective, source: facts.source });
  const relations = readRelations(context, body, origins.title ?? null, facts.source);
  return { ...fields, relations, duplicateOf: null, origins };
}

/** The facts of a line without labels, but for those that a label of the block names. */
function unlabelled(
  facts: Segment['facts'],
  labels: readonly Labelled[],
  bodyIndex: number,
): Segment['facts'] {
  const named = new Set<string>(
    labels.filter(({ value, index }) => value !== '' && index < bodyIndex).map(({ field }) => field),
  );
  return Object.fromEntries(Object.entries(facts).filter(([field]) => !named.has(field)));
}

/** A page without a title in its text takes the one its format states; to be checked. */
function withHintedTitle(segment: Segment, { hints, lexicon }: DocumentFacts): Segment {
  const hinted = segment.title === null && hints.title !== null ? cleanTitle(hints.title) : null;
  if (hinted === null || !isTitleLike(hinted, lexicon)) return segment;
  return { ...segment, title: { text: hinted, line: 1, way: 'page' } };
}

/** 某局：发布《某办法》 is the paper's title with its issuer before it; what the form read goes first. */
function withOwnTitle(segment: Segment, { lexicon }: DocumentFacts): Segment {
  const { title, facts } = segment;
  const announced = title === null ? null : announcedTitle(title.text, lexicon);
  if (title === null || announced === null) return segment;
  const issuer = { value: announced.issuer, line: title.line };
  return { ...segment, title: { ...title, text: announced.title }, facts: { issuer, ...facts } };
}

/** A title that does not stand above its text: from the page's own facts, or at its end. */
function isBelow(title: Pick<SegmentTitle, 'way'> | null): boolean {
  return title?.way === 'inferred' || title?.way === 'page';
}

/** A caption found at the end of a page prints the signers, spaced, before the title; they are not part of it. */
function titleOf({ text, way }: SegmentTitle): string | null {
  const caption = isBelow({ way })
    ? /^(?:\S+\s+)+\S{2,40}?(?=关于(?:印发|发布|公布|做好|开展))/u.exec(text)
    : null;
  return cleanTitle(caption === null ? text : text.slice(caption[0].length)) || null;
}

/** The title without the bodies it opens with: 文化和旅游局 in it says nothing about the paper's sector. */
function titleForSectors(
  title: string | null,
  issuers: readonly string[],
  segment: Segment,
  lines: readonly SourceLine[],
): SourceLine | null {
  const line = segment.title === null ? undefined : lines[segment.title.line - 1];
  if (line === undefined || title === null) return null;
  const text = issuers.reduce((rest, issuer) => rest.replace(issuer, ''), title);
  return { ...line, text };
}

/** The lines that print a statement, or its beginning where it runs over several. */
function linesSaying(statement: string | null, { lines }: Body): SourceLine[] {
  return statement === null ? [] : lines.filter(({ text }) => text.includes(statement.slice(0, 30)));
}

function titleWarnings({ title, segment, lexicon }: EntryContext): ParseWarning[] {
  const line = firstLine({ segment });
  if (title === null) return [{ code: 'no-title', message: '原文没有标题', line }];
  const isEnclosed = segment.title?.way === 'inferred' && !isFullTitle(title, lexicon);
  return isEnclosed ? [{ code: 'no-title', message: '原文没有标题,取自所附文件', line }] : [];
}

function cutOff(body: Body, facts: DocumentFacts): ParseWarning[] {
  if (!facts.isLast || !isCutOff(body, facts.lexicon, facts.masthead.length > 0)) return [];
  return [{ code: 'truncated', message: '原文在句子中间中断', line: body.endLine }];
}

type Particulars = Pick<
  ParsedEntry,
  | 'summary'
  | 'whoCanApply'
  | 'howMuch'
  | 'money'
  | 'contact'
  | 'effectiveFrom'
  | 'effectiveUntil'
  | 'attachments'
  | 'relatedTitles'
>;

function readParticulars(context: EntryContext, body: Body, effective: EffectiveDates): Particulars {
  const dateOf = (field: 'effectiveFrom' | 'effectiveUntil') =>
    readDate(labelled(context, field)?.value ?? '')?.value ?? null;
  return {
    summary: context.segment.facts.summary?.value ?? statementOf(context.labels, 'summary'),
    whoCanApply: statementOf(context.labels, 'who') ?? whoUnderHeading(body.lines),
    howMuch: statementOf(context.labels, 'money'),
    money: findMoney(body.lines),
    contact: readContact(context.labels),
    effectiveFrom: dateOf('effectiveFrom') ?? effective.from?.value ?? null,
    effectiveUntil: dateOf('effectiveUntil') ?? effective.until?.value ?? null,
    attachments: readAttachments(body.lines),
    relatedTitles: relatedTitles(context.title),
  };
}
