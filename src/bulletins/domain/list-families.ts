import { numberAtStart } from './document-number.js';
import { hasLabel } from './labels.js';
import { LABEL_FIELDS, type Lexicon } from './lexicon.js';
import { isTold, type ListItem } from './list-items.js';
import { comparable, type SourceLine } from './normalise.js';
import type { Section } from './sections.js';
import { isFullTitle, isFurniture, namesBulletin } from './titles.js';

const FEWEST = 3;
const HEAD_LINES = 12;
/** Lines without mark or fact are a list only where hardly anything else stands between them. */
const LEAST_PLAIN = 0.8;

/** What the judgement of a family of items rests on. */
interface Surroundings {
  readonly isNamed: boolean;
  readonly isAnnounced: boolean;
  readonly share: number;
}

/** Items by kind, the kind that explains most lines first. */
export function familiesOf(items: readonly ListItem[]): ListItem[][] {
  const families = new Map<string, ListItem[]>();
  for (const item of items) {
    const family = families.get(item.kind);
    if (family === undefined) families.set(item.kind, [item]);
    else family.push(item);
  }
  const weight = (family: readonly ListItem[]) =>
    family.reduce((sum, { isTitle, hasFacts }) => sum + (isTitle ? 1 : 0) + (hasFacts ? 0.5 : 0), 0);
  return [...families.values()]
    .map((family) => withNumbersAbove(withoutStrays(facing(family))))
    .sort((a, b) => weight(b) - weight(a));
}

/** Among dated lines without marks a title without a date is the page's (a heading, a link of its foot). */
function withoutStrays(family: readonly ListItem[]): ListItem[] {
  const told = family.filter(({ hasFacts }) => hasFacts);
  return family[0]?.kind === '' && told.length * 2 >= family.length ? told : [...family];
}

/** A head with a salutation, a number or a full title of its own belongs to a notice; what is listed below are its annexes. */
function isNotice(
  head: readonly SourceLine[],
  family: readonly ListItem[],
  isNamed: boolean,
  lexicon: Lexicon,
): boolean {
  const own = head.filter(({ text }) => !isFurniture(text, lexicon));
  if (own.some(({ text }) => /^附件|各(?:有关)?单位|[:：]$/u.test(text))) return true;
  if (isNamed) return false;
  const listed = new Set(family.map(({ title }) => comparable(title)));
  return head.some(
    ({ text }) =>
      (isFullTitle(text, lexicon) && !listed.has(comparable(text))) || numberAtStart(text) !== null,
  );
}

/** 附件 at the head of a document stands below no notice: it is the list itself. */
function withoutAnnex(head: readonly SourceLine[]): SourceLine[] {
  return head.filter(({ text }) => !/^附件\s*\d*\s*[:：]?$/u.test(text));
}

/** Whether a family is the document's list of policies, and not a notice's list of annexes, tasks or repealed papers. */
export function isList(
  family: readonly ListItem[],
  lines: readonly SourceLine[],
  sections: readonly Section[],
  lexicon: Lexicon,
): boolean {
  const first = family[0]?.index ?? 0;
  const head = lines.slice(Math.max(0, first - HEAD_LINES), first);
  const isNamed = namesBulletin(
    head.map(({ text }) => text),
    lexicon,
  );
  const isAnnexOnly = (lines.find(({ text }) => text !== '')?.text ?? '').startsWith('附件');
  if (isNotice(isAnnexOnly ? withoutAnnex(head) : head, family, isNamed, lexicon)) return false;
  const share = shareExplained(family, sections, lines, lexicon);
  return isDense(family, { isNamed, isAnnounced: isNamed || sections.length > 0, share });
}

/** Enough titles that say whose they are or when they came, in a stretch of the document that holds little else. */
function isDense(family: readonly ListItem[], { isNamed, isAnnounced, share }: Surroundings): boolean {
  const titles = family.filter(({ isTitle }) => isTitle).length;
  const sure = family.filter(({ isTitle, hasFacts }) => isTitle && hasFacts).length;
  if (titles < family.length * 0.5 || countDistinct(family) < family.length * 0.7) return false;
  if (sure >= (isAnnounced ? 2 : FEWEST) && sure >= family.length * 0.5)
    return share >= 0.5 || (isNamed && share > 0.15);
  const official = family.filter(({ isOfficial }) => isOfficial).length;
  if (titles < FEWEST || official * 2 < titles) return false;
  if (family[0]?.kind === '') return isAnnounced && share >= LEAST_PLAIN;
  return share >= 0.5 || (isNamed && share > 0.15);
}

/** A notice prints its own title over and over; a contents list names each policy twice at most. */
function countDistinct(family: readonly ListItem[]): number {
  const times = new Map<string, number>();
  for (const { title } of family) times.set(comparable(title), (times.get(comparable(title)) ?? 0) + 1);
  return [...times.values()].reduce((sum, count) => sum + Math.min(2, count), 0);
}

/** How much of the stretch between the first item and the last is items, their facts, labels, links and headings; prose around it counts as well. */
function shareExplained(
  family: readonly ListItem[],
  sections: readonly Section[],
  lines: readonly SourceLine[],
  lexicon: Lexicon,
): number {
  const first = family[0]?.index ?? 0;
  const last = family.at(-1)?.next ?? 0;
  const heads = new Set(sections.map(({ index }) => index));
  const starts = family.reduce((sum, { index, next, factLines }) => sum + next - index + factLines, 0);
  const others = lines.filter(
    ({ text }, index) =>
      index > first &&
      index < last &&
      (heads.has(index) || /^https?:\/\/\S+$/u.test(text) || hasLabel(text, lexicon, LABEL_FIELDS)),
  ).length;
  const filled = lines.filter(
    ({ text }, index) => text !== '' && ((index >= first && index < last) || isProse(text)),
  ).length;
  const below = family.at(-1)?.factLines ?? 0;
  return (starts + others) / (filled + below);
}

function isProse(text: string): boolean {
  return text.length > 60 && text.includes('。');
}

/** Bodies before the titles are a column where most lines have them, else words of the title. */
export function withColumns(family: readonly ListItem[]): ListItem[] {
  const led = family.filter(({ leading }) => leading !== null);
  if (led.length < 2 || led.length * 2 < family.length) return [...family];
  return family.map((item) =>
    item.leading === null
      ? item
      : { ...item, title: item.leading.rest, facts: { issuer: item.leading.issuer, ...item.facts } },
  );
}

/** Numbers alone over titles are theirs where every title has one over it and none of its own. */
function withNumbersAbove(family: readonly ListItem[]): ListItem[] {
  const isEach = family.every(
    ({ numberAbove, facts }) => numberAbove !== null && facts.documentNumber === undefined,
  );
  return family.map((item) =>
    isEach && item.numberAbove !== null
      ? { ...item, facts: { ...item.facts, documentNumber: item.numberAbove } }
      : { ...item, numberAbove: null },
  );
}

/** Whether the lines of facts stand above their titles: the first title has one over it, the last none below. */
function facing(family: readonly ListItem[]): ListItem[] {
  const isAbove =
    family.every(({ factsAbove }) => factsAbove !== null && isTold(factsAbove)) &&
    family.at(-1)?.factLines === 0;
  if (!isAbove) return [...family];
  return family.map((item) => ({
    ...item,
    facts: { ...item.factsAbove, ...item.facts },
    factLines: 0,
    hasFacts: true,
  }));
}
