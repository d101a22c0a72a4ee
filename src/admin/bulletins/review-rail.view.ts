import { isClean } from '../../bulletins/domain/review-facts.js';
import { type EntryOutline, isLive } from '../../bulletins/domain/review-entry.js';
import { isSettled } from '../../bulletins/domain/review-warnings.js';
import type { ConsoleWords } from '../words/console-words.js';

/** Where an entry stands in the list: first what is in doubt, then what may go out, then what is done. */
export const RAIL_GROUPS = ['held', 'clean', 'done'] as const;
export type RailGroup = (typeof RAIL_GROUPS)[number];

export interface RailItem {
  readonly id: string;
  readonly href: string;
  readonly number: number;
  readonly title: string;
  readonly group: RailGroup;
  readonly state: string;
  readonly colour: string;
  readonly openWarnings: number;
  readonly isCurrent: boolean;
}

const COLOURS: Readonly<Record<EntryOutline['state'], string>> = {
  open: 'yellow',
  draft: 'yellow',
  published: 'green',
  dropped: 'secondary',
  duplicate: 'blue',
  merged: 'secondary',
};

/** All entries in the order an editor goes through them; `entries` are in the order of the document. */
export function railOf(entries: readonly EntryOutline[], currentId: string, t: ConsoleWords): RailItem[] {
  const items = entries.map((entry, index): RailItem => {
    const group = groupOf(entry);
    const openWarnings = entry.warnings.filter((one) => !isSettled(one)).length;
    return {
      id: entry.id,
      href: `/console/bulletins/${entry.bulletinId}?entry=${entry.id}`,
      number: index + 1,
      title: entry.facts.title || t.review.untitled,
      group,
      state: stateInWords(entry, group, openWarnings, t),
      colour: group === 'clean' ? 'green' : group === 'held' ? 'yellow' : COLOURS[entry.state],
      openWarnings: isLive(entry.state) ? openWarnings : 0,
      isCurrent: entry.id === currentId,
    };
  });
  return RAIL_GROUPS.flatMap((group) => items.filter((item) => item.group === group));
}

/** As many entries as one page of the list shows: a document may have 20,000. */
export const RAIL_PAGE = 200;

/** The page of the list that is asked for, or else the one with the entry shown. */
export function railWindow(
  rail: readonly RailItem[],
  page: number | null,
): { readonly page: number; readonly items: readonly RailItem[] } {
  const pages = Math.max(1, Math.ceil(rail.length / RAIL_PAGE));
  const current = Math.max(
    0,
    rail.findIndex(({ isCurrent }) => isCurrent),
  );
  const shown = Math.min(page ?? Math.floor(current / RAIL_PAGE) + 1, pages);
  return { page: shown, items: rail.slice((shown - 1) * RAIL_PAGE, shown * RAIL_PAGE) };
}

/** The entry a page without a choice opens: the first in the list. */
export function firstToReview(entries: readonly EntryOutline[]): EntryOutline | undefined {
  return RAIL_GROUPS.flatMap((group) => entries.filter((entry) => groupOf(entry) === group))[0];
}

/** The next entry that waits, after one that is done; undefined when none does. */
export function nextToReview(entries: readonly EntryOutline[], doneId: string): EntryOutline | undefined {
  const live = entries.filter(({ state }) => isLive(state));
  const at = entries.findIndex(({ id }) => id === doneId);
  return live.find((entry) => entries.indexOf(entry) > at) ?? firstToReview(live);
}

function groupOf(entry: EntryOutline): RailGroup {
  if (!isLive(entry.state)) return 'done';
  return isClean(entry) ? 'clean' : 'held';
}

function stateInWords(entry: EntryOutline, group: RailGroup, open: number, t: ConsoleWords): string {
  if (group === 'held')
    return open > 0 ? t.review.openWarnings.replace('{n}', String(open)) : t.review.incomplete;
  if (group === 'clean') return entry.state === 'draft' ? t.review.states.draft : t.bulletins.clean;
  return t.review.states[entry.state];
}
