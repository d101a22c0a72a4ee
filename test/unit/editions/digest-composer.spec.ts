import * as fc from 'fast-check';
import { digestCards } from '../../../src/editions/domain/digest-cards.js';
import { composeDigest, webDigest } from '../../../src/editions/domain/digest-composer.js';
import { digestKeyContent, printedTags } from '../../../src/editions/domain/digest-key.js';
import { SUBJECT_COLUMNS } from '../../../src/editions/domain/digest-subject.js';
import { columnsOf, oneLine } from '../../../src/editions/domain/digest-text.js';
import type {
  ClosingSoon,
  DigestCard,
  DigestItem,
  DigestView,
} from '../../../src/editions/domain/digest-view.js';
import { placeholdersOf } from '../../../src/platform/domain/placeholders.js';
import type { PolicyFacts } from '../../../src/policies/domain/policy.js';
import {
  anEdition,
  anItem,
  fullestClosingSoon,
  fullestItems,
  idOf,
  TAXONOMIES,
} from '../../golden/digest-samples.js';

function compose(
  items: readonly DigestItem[],
  closingSoon: readonly ClosingSoon[] = [],
  edition = anEdition(),
): DigestView {
  return composeDigest(edition, items, closingSoon, digestCards(edition, TAXONOMIES));
}

function cardOf(facts: Partial<PolicyFacts>, edition = anEdition()): DigestCard {
  return compose([anItem(1, facts)], [], edition).sections[0]!.cards[0]!;
}

function key(items: readonly DigestItem[], closingSoon = fullestClosingSoon(), version = 'v1'): string {
  return digestKeyContent(anEdition(), items, closingSoon, version);
}

function withTags(sectors: string[]): DigestItem[] {
  return [anItem(1, {}, { tags: { districts: [], sectors } })];
}

describe('the sections', () => {
  it('come in the order national, provincial, municipal, district, and only where there is a policy', () => {
    const levels = (['district', 'national', 'municipal'] as const).map((level, index) =>
      anItem(index, { level }),
    );
    expect(compose(levels).sections.map((section) => section.heading)).toEqual(['国家级', '市级', '区级']);
  });
});

describe('the subject', () => {
  const municipal = Array.from({ length: 4 }, (_, index) => anItem(index, { applicationClosesOn: null }));
  const district = Array.from({ length: 3 }, (_, index) => anItem(10 + index, { level: 'district' }));
  const closing = anItem(11, { level: 'district', applicationClosesOn: '2026-09-30' });

  it('names the list, the counts and the nearest deadline', () => {
    const view = compose([...municipal, district[0]!, closing, district[2]!]);
    expect(view.subject).toBe('文化政策周报：本周 7 项（市级 4 · 区级 3），1 项 9 月 30 日截止');
  });

  it('says so in English', () => {
    const view = compose([municipal[0]!, closing], [], anEdition({ language: 'en' }));
    expect(view.subject).toBe('Culture Policy Weekly: 2 this week, 1 closes 30 Sep');
  });

  it('gives the year of a deadline in another year', () => {
    const view = compose([anItem(1, { applicationClosesOn: '2027-01-05' })]);
    expect(view.subject).toBe('文化政策周报：本周 1 项（市级 1），1 项 2027 年 1 月 5 日截止');
  });

  it('counts every policy that closes on the nearest date, and none that is closed or names only a month', () => {
    const dates = ['2026-08-20', '2026-07-30', '2026-08', '2026-08-20', '2026-09-01'];
    const view = compose(dates.map((applicationClosesOn, index) => anItem(index, { applicationClosesOn })));
    expect(view.subject).toBe('文化政策周报：本周 5 项（市级 5），2 项 8 月 20 日截止');
  });

  it('says 本期 where the period is not a week', () => {
    expect(compose(municipal, [], anEdition({ key: '2026-08' })).subject).toBe(
      '文化政策周报：本期 4 项（市级 4）',
    );
  });

  it('stays one line of at most 70 columns whatever the list is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 90 }),
        fc.constantFrom('zh-CN', 'en'),
        (name, language) => {
          const edition = anEdition({ language });
          const view = compose(fullestItems(), [], { ...edition, list: { ...edition.list, name } });
          expect(columnsOf(view.subject)).toBeLessThanOrEqual(SUBJECT_COLUMNS);
          expect(view.subject).not.toMatch(/[\r\n]/);
        },
      ),
    );
  });
});

