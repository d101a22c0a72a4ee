import { evidenceIn } from './evidence.js';
import type { SourceLine } from './normalise.js';
import type { MoneyStatement } from './parsed-entry.js';

const AMOUNT = String.raw`[\d,，.]+\s*(?:万|亿|千|百万|千万)?\s*元`;
const SHARE = String.raw`\d{1,3}(?:\.\d+)?\s*[%％]`;
const STATEMENT = new RegExp(
  String.raw`[^，。；;、（）()]{0,24}(?:最高|不超过|不高于|给予|奖励|补贴|补助|资助|支持|贴息|上限)[^。；;，]{0,30}?(?:${AMOUNT}|${SHARE})(?:[^，。；;]{0,14})?`,
  'gu',
);
const MOST = 8;

/** What a text says about money for applicants: the printed words, with their place; at most eight. */
export function findMoney(lines: readonly SourceLine[]): MoneyStatement[] {
  const statements: MoneyStatement[] = [];
  for (const line of lines) {
    if (!/元|[%％]/u.test(line.text)) continue;
    for (const match of line.text.matchAll(STATEMENT)) {
      const statement = match[0].trim();
      if (statements.length < MOST && !statements.some((known) => known.statement === statement))
        statements.push({ statement, evidence: evidenceIn(line, match[0]) });
    }
  }
  return statements;
}
