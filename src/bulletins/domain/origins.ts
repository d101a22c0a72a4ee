import { findDates } from './dates.js';
import type { EffectiveDate, EffectiveDates } from './effective-dates.js';
import { firstLine, type EntryContext, type ReadingOrigin } from './entry-context.js';
import type { FieldOrigin, ParsedEntry, ReadField, ReadingWay, SourceSpan } from './parsed-entry.js';
import type { Core } from './read-core.js';
import type { SourceWords, Within } from './source-words.js';

type Fields = Omit<ParsedEntry, 'origins' | 'relations' | 'duplicateOf'>;
type Spans = readonly (SourceSpan | null)[];

/** What the fields were read with. */
interface ReadWith {
  readonly context: EntryContext;
  readonly core: Core;
  readonly effective: EffectiveDates;
  readonly source: SourceWords;
}

/** Below these the words of a shortened name are no longer its own. */
const SHORTEST_NAME = 3;
const NEAR = 16;

/** Where every field of an entry that has a value stands in the document; the fields' words are looked for around the lines they were read on. */
export function locateFields(fields: Fields, read: ReadWith): Partial<Record<ReadField, FieldOrigin>> {
  const located = new Locating(fields, read);
  return { ...located.core(), ...located.particulars() };
}

class Locating {
  private readonly extent: { from: number; to: number };
  private readonly title: readonly SourceSpan[];

  constructor(
    private readonly fields: Fields,
    private readonly read: ReadWith,
  ) {
    const { lines } = read.context.segment;
    const start = firstLine(read.context);
    const numbers = [start, lines[0]?.number ?? start, lines.at(-1)?.number ?? start];
    this.extent = { from: Math.min(...numbers), to: Math.max(...numbers) };
    this.title = this.titleSpans();
  }

  core(): Partial<Record<ReadField, FieldOrigin>> {
    const { origins } = this.read.core;
    const { documentNumber, writtenOn, publishedOn, sourceLink } = this.fields;
    const number = this.near(documentNumber, origins.documentNumber);
    const issuers = this.issuers(origins.issuers, number);
    const level = this.basis(issuers, number);
    return this.known({
      title: this.placed(origins.title, this.title),
      documentNumber: this.placed(origins.documentNumber, number),
      issuers: this.placed(origins.issuers, issuers),
      level: this.placed(origins.level, level),
      districts: this.placed(origins.districts, level),
      writtenOn: this.placed(origins.writtenOn, this.date(writtenOn, origins.writtenOn)),
      publishedOn: this.placed(origins.publishedOn, this.date(publishedOn, origins.publishedOn)),
      sourceLink: this.placed(origins.sourceLink, this.near(sourceLink, origins.sourceLink)),
    });
  }

  particulars(): Partial<Record<ReadField, FieldOrigin>> {
    const { fields, read } = this;
    const { section } = read.context.segment;
    const isWhoLabelled = read.context.labels.some(({ field, value }) => field === 'who' && value.length > 1);
    return this.known({
      section: this.at('section', section ? [read.source.line(section.line)] : []),
      type: this.at('title', this.typeWords()),
      sectors: this.sure(
        fields.sectors[0]?.confidence ?? 0,
        fields.sectors.flatMap(({ evidence }) => this.spansOf(evidence)),
      ),
      application: this.at('position', this.spansOf(fields.application.evidence)),
      summary: this.at('label', [this.words(fields.summary)]),
      whoCanApply: this.at(isWhoLabelled ? 'label' : 'position', [this.words(fields.whoCanApply)]),
      howMuch: this.at('label', [this.words(fields.howMuch)]),
      money: this.at('position', this.spansOf(fields.money.map(({ evidence }) => evidence))),
      contact: this.at('label', fields.contact?.split('\n').map((line) => this.words(line)) ?? []),
      effectiveFrom: this.effective(fields.effectiveFrom, read.effective.from),
      effectiveUntil: this.effective(fields.effectiveUntil, read.effective.until),
      attachments: this.at(
        'position',
        fields.attachments.map(({ title, line }) => this.find(title, line)),
      ),
      relatedTitles: this.at(
        'title',
        fields.relatedTitles.map((title) => this.find(title, this.title[0]?.line ?? this.extent.from)),
      ),
    });
  }

  private titleSpans(): readonly SourceSpan[] {
    const { title } = this.read.context.segment;
    if (title === null || title.way === 'page') return [];
    const span =
      this.find(this.fields.title ?? '', title.line) ??
      this.find(title.text, title.line) ??
      this.read.source.line(title.line);
    return span === null ? [] : [span];
  }

