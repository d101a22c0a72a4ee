import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { benchParse } from '../../../bench/parse.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

const SHARED = process.env['DIBAO_SHARED'] ?? join(PACKAGE_ROOT, '..', 'shared');
const DOCUMENTS = join(SHARED, 'data', 'documents');
const whenPresent = existsSync(DOCUMENTS) ? describe : describe.skip;

interface Accuracy {
  readonly entries: { readonly recall: number; readonly precision: number };
  readonly fields: Readonly<
    Record<
      string,
      {
        readonly macro: number;
        readonly absentFromText: number;
        readonly asserted: number;
        readonly correct: number;
      }
    >
  >;
}

whenPresent('on the shared documents (skipped where they are absent)', () => {
  let accuracy: Accuracy;
  beforeAll(async () => {
    accuracy = (await benchParse({ files: DOCUMENTS, expect: 'entries.csv' })) as Accuracy;
  });

  it('finds every entry and no false one', () => {
    expect(accuracy.entries).toMatchObject({ recall: 1, precision: 1 });
  });

  it.each(['title', 'issuer', 'date', 'date_written', 'doc_number', 'level', 'district'])(
    'reads %s',
    (field) => {
      expect(accuracy.fields[field]?.macro).toBeGreaterThanOrEqual(field === 'title' ? 0.98 : 0.95);
    },
  );

  it('reads every link that the text holds', () => {
    const { asserted = 0, correct = 0, absentFromText = 0 } = accuracy.fields['link'] ?? {};
    expect(correct).toBe(asserted - absentFromText);
  });
});
