import { firstLine, labelled, reading, type EntryContext, type Reading } from './entry-context.js';
import {
  isAbbreviated,
  isRelative,
  isSameBody,
  isShortFor,
  namesInFull,
  type Shortness,
} from './issuer-names.js';
import { COUNT_BEHIND } from './issuers.js';
import type { ParseWarning, ReadingWay } from './parsed-entry.js';

type Issuers = Reading<readonly string[]>;

/** Labels that name whoever put the page up: where title or signature name somebody else, they are right. */
const PAGE_OWNER = /^(?:信息|文件|政策)?(?:发布|公开|公布|所属)/u;

/** Labels of whoever looks after a page, which need not be whose paper it is. */
const KEEPER = /责任|主体|所属|维护/u;

/** 办公厅 alone: an office whose body the title or the signature names. */
const OFFICE = /^(?:办公[厅室]|秘书处)$/u;

/** What else names an entry's issuers: its title's opening, its signature, its number, who interprets it. */
export interface Named {
  readonly inTitle: readonly string[];
  readonly signed: readonly string[];
  readonly byNumber: readonly string[];
  readonly interpreting: () => readonly string[];
  /** Whom the first sentence of a bulletin's note names. */
  readonly inNews: () => readonly string[];
  /** Bodies that a bulletin's or list's head names on lines of their own. */
  readonly onPage: () => readonly string[];
}

/** The reading with shortened names in full, as title or signature print them, or as number and interpreter tell. */
export function inFull(given: Issuers, named: Named, isShort: Shortness): Issuers {
  const sources: readonly (readonly [ReadingWay, () => readonly string[], Shortness])[] = [
    ['title', () => named.inTitle, isShort],
    ['signature', () => named.signed, isShort],
    ['number', () => (given.value.some(isRelative) ? named.byNumber : []), isAbbreviated],
    ['position', given.value.some(isRelative) ? named.interpreting : () => [], isAbbreviated],
    ['position', named.inNews, isAbbreviated],
    ['position', given.value.some(isRelative) ? named.onPage : () => [], isAbbreviated],
  ];
  for (const [way, names, shortness] of sources) {
    const value = namesInFull(given.value, names(), shortness);
    if (value !== null && given.origin !== null)
      return { ...given, value, origin: { ...given.origin, way, confidence: 0.95 } };
  }
  return given;
}

/** A label's names beside what title and signature name: completed, doubted, or not believed. */
export function checked(label: Issuers, named: Named, context: EntryContext): Issuers {
  const { inTitle, signed } = named;
  const isOwner = PAGE_OWNER.test(labelled(context, 'issuer', PAGE_OWNER)?.label ?? '');
  const isConfirmed = inTitle.some((name) => signed.some((one) => isSameBody(one, name)));
  const isLead = isSameBody(label.value[0] ?? '', inTitle[0] ?? '');
  if ((isLead || (isOwner && isConfirmed)) && isOneOf(label.value, inTitle))
    return reading(inTitle, firstLine(context), 'title');
  const full = inFull(
    label,
    named,
    label.value.every((name) => OFFICE.test(name)) ? isShortFor : isAbbreviated,
  );
  if (full !== label) return full;
  const others = inTitle.length > 0 ? inTitle : isOwner ? signed : [];
  const isSame = label.value.some((name) => others.some((other) => isSameBody(name, other)));
  const isOtherOffice = isConfirmed && !isSame;
  if (label.origin === null) return label;
  if (others.length === 0) return isOwner ? ofKeeper(label, context) : label;
  if (!isOtherOffice && isRelated(label.value, others)) return label;
  const warning: ParseWarning = {
    code: 'issuer-conflict',
    message: `${inTitle.length > 0 ? '标题' : '落款'}中的机构与标注不同:${others.join('、')}`,
    line: label.origin.line,
  };
  if (!isOwner) return { ...label, warnings: [warning] };
  return reading(others, firstLine(context), inTitle.length > 0 ? 'title' : 'signature', [warning]);
}

/** 公开责任部门 keeps a page; it is named for want of anybody else, to be checked. */
function ofKeeper(label: Issuers, context: EntryContext): Issuers {
  const given = labelled(context, 'issuer', PAGE_OWNER);
  if (given === null || !KEEPER.test(given.label)) return label;
  const message = `颁发机构取自“${given.label}”,请核对`;
  return { ...label, warnings: [{ code: 'inferred-issuer', message, line: given.line }] };
}

/** Whether a label names only some of those whom the title names together: the page's owner, or the one in charge. */
function isOneOf(names: readonly string[], all: readonly string[]): boolean {
  return names.length < all.length && names.every((name) => all.some((other) => isSameBody(name, other)));
}

/** Whether a label's names and others speak of the same bodies, or of a body and its office. */
function isRelated(names: readonly string[], others: readonly string[]): boolean {
  const all = names.join('').replace(/\s+/gu, '');
  return others.some((other) => {
    const name = other.replace(/\s+/gu, '').replace(COUNT_BEHIND, '');
    if (all.includes(name) || name.includes(all) || isShortFor(name, all)) return true;
    return [...name].filter((character) => all.includes(character)).length > name.length * 0.6;
  });
}