  /** Every issuer where it is printed; one that was completed (市商务局) or put together, as far as it is. */
  private issuers(origin: ReadingOrigin | undefined, number: Spans): Spans {
    if (origin === undefined) return [];
    if (origin.way === 'number') return number;
    const spans = this.fields.issuers.map((name) => this.name(name, origin.line));
    return spans.some((span) => span !== null) ? spans : [this.read.source.line(origin.line)];
  }

  private name(name: string, line: number): SourceSpan | null {
    for (let cut = 0; name.length - cut >= SHORTEST_NAME; cut += 1) {
      const span = this.find(name.slice(cut), line);
      if (span !== null) return span;
    }
    return null;
  }

  private basis(issuers: Spans, number: Spans): Spans {
    const { levelBasis } = this.read.core;
    const { section } = this.read.context.segment;
    if (levelBasis === null) return [];
    if (typeof levelBasis === 'object')
      return [
        this.read.source.find(levelBasis.words, { from: levelBasis.line, to: levelBasis.line }) ??
          this.read.source.line(levelBasis.line),
      ];
    if (levelBasis === 'section') return section ? [this.read.source.line(section.line)] : [];
    if (levelBasis === 'issuers') return issuers;
    return levelBasis === 'documentNumber' ? number : this.title;
  }

  private near(words: string | null, origin: ReadingOrigin | undefined): Spans {
    if (words === null || origin === undefined || origin.way === 'page') return [];
    return [this.find(words, origin.line) ?? this.read.source.line(origin.line)];
  }

  private date(value: string | null, origin: ReadingOrigin | undefined): Spans {
    if (value === null || origin === undefined || origin.way === 'page') return [];
    const printed =
      this.read.source.datesOn(origin.line).find((date) => date.value === value)?.text ??
      value.replaceAll('-', '');
    return [this.onLine(printed, origin.line) ?? this.read.source.line(origin.line)];
  }

  private effective(value: string | null, read: EffectiveDate | null): FieldOrigin | null {
    if (value === null) return null;
    if (read?.value === value) return this.at('position', [this.onLine(read.words, read.line)]);
    const dated = this.read.context.segment.lines.find(({ text }) =>
      findDates(text).some((date) => date.value === value),
    );
    const words = findDates(dated?.text ?? '').find((date) => date.value === value)?.text;
    return this.at('label', dated && words ? [this.onLine(words, dated.number)] : []);
  }

  private typeWords(): Spans {
    const { type, title } = this.fields;
    const [span] = this.title;
    const known = this.read.context.lexicon.policyTypes.find((one) => one.type === type)?.words ?? [];
    const word = known.find((one) => title?.includes(one));
    if (span === undefined || word === undefined) return [];
    return [this.read.source.find(word, { from: span.line, to: span.endLine, after: span.start })];
  }

  private words(words: string | null): SourceSpan | null {
    return words === null ? null : this.find(words, this.extent.from);
  }

  /** Around the line first, then anywhere in the entry; on a line shared with others, behind the title. */
  private find(words: string, line: number): SourceSpan | null {
    const after = this.title?.[0]?.start;
    const place = (within: Within) =>
      this.read.source.find(words, after === undefined ? within : { ...within, after });
    const isLong = this.extent.to - this.extent.from > NEAR;
    return (
      place({ from: Math.max(1, line - NEAR), to: line + NEAR, near: line }) ??
      (isLong ? place({ ...this.extent, near: line }) : null)
    );
  }

  private onLine(words: string, line: number): SourceSpan | null {
    const [title] = this.title;
    const after = title?.endLine === line ? title.end : undefined;
    return this.read.source.find(words, { from: line, to: line, ...(after === undefined ? {} : { after }) });
  }

  private spansOf(evidence: readonly { readonly start: number; readonly end: number }[]): SourceSpan[] {
    return evidence.map(({ start, end }) => this.read.source.span(start, end));
  }

  private placed(origin: ReadingOrigin | undefined, spans: Spans): FieldOrigin | null {
    if (origin === undefined) return null;
    const places = spans.filter((span) => span !== null);
    return { ...origin, line: places[0]?.line ?? origin.line, spans: places };
  }

  private at(way: ReadingWay, spans: Spans): FieldOrigin | null {
    return this.sure({ label: 1, title: 0.9 }[way as string] ?? 0.8, spans, way);
  }

  private sure(confidence: number, spans: Spans, way: ReadingWay = 'inferred'): FieldOrigin | null {
    const [first, ...others] = spans.filter((span) => span !== null);
    return first === undefined ? null : { line: first.line, way, confidence, spans: [first, ...others] };
  }

  private known(
    origins: Partial<Record<ReadField, FieldOrigin | null>>,
  ): Partial<Record<ReadField, FieldOrigin>> {
    return Object.fromEntries(Object.entries(origins).filter(([, origin]) => origin !== null));
  }
}
