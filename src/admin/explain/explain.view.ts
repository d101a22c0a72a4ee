import type { MatchReason } from '../../matching/domain/match-reason.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** One rule with the two sides that met or did not. */
export function reasonRow(reason: MatchReason, taxonomies: Taxonomies, language: Language) {
  const t = wordsIn(language);
  const comma = language === 'en' ? ', ' : '、';
  const nameOf = (code: string): string => {
    if (reason.rule === 'district') return taxonomies.districts.nameOf(code, language);
    if (reason.rule === 'sector') return taxonomies.sectors.nameOf(code, language);
    const words = (reason.rule === 'level' ? t.levels : t.types) as Readonly<Record<string, string>>;
    return words[code] ?? code;
  };
  const names = (codes: string | readonly string[]) =>
    [codes].flat().map(nameOf).join(comma) || t.explain.any;
  return {
    rule: t.rules[reason.rule],
    holds: reason.holds,
    policy: names(reason.policy),
    profile: names(reason.profile),
  };
}
