import { LEAVING_REASONS } from '../../subscribers/domain/leaving-reason.js';
import type { LeavingCount, LeavingNote } from '../../subscribers/leaving-reasons.query.js';
import { momentIn } from '../console/moments.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** The reasons of one list as bars. */
export interface ListLeaving {
  readonly name: string;
  readonly left: number;
  readonly said: number;
  readonly bars: readonly {
    readonly name: string;
    readonly count: number;
    /** Percent of the list's most frequent answer. */
    readonly width: number;
    readonly isSaid: boolean;
  }[];
}

/** By list, every reason in the order in which it is asked, and last those who gave none. */
export function leavingByList(counts: readonly LeavingCount[], language: Language): ListLeaving[] {
  const t = wordsIn(language);
  return [...new Map(counts.map((one) => [one.listId, one.listName]))].map(([listId, name]) => {
    const own = counts.filter((one) => one.listId === listId);
    const countOf = (reason: LeavingCount['reason']) =>
      own.filter((one) => one.reason === reason).reduce((sum, one) => sum + one.count, 0);
    const most = Math.max(...[...LEAVING_REASONS, null].map(countOf));
    const bar = (label: string, reason: LeavingCount['reason']) => ({
      name: label,
      count: countOf(reason),
      width: Math.round((countOf(reason) / most) * 1_000) / 10,
      isSaid: reason !== null,
    });
    const left = own.reduce((sum, one) => sum + one.count, 0);
    return {
      name,
      left,
      said: left - countOf(null),
      bars: [
        ...LEAVING_REASONS.map((reason) => bar(t.leavingReasons[reason], reason)),
        bar(t.leaving.unsaid, null),
      ],
    };
  });
}

/** One note in a table. */
export function noteLine(note: LeavingNote, language: Language) {
  return {
    at: momentIn(note.givenAt)?.slice(0, 10) ?? '',
    listName: note.listName,
    reason: wordsIn(language).leavingReasons[note.reason],
    note: note.note,
  };
}
