import { findDates } from './dates.js';
import type { SourceLine } from './normalise.js';

/** A date with its printed words and their line. */
export interface EffectiveDate {
  readonly value: string;
  readonly words: string;
  readonly line: number;
}

export interface EffectiveDates {
  readonly from: EffectiveDate | null;
  readonly until: EffectiveDate | null;
}

const SUBJECT = /施行|实施|生效|执行|有效期/u;
const STARTS = /^\s*(?:起|开始|正式)?\s*(?:起)?(?:施行|实施|生效|执行)/u;

/** 自…起施行 and 有效期至…, where dates are printed; 自印发之日起 and 有效期三年 name no date and give null. The last mention counts. */
export function readEffectiveDates(lines: readonly SourceLine[]): EffectiveDates {
  let from: EffectiveDate | null = null;
  let until: EffectiveDate | null = null;
  for (const { clause, line } of clausesOf(lines).toReversed())
    for (const { value, problem, text: words, start, end } of findDates(clause)) {
      if (problem !== null || value === null) continue;
      if (STARTS.test(clause.slice(end, end + 12))) from ??= { value, words, line };
      if (isUntil(clause, start)) until ??= { value, words, line };
    }
  return { from, until };
}

function clausesOf(lines: readonly SourceLine[]): { clause: string; line: number }[] {
  return lines.flatMap(({ text, number }) =>
    text
      .split(/[。；;]/u)
      .filter((clause) => SUBJECT.test(clause))
      .map((clause) => ({ clause, line: number })),
  );
}

function isUntil(clause: string, start: number): boolean {
  const before = clause.slice(Math.max(0, start - 14), start);
  return (
    /有效期(?:限)?(?:为|至|到|截至|截止到)?[^，]{0,14}$/u.test(before) ||
    (/(?:至|到|—|-)$/u.test(before.trim()) && /有效期/u.test(clause))
  );
}
