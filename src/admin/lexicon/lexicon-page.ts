import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentLexicon } from '../../bulletins/current-lexicon.js';
import { LABEL_FIELDS } from '../../bulletins/domain/lexicon.js';
import { LEXICON_KINDS, type LexiconWord, nameOf } from '../../bulletins/domain/lexicon-words.js';
import { LexiconWordsRepository, type StoredChange } from '../../bulletins/lexicon-words.repository.js';
import { ProposeWordsService } from '../../bulletins/propose-words.service.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { POLICY_LEVELS } from '../../policies/domain/policy.js';
import type { Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import type { ConsoleRequest } from '../console/console-request.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { momentIn } from '../console/moments.js';
import { queryText } from '../console/paging.js';
import { pageOf } from '../bulletins/review-acts.js';
import type { ConsoleWords, Language } from '../words/console-words.js';
import { saysInWords } from './lexicon.view.js';

const MOST_WORDS = 60;

/** The lexicon: what corrections propose, what editors changed, and every word with where it comes from. */
@Injectable()
export class LexiconPage {
  constructor(
    private readonly lexicon: CurrentLexicon,
    private readonly words: LexiconWordsRepository,
    private readonly proposing: ProposeWordsService,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: ConsolePage,
  ) {}

  async show(
    request: Request,
    response: Response,
    texts: FormTexts = {},
    problems: readonly FieldProblem[] = [],
  ): Promise<void> {
    const session = (request as ConsoleRequest).consoleSession!;
    const t = this.page.wordsFor(request);
    const taxonomies = await this.taxonomies.load();
    const says = (word: LexiconWord) => saysInWords(word, taxonomies, session.language);
    const changes = await this.words.all();
    const view = {
      title: t.lexicon.title,
      place: 'lexicon' as const,
      proposals: (await this.proposing.open()).map((one) => ({
        kind: t.lexicon.kinds[one.kind],
        word: one.word,
        says: says(one),
        evidence: one.evidence,
        link: pageOf(one),
        target: formFor(session, `/console/lexicon/proposals/${one.id}`),
      })),
      changes: changes.map((one) => changeLine(one, says(one), t)),
      undo: formFor(session, '/console/lexicon/undo'),
      remove: formFor(session, '/console/lexicon/remove'),
      add: formFor(session, '/console/lexicon'),
      fields: formOf(texts, errorsInWords(problems, session.language), taxonomies, session.language, t),
      isAdding: problems.length > 0,
      ...(await this.found(request, changes, says, t)),
    };
    this.page.send(request, response, 'lexicon/index', view, problems.length > 0 ? 422 : 200);
  }

  private async found(
    request: Request,
    changes: readonly StoredChange[],
    says: (word: LexiconWord) => string,
    t: ConsoleWords,
  ) {
    const text = queryText(request.query['text'], 80);
    const kind = LEXICON_KINDS.find((one) => one === request.query['kind']) ?? '';
    const changed = new Set(changes.map(nameOf));
    const all = (await this.lexicon.words()).filter((one) => kind === '' || one.kind === kind);
    const hits = all.filter((one) => one.word.includes(text) || says(one).includes(text));
    return {
      text,
      kinds: [
        ['', t.app.all] as const,
        ...LEXICON_KINDS.map((one) => [one, t.lexicon.kinds[one]] as const),
      ].map(([value, label]) => ({ value, label, isChosen: value === kind })),
      total: hits.length,
      isCut: hits.length > MOST_WORDS,
      cutNote: t.lexicon.many.replace('{n}', String(MOST_WORDS)),
      lines: hits.slice(0, MOST_WORDS).map((one) => ({
        kind: one.kind,
        kindLabel: t.lexicon.kinds[one.kind],
        word: one.word,
        target: one.target,
        says: says(one),
        origin: changed.has(nameOf(one)) ? t.lexicon.fromConsole : t.lexicon.fromFiles,
      })),
    };
  }
}

function changeLine(one: StoredChange, says: string, t: ConsoleWords) {
  const { kind, word, target, isRemoval, addedBy, bulletinId, entryId } = one;
  return {
    kind,
    kindLabel: t.lexicon.kinds[kind],
    word,
    target,
    says: isRemoval ? t.lexicon.removed : says,
    isRemoval,
    addedAt: momentIn(one.addedAt),
    addedBy,
    link: bulletinId && entryId ? pageOf({ bulletinId, entryId }) : null,
  };
}

function formOf(
  texts: FormTexts,
  errors: Readonly<Record<string, string>>,
  taxonomies: Taxonomies,
  language: Language,
  t: ConsoleWords,
) {
  const form = new FormFields({ level: 'municipal', weight: '2', ...texts }, errors);
  const codes = (taxonomy: Taxonomy) =>
    taxonomy.nodes.map(({ code }) => [code, `${taxonomy.nameOf(code, language)} (${code})`] as const);
  return {
    kind: form.select(
      'kind',
      t.lexicon.kind,
      LEXICON_KINDS.map((one) => [one, t.lexicon.kinds[one]]),
    ),
    word: form.text('word', t.lexicon.word, { isRequired: true, maxLength: 80 }),
    level: form.select(
      'level',
      t.lexicon.level,
      POLICY_LEVELS.map((one) => [one, t.levels[one]]),
      { column: 'col-12' },
    ),
    district: form.select('district', t.lexicon.district, codes(taxonomies.districts), { column: 'col-12' }),
    aliases: form.text('aliases', t.lexicon.aliases, { hint: t.lexicon.aliasesHint, column: 'col-12' }),
    issuer: form.text('issuer', t.lexicon.issuer, { maxLength: 200, column: 'col-12' }),
    field: form.select(
      'field',
      t.lexicon.field,
      LABEL_FIELDS.map((one) => [one, t.lexicon.labelFields[one]]),
      { column: 'col-12' },
    ),
    sector: form.select('sector', t.lexicon.sector, codes(taxonomies.sectors), { column: 'col-12' }),
    weight: form.select(
      'weight',
      t.lexicon.weight,
      ['1', '2', '3'].map((one) => [one, one]),
      { column: 'col-12' },
    ),
  };
}
