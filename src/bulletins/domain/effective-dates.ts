import { findDates } from './dates.js';
import type { SourceLine } from './normalise.js';

export interface EffectiveDates {
  readonly from: string | null;
  readonly until: string | null;
}

/** 自…起施行 and 有效期至…, where dates are printed; 自印发之日起 and 有效期三年 name no date and give null. */
export function readEffectiveDates(lines: readonly SourceLine[]): EffectiveDates {
  const clauses = lines
    .flatMap(({ text }) => text.split(/[。；;]/u))
    .filter((text) => /施行|实施|生效|执行|有效期/u.test(text));
  let from: string | null = null;
  let until: string | null = null;
  for (const clause of clauses.toReversed()) {
    for (const date of findDates(clause)) {
      const after = clause.slice(date.end, date.end + 12);
      const before = clause.slice(Math.max(0, date.start - 14), date.start);
      if (
        from === null &&
        date.problem === null &&
        /^\s*(?:起|开始|正式)?\s*(?:起)?(?:施行|实施|生效|执行)/u.test(after)
      )
        from = date.value;
      if (
        until === null &&
        date.problem === null &&
        /有效期(?:限)?(?:为|至|到|截至|截止到)?[^，]{0,14}$/u.test(before)
      )
        until = date.value;
      if (
        until === null &&
        date.problem === null &&
        /(?:至|到|—|-)$/u.test(before.trim()) &&
        /有效期/u.test(clause)
      )
        until = date.value;
    }
  }
  return { from, until };
}
