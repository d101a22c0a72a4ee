import { LONGEST_FULL_TEXT, POLICY_LEVELS, POLICY_TYPES } from '../../policies/domain/policy.js';
import type { FormField, FormTexts, TreeNode } from '../console/form-fields.js';
import { FormFields } from '../console/form-fields.js';
import type { ConsoleWords } from '../words/console-words.js';

/** One part of the form with its heading. */
export interface FormPart {
  readonly heading: string;
  readonly fields: readonly FormField[];
}

/** The whole policy form, part by part. */
export function policyFormParts(
  texts: FormTexts,
  errors: Readonly<Record<string, string>>,
  trees: { readonly districts: readonly TreeNode[]; readonly sectors: readonly TreeNode[] },
  t: ConsoleWords,
): FormPart[] {
  const form = new FormFields(texts, errors);
  const date = { column: 'col-md-3', hint: t.policies.dateHint, maxLength: 10 };
  const third = { column: 'col-md-4' };
  return [
    {
      heading: t.policies.identity,
      fields: [
        form.text('title', t.fields.title, { column: 'col-12', isRequired: true }),
        form.select(
          'level',
          t.fields.level,
          POLICY_LEVELS.map((one) => [one, t.levels[one]]),
          third,
        ),
        form.select(
          'type',
          t.fields.type,
          POLICY_TYPES.map((one) => [one, t.types[one]]),
          third,
        ),
        form.text('documentNumber', t.fields.documentNumber, { ...third, maxLength: 200 }),
        form.textarea('issuers', t.fields.issuers, {
          column: 'col-md-6',
          rows: 2,
          hint: t.policies.onePerLine,
        }),
        form.textarea('summary', t.fields.summary, { column: 'col-md-6', rows: 2, maxLength: 2_000 }),
        form.text('writtenOn', t.fields.writtenOn, date),
        form.text('publishedOn', t.fields.publishedOn, date),
        form.text('effectiveFrom', t.fields.effectiveFrom, date),
        form.text('effectiveUntil', t.fields.effectiveUntil, date),
      ],
    },
    {
      heading: t.policies.reach,
      fields: [
        form.tree('districts', t.fields.districts, trees.districts),
        form.tree('sectors', t.fields.sectors, trees.sectors),
        form.select('announce', t.fields.announce, [
          ['next', t.announce.next],
          ['never', t.announce.never],
        ]),
      ],
    },
    {
      heading: t.policies.application,
      fields: [
        form.textarea('whoCanApply', t.fields.whoCanApply, { column: 'col-md-6', maxLength: 5_000 }),
        form.textarea('howMuch', t.fields.howMuch, { column: 'col-md-6', maxLength: 5_000 }),
        form.text('applicationOpensOn', t.fields.applicationOpensOn, date),
        form.text('applicationClosesOn', t.fields.applicationClosesOn, date),
        form.textarea('contact', t.fields.contact, { column: 'col-md-6', rows: 2, maxLength: 2_000 }),
        form.textarea('howToApply', t.fields.howToApply, { maxLength: 5_000 }),
      ],
    },
    {
      heading: t.policies.text_,
      fields: [
        form.text('sourceLink', t.fields.sourceLink, {
          column: 'col-12',
          maxLength: 2_000,
          inputType: 'url',
        }),
        form.textarea('attachments', t.fields.attachments, {
          rows: 2,
          hint: t.policies.attachmentHint,
          maxLength: 20_000,
        }),
        form.textarea('fullText', t.fields.fullText, { rows: 12, maxLength: LONGEST_FULL_TEXT }),
      ],
    },
  ];
}
