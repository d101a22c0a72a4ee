import { singleLine } from '../../platform/domain/placeholders.js';
import { clipColumns, columnsOf } from './digest-text.js';
import type { Deadline, DigestWords, LevelCounts } from './digest-words.js';

/** What the subject and the preheader are made of. */
export interface Headline {
  readonly listName: string;
  readonly total: number;
  readonly counts: LevelCounts;
  readonly weekly: boolean;
  readonly deadline: Deadline | null;
  /** In printing order. */
  readonly titles: readonly string[];
}

/** One line of an inbox; beyond it clients cut. */
export const SUBJECT_COLUMNS = 70;
const PREHEADER_COLUMNS = 110;

/**
 * List, counts and nearest deadline in at most 70 columns. What does not fit goes in this order: the spelling
 * of the levels, their counts, the deadline, the end of the list's name.
 */
export function composeSubject(headline: Headline, words: DigestWords): string {
  const count = words.subjectCount(headline.listName, headline.total, headline.weekly);
  const isQuiet = headline.total === 0;
  const levels = isQuiet ? '' : words.inBrackets(words.levelCounts(headline.counts));
  const deadline = headline.deadline ? words.subjectDeadline(headline.deadline) : '';
  const short = isQuiet ? '' : words.inBrackets(words.levelCountsShort(headline.counts));
  const tries = [count + levels + deadline, count + short + deadline, count + deadline, count];
  const fitting = tries.find((subject) => columnsOf(subject) <= SUBJECT_COLUMNS);
  if (fitting) return singleLine(fitting);
  const bare = columnsOf(words.subjectCount('', headline.total, headline.weekly));
  const listName = clipColumns(headline.listName, SUBJECT_COLUMNS - bare);
  return singleLine(words.subjectCount(listName, headline.total, headline.weekly));
}

/** What an inbox shows after the subject: the policy that closes first, then the first titles. */
export function composePreheader(headline: Headline, words: DigestWords): string {
  const { deadline, titles } = headline;
  const rest = deadline ? titles.filter((title) => title !== deadline.title) : titles;
  const quiet = headline.total === 0 ? [words.briefQuiet(headline.weekly)[0]] : [];
  const pieces = [...(deadline ? [words.preheaderDeadline(deadline)] : []), ...quiet, ...rest.slice(0, 3)];
  return singleLine(clipColumns(pieces.join(' · '), PREHEADER_COLUMNS));
}
