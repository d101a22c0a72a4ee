import { findDates } from './dates.js';
import { numberAtStart } from './document-number.js';
import { isOrganisation } from './issuers.js';
import { nextFilled } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import type { Segment } from './segmentation.js';

const SEPARATORS = /\s*[，,｜|·；;]\s*|\s+/u;
const SAID = /(?:发布|印发|公布|出台|发文|下发)[。.]?$/u;

/** Facts printed without labels on the line below a title: 某发〔2024〕3号，2024年3月1日发布。 None unless every part is a fact and one a date. */
export function factsOfNote(segment: Segment, lexicon: Lexicon): Segment['facts'] {
  const at = nextFilled(segment.lines, 0);
  const line = at === null ? undefined : segment.lines[at];
  if (line === undefined || line.number <= (segment.title?.line ?? 0)) return {};
  return factsIn(line.text, line.number, lexicon);
}

/** The facts in brackets that close a title in a list: …的通知（某局，2024-03-13）; null where there are none. */
export function factsBehindTitle(
  line: SourceLine,
  text: string,
  lexicon: Lexicon,
): { readonly title: string; readonly facts: Segment['facts'] } | null {
  const match = /^(.{6,160}?)\s*[（(【[]((?:[^（）()【】]|[〔[(（]\d{4}[〕\])）]){6,90})[)）】\]]$/u.exec(
    text,
  );
  const facts = match?.[2] === undefined ? {} : factsIn(match[2], line.number, lexicon);
  return match?.[1] === undefined || facts.publishedOn === undefined ? null : { title: match[1], facts };
}

function factsIn(text: string, line: number, lexicon: Lexicon): Segment['facts'] {
  if (text.length > 120) return {};
  const parts = text
    .replace(/^[(（【[]|[)）】\]。.]+$/gu, '')
    .split(SEPARATORS)
    .filter((part) => part !== '');
  const facts = parts.map((part) => factOf(part, lexicon));
  if (parts.length < 2 || facts.some((fact) => fact === null)) return {};
  if (!facts.some((fact) => fact?.field === 'publishedOn')) return {};
  return gather(
    facts.flatMap((fact) => fact ?? []),
    line,
  );
}

interface Fact {
  readonly field: LabelField;
  readonly value: string;
}

function factOf(part: string, lexicon: Lexicon): Fact | null {
  const [date] = findDates(part);
  const rest = date === undefined ? part : part.replace(date.text, '').replace(SAID, '').trim();
  if (date?.start === 0 && rest === '') return { field: 'publishedOn', value: date.text };
  if (numberAtStart(part)?.end === part.length) return { field: 'documentNumber', value: part };
  return isOrganisation(part, lexicon) ? { field: 'issuer', value: part } : null;
}

function gather(facts: readonly Fact[], line: number): Segment['facts'] {
  const gathered: Partial<Record<LabelField, { value: string; line: number }>> = {};
  for (const { field, value } of facts) {
    const known = gathered[field]?.value;
    gathered[field] = { value: known === undefined ? value : `${known}、${value}`, line };
  }
  return gathered;
}
