import type { Session } from '../../admins/sessions.repository.js';
import { may } from '../../admins/domain/permissions.js';
import type { ParseWarning } from '../../bulletins/domain/parsed-entry.js';
import { isClean, lacksOf } from '../../bulletins/domain/review-facts.js';
import { type EntryOutline, isLive, type ReviewEntry } from '../../bulletins/domain/review-entry.js';
import { isSettled } from '../../bulletins/domain/review-warnings.js';
import type { DecidedRelation } from '../../bulletins/relate-entry.service.js';
import type { Policy } from '../../policies/policy.entity.js';
import { formFor } from '../console/console-page.js';
import type { ConsoleWords } from '../words/console-words.js';
import { warningView } from './review-fields.view.js';

/** Warnings with their words and the line they are about. */
export function warningLines(warnings: readonly ParseWarning[], t: ConsoleWords) {
  return warnings.map(({ code, message, line }) => ({ code, label: t.warningCodes[code], message, line }));
}

/** What the page says about the entry as a whole, and the forms of what may be done with it. */
export function entryView(
  entry: ReviewEntry,
  all: readonly EntryOutline[],
  beside: { readonly twin: Policy | null; readonly merged: ReviewEntry | null },
  session: Session,
  t: ConsoleWords,
) {
  const path = `/console/bulletins/${entry.bulletinId}/entries/${entry.id}`;
  const mayEdit = may(session.role, 'bulletins.import');
  const at = all.findIndex(({ id }) => id === entry.id);
  const form = (act: string) => formFor(session, `${path}/${act}`);
  const open = entry.warnings.filter((one) => !isSettled(one));
  return {
    id: entry.id,
    number: at + 1,
    title: entry.facts.title || t.review.untitled,
    section: entry.read.section,
    state: entry.state,
    stateLabel: t.review.states[entry.state],
    lineStart: entry.lineStart,
    lineEnd: entry.lineEnd,
    canEdit: mayEdit && isLive(entry.state),
    isReadOnly: !mayEdit,
    isDraft: entry.state === 'draft',
    isStored: entry.state === 'draft' || entry.state === 'published',
    isClean: isClean(entry),
    policyLink: entry.policyId && entry.state !== 'duplicate' ? `/console/policies/${entry.policyId}` : null,
    doubts: open.map((one) => warningView(one, t)),
    lacks: lacksOf(entry.facts).map((field) => ({
      field,
      label: t.fields[field as keyof ConsoleWords['fields']],
    })),
    twin: twinView(entry, all, beside.twin, t),
    target: formFor(session, path),
    drop: mayEdit && entry.state === 'open' ? form('drop') : null,
    restore: mayEdit && (entry.state === 'dropped' || entry.state === 'duplicate') ? form('restore') : null,
    split: mayEdit && maySplit(entry) ? form('split') : null,
    unmerge: mayEdit && isLive(entry.state) && beside.merged ? form('unmerge') : null,
    merged: beside.merged && mergedLine(beside.merged, t),
    merge: mayEdit && entry.state === 'open' && canMerge(all[at + 1]) ? form('merge') : null,
    relate: form('relate'),
    mayRelate: mayEdit && entry.state !== 'dropped',
  };
}

/** Proposed relations with the words they rest on, and what was said to them. */
export function relationLines(relations: readonly DecidedRelation[], t: ConsoleWords) {
  return relations.map((one) => ({
    kind: one.kind,
    kindLabel: t.review.relationKinds[one.kind],
    target: one.target,
    title: one.title,
    link: one.policyId ? `/console/policies/${one.policyId}` : null,
    words: one.words,
    line: one.line,
    isConfirmed: one.isConfirmed === true,
    isRejected: one.isConfirmed === false,
  }));
}

/** Cut apart may be what waits, and what is a policy already: the first part stays that policy. */
function maySplit({ state, lineStart, lineEnd }: ReviewEntry): boolean {
  return (isLive(state) || state === 'published') && lineEnd > lineStart;
}

function mergedLine({ lineStart, lineEnd, facts }: ReviewEntry, t: ConsoleWords): string {
  const lines = t.review.mergedLines.replace('{from}', String(lineStart)).replace('{to}', String(lineEnd));
  return facts.title === '' ? lines : `${lines}《${facts.title}》`;
}

function canMerge(next: EntryOutline | undefined): boolean {
  return next !== undefined && ['open', 'dropped', 'duplicate'].includes(next.state);
}

function twinView(entry: ReviewEntry, all: readonly EntryOutline[], twin: Policy | null, t: ConsoleWords) {
  if (entry.state !== 'duplicate') return null;
  const reason = t.review.twinReasons[entry.twinOf?.reason ?? 'same-policy'];
  if (twin) return { reason, title: twin.title, link: `/console/policies/${twin.id}` };
  const index = all.findIndex(({ position }) => position === entry.twinOf?.position);
  const other = all[index];
  if (!other) return { reason, title: '', link: null };
  const title = `${t.review.twinEntry.replace('{n}', String(index + 1))}《${other.facts.title}》`;
  return { reason, title, link: `/console/bulletins/${other.bulletinId}?entry=${other.id}` };
}