describe('the brief', () => {
  it('has three lines: what, how much of it one can apply for, and until when', () => {
    expect(
      compose(fullestItems(), fullestClosingSoon()).brief.map((line) => line.replaceAll('\u00a0', ' ')),
    ).toEqual([
      '本周有 8 项政策与贵公司有关（国家级 1、省级 1、市级 2、区级 4），其中补发 1 项。',
      '其中 5 项可以申报或申请资金。',
      '14 天内截止 3 项，最近的是 8 月 1 日（还剩 1 天）。',
    ]);
  });
});

describe('即将截止', () => {
  it('lists what closes today up to 14 days ahead, nearest first, earlier and new ones, each once', () => {
    const items = [
      anItem(1, { title: '新', applicationClosesOn: '2026-08-14' }),
      anItem(2, { title: '远', applicationClosesOn: '2026-08-15' }),
      anItem(3, { title: '月', applicationClosesOn: '2026-08' }),
    ];
    const earlier = [
      { policyId: idOf(1), title: '新', closesOn: '2026-08-14' },
      { policyId: idOf(4), title: '昨', closesOn: '2026-07-30' },
      { policyId: idOf(5), title: '今', closesOn: '2026-07-31' },
    ];
    const lines = compose(items, earlier).closingSoon;
    expect(lines.map((line) => [line.title, line.left])).toEqual([
      ['今', '今天截止'],
      ['新', '还剩 14 天'],
    ]);
    expect(lines[0]!.link).toBe(`https://dibao.example/policies/${idOf(5)}`);
  });

  it('follows the corrected date of a policy that is announced now', () => {
    const items = [anItem(1, { applicationClosesOn: '2026-12-01' })];
    expect(compose(items, [{ policyId: idOf(1), title: '旧', closesOn: '2026-08-01' }]).closingSoon).toEqual(
      [],
    );
  });
});

