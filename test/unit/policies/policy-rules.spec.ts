import {
  isPolicyDate,
  problemsOfPolicy,
  problemsOfPublishing,
} from '../../../src/policies/domain/policy-rules.js';
import type { PolicyFacts } from '../../../src/policies/domain/policy.js';
import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import { aPolicy } from '../../support/builders.js';

const node = (code: string) => ({ code, parent: null, name: code, english: code, tree: null, aliases: [] });
const DISTRICTS = new Taxonomy([node('110000')]);
const SECTORS = new Taxonomy([node('022'), node('*')]);
const fieldsOf = (facts: PolicyFacts) =>
  problemsOfPolicy(facts, DISTRICTS, SECTORS).map(({ field }) => field);

describe('a policy', () => {
  it('may be stored as a draft with no more than a title', () => {
    const bare = aPolicy({ districts: [], sectors: [], issuers: [], documentNumber: null, sourceLink: null });
    expect(fieldsOf(bare)).toEqual([]);
  });

  it.each<[string, Partial<PolicyFacts>]>([
    ['title', { title: '  ' }],
    ['title', { title: '长'.repeat(501) }],
    ['level', { level: 'galactic' as never }],
    ['type', { type: 'rumour' as never }],
    ['districts', { districts: ['999999'] }],
    ['sectors', { sectors: ['Z99'] }],
    ['publishedOn', { publishedOn: '2026-02-30' }],
    ['publishedOn', { publishedOn: '2026年10月' }],
    ['writtenOn', { writtenOn: '2026-13' }],
    ['applicationClosesOn', { applicationOpensOn: '2026-10-02', applicationClosesOn: '2026-10-01' }],
    ['effectiveUntil', { effectiveFrom: '2026-10', effectiveUntil: '2026-09-30' }],
    ['sourceLink', { sourceLink: 'javascript:alert(1)' }],
    ['sourceLink', { sourceLink: 'https://' }],
    ['sourceLink', { sourceLink: 'https://a.example/x y' }],
    ['attachments', { attachments: [{ title: '附件', link: 'file:///etc/passwd' }] }],
  ])('is refused for its %s: %j', (field, facts) => {
    expect(fieldsOf(aPolicy(facts))).toEqual([field]);
  });

  it('is refused for everything at once', () => {
    const facts = aPolicy({ title: '', districts: ['x', 'y'], sourceLink: 'x' });
    expect(fieldsOf(facts)).toEqual(['title', 'districts', 'districts', 'sourceLink']);
  });

  it('may open and close on one day, and close in the month it opens', () => {
    const day = { applicationOpensOn: '2026-10-01', applicationClosesOn: '2026-10-01' };
    expect(fieldsOf(aPolicy(day))).toEqual([]);
    expect(fieldsOf(aPolicy({ applicationOpensOn: '2026-10-20', applicationClosesOn: '2026-10' }))).toEqual(
      [],
    );
  });

  it('needs districts and sectors before people may see it', () => {
    expect(problemsOfPublishing(aPolicy()).length).toBe(0);
    expect(problemsOfPublishing(aPolicy({ districts: [], sectors: [] })).map(({ field }) => field)).toEqual([
      'districts',
      'sectors',
    ]);
  });
});

describe('a date', () => {
  it.each([
    [null, true],
    ['2026-10-05', true],
    ['2026-10', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026', false],
    ['2026-1-5', false],
    ['', false],
    ['2026-10-05T00:00', false],
  ])('%j is one: %s', (value, expected) => {
    expect(isPolicyDate(value)).toBe(expected);
  });
});
