import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { FormTexts } from '../console/form-fields.js';
import { namesOf } from '../console/taxonomy-trees.js';
import { type Language, wordsIn } from '../words/console-words.js';
import type { FieldDifference, FieldName } from './policy-merge.js';

const LONGEST = 1_500;

/** The differences as a table shows them: names instead of codes, long texts cut. */
export function differenceRows(
  differences: readonly FieldDifference[],
  stored: FormTexts,
  mine: FormTexts,
  taxonomies: Taxonomies,
  language: Language,
) {
  const t = wordsIn(language);
  const readable = (field: FieldName, texts: FormTexts): string => {
    const values = [texts[field] ?? []].flat();
    if (field === 'districts' || field === 'sectors') return namesOf(taxonomies[field], values, language);
    const words = { level: t.levels, type: t.types, announce: t.announce } as Readonly<
      Record<string, Readonly<Record<string, string>>>
    >;
    const text = values.map((value) => words[field]?.[value] ?? value).join('\n');
    return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
  };
  const says = { theirs: t.conflict.merged, mine: t.conflict.onlyMine, both: t.conflict.both };
  return differences.map(({ field, changedBy }) => ({
    field,
    label: t.fields[field],
    changedBy,
    says: says[changedBy],
    theirs: readable(field, stored) || '—',
    mine: readable(field, mine) || '—',
  }));
}
