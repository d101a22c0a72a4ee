import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import { readSubscriptionRequest } from '../../../src/subscribers/domain/subscription-request.js';
import { readProfile } from '../../../src/subscribers/domain/profile-form.js';

const node = (code: string, parent: string | null, tree: string | null = null) => ({
  code,
  parent,
  tree,
  name: `名${code}`,
  english: `Name ${code}`,
  aliases: [],
});
const offer = {
  districts: new Taxonomy([
    node('000000', null),
    node('110000', '000000'),
    node('110107', '110000'),
    node('310000', '000000'),
  ]),
  sectors: new Taxonomy([
    node('*', null),
    node('02', '*', 'culture-2018'),
    node('024', '02', 'culture-2018'),
    node('C', '*', 'gbt4754-2017'),
  ]),
  districtRoot: '110000',
  sectorTrees: ['culture-2018'],
  language: 'zh-CN' as const,
};
const form = (overrides: object = {}) => ({
  email: ' Li@Film.Example ',
  company: ' 示例 影业 ',
  districts: '110107',
  sectors: ['024'],
  ...overrides,
});
const problemsOf = (overrides: object) => {
  const read = readSubscriptionRequest(form(overrides), offer);
  return 'problems' in read ? read.problems.map((one) => `${one.field} ${one.problem}`) : [];
};

describe('a subscription request', () => {
  it('reads an address in its one spelling, a company without edges, and the profile', () => {
    expect(readSubscriptionRequest(form(), offer)).toEqual({
      request: {
        address: 'li@film.example',
        domain: 'film.example',
        company: '示例 影业',
        profile: { districts: ['110107'], sectors: ['024'], levels: [], types: [] },
        language: 'zh-CN',
      },
    });
  });

  it('names every wrong field at once', () => {
    expect(problemsOf({ email: '', company: '', districts: [], sectors: 'x', language: 'fr' })).toEqual([
      'districts missing',
      'sectors unknown',
      'company missing',
      'email missing',
      'language unknown',
    ]);
  });

  it('takes one text where one is asked for', () => {
    expect(problemsOf({ email: ['a@b.example', 'c@d.example'] })).toEqual(['email repeated']);
    expect(problemsOf({ email: { a: 1 }, company: 5 })).toEqual(['company not-text', 'email not-text']);
    expect(problemsOf({ districts: [['110107']] })).toEqual(['districts not-text']);
    expect(problemsOf({ sectors: Array.from({ length: 301 }, () => '02') })).toEqual(['sectors too-long']);
  });

  it('refuses a company that hides something or leads somewhere', () => {
    expect(problemsOf({ company: 'a\u202Eb' })).toEqual(['company control-character']);
    expect(problemsOf({ company: 'a\uE000company\uE001' })).toEqual(['company control-character']);
    expect(problemsOf({ company: 'www.spam.example' })).toEqual(['company link']);
    expect(problemsOf({ company: '企'.repeat(101) })).toEqual(['company too-long']);
  });

  it('offers the districts under the list’s root and the sectors of its trees only', () => {
    expect(problemsOf({ districts: '310000' })).toEqual(['districts unknown']);
    expect(problemsOf({ districts: '000000' })).toEqual(['districts unknown']);
    expect(problemsOf({ sectors: 'C' })).toEqual(['sectors unknown']);
    expect(problemsOf({ districts: '110000', sectors: '*' })).toEqual([]);
  });

  it('reads nothing from a prototype', () => {
    expect(
      readSubscriptionRequest(Object.create({ email: 'a@b.example' }) as Record<string, unknown>, offer),
    ).toMatchObject({ problems: expect.arrayContaining([{ field: 'email', problem: 'missing' }]) });
  });
});

describe('the profile of a form', () => {
  const read = (input: object, kept?: Parameters<typeof readProfile>[3]) => {
    const problems: string[] = [];
    const profile = readProfile(
      { districts: '110107', sectors: '02', ...input },
      offer,
      (field) => problems.push(field),
      kept,
    );
    return { profile, problems };
  };

  it('leaves out what a chosen branch covers', () => {
    expect(read({ sectors: ['024', '02', '024'] }).profile.sectors).toEqual(['02']);
    expect(read({ sectors: ['024', '*'] }).profile.sectors).toEqual(['*']);
  });

  it('takes all levels or types for none chosen', () => {
    const all = ['national', 'provincial', 'municipal', 'district'];
    expect(read({ levels: all }).profile.levels).toEqual([]);
    expect(read({ levels: ['district', 'municipal'] }).profile.levels).toEqual(['municipal', 'district']);
  });

  it('keeps codes the subscription already holds, though the list does not offer them', () => {
    const kept = { districts: ['310000'], sectors: ['C'], levels: [], types: [] };
    expect(read({ districts: ['310000'], sectors: ['C'] }, kept).problems).toEqual([]);
    expect(read({ districts: ['310000'], sectors: ['C'] }).problems).toEqual(['districts', 'sectors']);
  });
});

describe('the districts of a profile', () => {
  const nation = { ...offer, districtRoot: '000000' };
  const districtsOf = (districts: string[], of = offer) =>
    readProfile(form({ districts }), of, () => undefined).districts;

  it('bring along what lies under them, except the root of the offer', () => {
    expect(districtsOf(['110000'], nation)).toEqual(['110000', '110107']);
    expect(districtsOf(['110107', '110000'], nation)).toEqual(['110107', '110000']);
    expect(districtsOf(['110000'])).toEqual(['110000']);
  });

  it('are all of the offer where its root is asked for as a whole', () => {
    expect(districtsOf(['110000+'])).toEqual(['110000', '110107']);
    expect(problemsOf({ districts: '310000+' })).toEqual(['districts unknown']);
    expect(problemsOf({ districts: '110000++' })).toEqual(['districts unknown']);
    expect(problemsOf({ districts: '+' })).toEqual(['districts unknown']);
  });
});
