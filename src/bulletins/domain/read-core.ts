import type { Body } from './body.js';
import { unread, type EntryContext, type Reading, type ReadingOrigin } from './entry-context.js';
import type { ParsedEntry, ParseWarning } from './parsed-entry.js';
import { readPublishedOn, readWrittenOn, withLateCopy } from './read-dates.js';
import { readIssuers } from './read-issuers.js';
import type { SourceLine } from './normalise.js';
import type { LevelBasis } from './inferred-level.js';
import { readLevel } from './read-level.js';
import { readSourceLink } from './read-link.js';
import { readDocumentNumber } from './read-number.js';
import { findSignature } from './signature.js';

export type CoreFields = Pick<
  ParsedEntry,
  | 'level'
  | 'issuers'
  | 'documentNumber'
  | 'writtenOn'
  | 'publishedOn'
  | 'sourceLink'
  | 'districts'
  | 'districtNames'
>;

const LONGEST_VALUE = 60;

export const CORE_FIELDS = [
  'title',
  'level',
  'issuers',
  'documentNumber',
  'writtenOn',
  'publishedOn',
  'sourceLink',
  'districts',
] as const;
export type CoreField = (typeof CORE_FIELDS)[number];

/** The facts every policy has, with their warnings and origins. */
export interface Core {
  readonly fields: CoreFields;
  readonly warnings: readonly ParseWarning[];
  readonly origins: Partial<Record<CoreField, ReadingOrigin>>;
  /** What level and district were read from. */
  readonly levelBasis: LevelBasis | null;
}

/** The lines without values printed below their labels: such a date signs nothing. */
function withoutValues({ segment, labels }: EntryContext): readonly SourceLine[] {
  const values = new Set(
    labels.filter(({ index, valueIndex }) => valueIndex !== index).map(({ valueIndex }) => valueIndex),
  );
  return segment.lines.map((line, index) =>
    values.has(index) && line.text.length < LONGEST_VALUE ? { ...line, text: '' } : line,
  );
}

/** Reads an entry's facts; the order matters, for the number tells the issuer and both the level. */
export function readCore(context: EntryContext, body: Body): Core {
  const signature = findSignature(withoutValues(context), context.lexicon, context.home);
  const documentNumber = readDocumentNumber(context, body);
  const issuers = readIssuers(context, documentNumber.value, signature);
  const { level, districts, districtNames, basis } = readLevel(
    context,
    issuers.value,
    documentNumber.value,
    body,
  );
  const writtenOn = readWrittenOn(context, signature);
  const publishedOn = withLateCopy(readPublishedOn(context, body), writtenOn);
  const sourceLink = readSourceLink(context);
  const readings: Record<Exclude<CoreField, 'title'>, Reading<unknown>> = {
    level,
    issuers,
    documentNumber,
    writtenOn,
    publishedOn,
    sourceLink,
    districts,
  };
  return {
    fields: {
      level: level.value,
      issuers: issuers.value,
      documentNumber: documentNumber.value,
      writtenOn: writtenOn.value,
      publishedOn: publishedOn.value,
      sourceLink: sourceLink.value,
      districts: districts.value,
      districtNames,
    },
    warnings: Object.values(readings).flatMap(({ warnings }) => warnings),
    origins: originsOf({ title: titleReading(context), ...readings }),
    levelBasis: basis,
  };
}

function titleReading({ segment, title }: EntryContext): Reading<unknown> {
  if (segment.title === null || title === null) return unread(null);
  const confidence = { label: 1, title: 0.95, position: 0.85, page: 0.6, inferred: 0.5 }[segment.title.way];
  return {
    value: title,
    origin: { line: segment.title.line, way: segment.title.way, confidence },
    warnings: [],
  };
}

function originsOf(readings: Record<CoreField, Reading<unknown>>): Partial<Record<CoreField, ReadingOrigin>> {
  const known = Object.entries(readings).flatMap(([field, { origin }]) =>
    origin === null ? [] : [[field, origin] as const],
  );
  return Object.fromEntries(known);
}
