/** Whether a profile is worth a second look before it is kept. */
export type ReachVerdict = 'nothing' | 'some' | 'nearly-everything' | 'unknown';

/** Below this many policies a share says nothing. */
const ENOUGH = 10;
const NEARLY_ALL = 0.9;

/** Judges `matched` of `total` recent policies; `unknown` when there were none to match. */
export function reachVerdict(matched: number, total: number): ReachVerdict {
  if (total === 0) return 'unknown';
  if (matched === 0) return 'nothing';
  return total >= ENOUGH && matched / total >= NEARLY_ALL ? 'nearly-everything' : 'some';
}
