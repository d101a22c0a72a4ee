import { z } from 'zod';
import {
  isLabelField,
  isLevel,
  LEXICON_KINDS,
  type LexiconWord,
} from '../../bulletins/domain/lexicon-words.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { type FieldProblem, InvalidInput } from '../../platform/errors/domain-error.js';
import type { FormBody } from '../console/console-request.js';
import { oneLine, oneOf, problemsOf, wholeNumber } from '../console/form-input.js';

const wordForm = z.object({
  kind: oneOf(LEXICON_KINDS),
  word: oneLine(80),
  level: oneLine(20),
  district: oneLine(20),
  aliases: oneLine(500),
  field: oneLine(30),
  sector: oneLine(20),
  weight: z.preprocess((value) => (value === undefined || value === '' ? '2' : value), wholeNumber(1, 3)),
  issuer: oneLine(200),
});
type WordInput = z.output<typeof wordForm>;

const nameForm = z.object({ kind: oneOf(LEXICON_KINDS), word: oneLine(80), target: oneLine(20) });

/** A word from the form; what its kind does not need is ignored. Refuses by field. */
export function wordFrom(body: FormBody, taxonomies: Taxonomies): LexiconWord {
  const parsed = wordForm.safeParse(body);
  if (!parsed.success) throw InvalidInput.of(problemsOf(parsed.error));
  const input = parsed.data;
  const problems = problemsOfWord(input, taxonomies);
  if (problems.length > 0) throw InvalidInput.of(problems);
  return wordOf(input);
}

/** Which word a button is about. */
export function nameFrom(body: FormBody): Pick<LexiconWord, 'kind' | 'word' | 'target'> {
  const parsed = nameForm.safeParse(body);
  if (!parsed.success) throw InvalidInput.of(problemsOf(parsed.error));
  return parsed.data;
}

function problemsOfWord(input: WordInput, { districts, sectors }: Taxonomies): FieldProblem[] {
  const isPlaced = input.kind === 'issuer' || input.kind === 'number-prefix';
  const problems: (FieldProblem | false)[] = [
    input.word === '' && { field: 'word', message: 'is empty' },
    input.word.length === 1 && { field: 'word', message: 'must have at least 2 characters' },
    isPlaced && !isLevel(input.level) && { field: 'level', message: 'must be one of the levels' },
    isPlaced &&
      !districts.has(input.district) && { field: 'district', message: `unknown code "${input.district}"` },
    input.kind === 'label' &&
      !isLabelField(input.field) && { field: 'field', message: 'must be one of the fields' },
    input.kind === 'sector-keyword' &&
      !sectors.has(input.sector) && { field: 'sector', message: `unknown code "${input.sector}"` },
  ];
  return problems.filter((one) => one !== false);
}

function wordOf(input: WordInput): LexiconWord {
  const { kind, word, district } = input;
  const level = isLevel(input.level) ? input.level : 'municipal';
  switch (kind) {
    case 'issuer': {
      const aliases = input.aliases.split(/[;；]/u).map((one) => one.trim());
      return {
        kind,
        word,
        target: '',
        says: { level, district, aliases: aliases.filter((one) => one !== '') },
      };
    }
    case 'number-prefix':
      return { kind, word, target: '', says: { issuer: input.issuer || null, level, district } };
    case 'sector-keyword':
      return { kind, word, target: input.sector, says: { code: input.sector, weight: input.weight } };
    case 'label':
      return { kind, word, target: '', says: { field: isLabelField(input.field) ? input.field : 'other' } };
  }
}