describe('a card', () => {
  it('says 原文未写明 for the issuer and the date of publication, and leaves other absent fields out', () => {
    expect(cardOf({ type: 'rule' })).toMatchObject({
      issuers: '原文未写明',
      publishedOn: '原文未写明',
      documentNumber: null,
      whoCanApply: null,
      closes: null,
      hasTerms: false,
    });
  });

  it.each(['call', 'fund'] as const)(
    'of the type %s says in one line that its source states nothing about applying',
    (type) => {
      expect(cardOf({ type })).toMatchObject({
        whoCanApply: null,
        howMuch: null,
        closes: null,
        howToApply: null,
        hasTerms: false,
        areTermsUnstated: true,
      });
      expect(cardOf({ type, howToApply: '网上填报' }).areTermsUnstated).toBe(false);
      expect(cardOf({ type: 'rule' }).areTermsUnstated).toBe(false);
    },
  );

  it.each(['call', 'fund'] as const)(
    'of the type %s says what the source leaves open about applying',
    (type) => {
      const open = '原文未写明';
      expect(cardOf({ type, howMuch: '100 万元' })).toMatchObject({
        whoCanApply: open,
        howMuch: '100 万元',
        closes: open,
        howToApply: open,
      });
    },
  );

  it.each([
    ['2026-08-10', '2026-08-10（还剩 10 天）', true],
    ['2026-07-31', '2026-07-31（今天截止）', true],
    ['2026-07-30', '2026-07-30（已截止）', false],
    ['2026-08', '2026-08', false],
    ['2026-02-30', '2026-02-30', false],
  ])('that closes on %s prints %s', (applicationClosesOn, closes, calendar) => {
    const card = cardOf({ applicationClosesOn });
    expect(card.closes).toBe(closes);
    expect(card.calendarLink).toBe(
      calendar ? `https://dibao.example/policies/${idOf(1)}/deadline.ics` : null,
    );
  });

  it('counts days over the change of clocks', () => {
    const edition = anEdition({ issuedOn: '2026-03-28' });
    expect(cardOf({ applicationClosesOn: '2026-03-30' }, edition).closes).toBe('2026-03-30（还剩 2 天）');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//host/path', 'not a link', 'ftp://host/x', ''])(
    'links no original at %j',
    (sourceLink) => {
      expect(cardOf({ sourceLink })).toMatchObject({ sourceLink: null, sourceTarget: null });
    },
  );

  it('reaches a plain-http original from the policy page when the mail is https', () => {
    const card = cardOf({ sourceLink: 'http://example.gov.cn/1.html' });
    expect(card.sourceLink).toBe('http://example.gov.cn/1.html');
    expect(card.sourceTarget).toBe(`https://dibao.example/policies/${idOf(1)}#source`);
    const local = cardOf(
      { sourceLink: 'http://example.gov.cn/1.html' },
      anEdition({ publicUrl: 'http://localhost:3000' }),
    );
    expect(local.sourceTarget).toBe('http://example.gov.cn/1.html');
  });

  it('prints the matched tags in the language of the digest', () => {
    const tags = { districts: ['110107'], sectors: ['*', '024'] };
    const reasons = (language: 'zh-CN' | 'en') =>
      compose([anItem(1, {}, { tags })], [], anEdition({ language })).sections[0]!.cards[0]!.reasons;
    expect(reasons('zh-CN')).toEqual(['全部行业', '数字内容服务', '石景山区']);
    expect(reasons('en')).toEqual(['All sectors', 'Digital content services', 'Shijingshan District']);
  });

  it('takes placeholders, line breaks and direction marks out of what comes from outside', () => {
    expect(cardOf({ title: '一\uE000company\uE001\r\n二\u202e三' }).title).toBe('一company 二三');
    expect(oneLine('😀'.repeat(20), 5)).toBe('😀😀😀😀…');
  });
});

describe('the digest as a whole', () => {
  it('holds recipients only as placeholders of the closed set', () => {
    const view = compose(fullestItems(), fullestClosingSoon());
    expect(placeholdersOf(JSON.stringify(view)).sort()).toEqual([
      'company',
      'preferencesUrl',
      'subscribedSince',
      'unsubscribeUrl',
      'webViewUrl',
    ]);
  });

  it('prints nothing of the recipient on the web', () => {
    const { fields: _, ...printed } = webDigest(compose(fullestItems()));
    expect(placeholdersOf(JSON.stringify(printed))).toEqual([]);
  });
});

describe('the digest key', () => {
  const items = fullestItems();
  it('is the same for tags in another order and for tags that are not printed', () => {
    expect(key(withTags(['b', 'a', 'a']))).toBe(key(withTags(['a', 'b'])));
    expect(key(withTags(['a', 'b', 'c', 'd', 'e']))).toBe(key(withTags(['a', 'b', 'c', 'd', 'f'])));
    expect(printedTags({ districts: ['1', '2', '3', '4'], sectors: ['a'] })).toEqual({
      sectors: ['a'],
      districts: ['1', '2', '3'],
      left: 1,
    });
  });

  it('differs by policies, their order, lateness, reminders, language and template', () => {
    const keys = [
      key(items),
      key(items.slice(1)),
      key(items.toReversed()),
      key(items.map((item) => ({ ...item, late: true }))),
      key(items, []),
      key(items, fullestClosingSoon(), 'v2'),
      digestKeyContent(anEdition({ language: 'en' }), items, fullestClosingSoon(), 'v1'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
