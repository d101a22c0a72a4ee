import { READ_FIELDS, type ParsedEntry, type ReadField, type SourceSpan } from './parsed-entry.js';

/** Some words of the document to mark, and the field they gave. */
export interface Highlight extends SourceSpan {
  readonly field: ReadField;
  readonly confidence: number;
}

/** The places of an entry's fields in the order of the document; places of several fields may overlap, each place comes once a field. */
export function highlightsOf(entry: Pick<ParsedEntry, 'origins'>): Highlight[] {
  const all = READ_FIELDS.flatMap((field) => {
    const origin = entry.origins[field];
    return (origin?.spans ?? []).map((span) => ({ ...span, field, confidence: origin?.confidence ?? 0 }));
  });
  const distinct = new Map(all.map((one) => [`${one.field} ${one.start} ${one.end}`, one]));
  return [...distinct.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
