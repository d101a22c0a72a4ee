import {
  newsFor,
  newsWithout,
  type EditionWindow,
  type WindowPolicy,
} from '../../../src/editions/domain/edition-audience.js';
import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import { aProfile, matchFacts } from '../../support/builders.js';

const TAXONOMIES = {
  districts: tree([
    ['000000', null],
    ['110000', '000000'],
    ['110107', '110000'],
    ['110105', '110000'],
  ]),
  sectors: tree([
    ['*', null],
    ['022', '*'],
    ['031', '*'],
  ]),
};

describe('the news of a profile', () => {
  it('is what became visible since the last edition and matches', () => {
    const window = aWindow({ now: [aWindowPolicy('new'), aWindowPolicy('elsewhere', { sectors: ['031'] })] });
    expect(idsOf(window)).toEqual(['new']);
  });

  it('is late where a policy was visible before and matches only now', () => {
    const window = aWindow({
      now: [aWindowPolicy('retagged', { wasVisible: true })],
      before: [{ id: 'retagged', ...matchFacts({ sectors: ['031'] }) }],
    });
    expect(newsFor(aProfile(), window, TAXONOMIES).items).toEqual([
      { policyId: 'retagged', late: true, tags: { districts: ['110107'], sectors: ['022'] } },
    ]);
  });

  it('leaves out what matched before already', () => {
    const window = aWindow({
      now: [aWindowPolicy('corrected', { wasVisible: true })],
      before: [{ id: 'corrected', ...matchFacts() }],
    });
    expect(idsOf(window)).toEqual([]);
  });

  it('leaves out what no longer matches', () => {
    const window = aWindow({
      now: [aWindowPolicy('moved', { wasVisible: true, sectors: ['031'] })],
      before: [{ id: 'moved', ...matchFacts() }],
    });
    expect(idsOf(window)).toEqual([]);
  });

  it('takes in a policy that was kept from being announced until now', () => {
    const window = aWindow({ now: [aWindowPolicy('released', { wasVisible: true })], before: [] });
    expect(newsFor(aProfile(), window, TAXONOMIES).items).toMatchObject([
      { policyId: 'released', late: true },
    ]);
  });

  it('keeps the printing order', () => {
    const window = aWindow({ now: ['c', 'a', 'b'].map((id) => aWindowPolicy(id)) });
    expect(idsOf(window)).toEqual(['c', 'a', 'b']);
  });

  it('brings reminders only along with something new', () => {
    const reminders = [
      { id: 'closing', ...matchFacts() },
      { id: 'closing elsewhere', ...matchFacts({ districts: ['110105'] }) },
    ];
    expect(
      newsFor(aProfile(), aWindow({ now: [aWindowPolicy('new')], reminders }), TAXONOMIES).reminders,
    ).toEqual(['closing']);
    expect(newsFor(aProfile(), aWindow({ reminders }), TAXONOMIES)).toEqual({ items: [], reminders: [] });
  });
});

describe('the news of those who had some of it before', () => {
  const news = newsFor(
    aProfile(),
    aWindow({ now: [aWindowPolicy('one', { wasVisible: true }), aWindowPolicy('two')] }),
    TAXONOMIES,
  );

  it('leaves that out', () => {
    expect(newsWithout(news, new Set(['one'])).items.map((item) => item.policyId)).toEqual(['two']);
  });

  it('is nothing when they had it all', () => {
    expect(newsWithout(news, new Set(['one', 'two'])).items).toEqual([]);
  });

  it('is the same for those who had nothing', () => {
    expect(newsWithout(news, new Set())).toBe(news);
  });
});

function aWindow(overrides: Partial<EditionWindow>): EditionWindow {
  return { now: [], before: [], reminders: [], ...overrides };
}

function aWindowPolicy(id: string, overrides: Partial<WindowPolicy> = {}): WindowPolicy {
  return { id, wasVisible: false, ...matchFacts(), ...overrides };
}

function idsOf(window: EditionWindow): string[] {
  return newsFor(aProfile(), window, TAXONOMIES).items.map((item) => item.policyId);
}

function tree(codes: readonly (readonly [string, string | null])[]): Taxonomy {
  return new Taxonomy(
    codes.map(([code, parent]) => ({ code, parent, name: code, english: code, tree: null, aliases: [] })),
  );
}
