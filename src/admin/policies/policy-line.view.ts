import type { PolicyLine } from '../../policies/policy-list.query.js';
import type { Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import { momentIn } from '../console/moments.js';
import { namesOf } from '../console/taxonomy-trees.js';
import { type Language, wordsIn } from '../words/console-words.js';

const COLOURS = { draft: 'yellow', published: 'green', withdrawn: 'secondary' } as const;

/** The colour of a status badge. */
export function statusColour(status: PolicyLine['status']): string {
  return COLOURS[status];
}

/** One policy in a table. */
export function policyLine(line: PolicyLine, districts: Taxonomy, language: Language) {
  const t = wordsIn(language);
  return {
    href: `/console/policies/${line.id}`,
    title: line.title,
    status: t.statuses[line.status],
    colour: statusColour(line.status),
    level: t.levels[line.level],
    type: t.types[line.type],
    districts: namesOf(districts, line.districts, language),
    issuers: line.issuers.join(language === 'en' ? ', ' : '、'),
    publishedOn: line.publishedOn,
    closesOn: line.closesOn,
    isSample: line.isSample,
    isSilent: line.announce === 'never',
    updatedAt: momentIn(line.updatedAt),
  };
}
