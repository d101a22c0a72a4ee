import { readSearchForm, searchOf } from '../../../src/public/policy-search.form.js';
import { applicationState, applicationWords } from '../../../src/public/application-window.js';
import { countsView, levelBars, searchAddress, withoutEach } from '../../../src/public/policy-search.view.js';
import { Taxonomy, type TaxonomyNode } from '../../../src/taxonomy/domain/taxonomy.js';

const node = (code: string, parent: string | null): TaxonomyNode => ({
  code,
  parent,
  name: code,
  english: '',
  tree: null,
  aliases: [],
});
const taxonomies = {
  districts: new Taxonomy([node('000000', null), node('110000', '000000'), node('110107', '110000')]),
  sectors: new Taxonomy([node('*', null), node('02', '*'), node('022', '02'), node('03', '*')]),
};
const search = (query: Record<string, unknown>) =>
  searchOf(readSearchForm(query, taxonomies), taxonomies, '2026-09-30');

describe('the search form', () => {
  it('filters nothing where nothing is filled in', () => {
    expect(Object.values(search({ q: ' ', level: '' })).every((value) => value === null)).toBe(true);
  });

  it('takes a district with what stands above it, a sector with both sides and all sectors', () => {
    expect(search({ district: '110107' }).districts).toEqual(['110107', '110000', '000000']);
    expect([...(search({ sector: '02' }).sectors ?? [])].sort()).toEqual(['*', '02', '022']);
    expect([...(search({ sector: '022' }).sectors ?? [])].sort()).toEqual(['*', '02', '022']);
  });

  it('asks for today where only open policies are wanted', () => {
    expect(search({ open: '1' }).openOn).toBe('2026-09-30');
  });

  it.each([[['a', 'b']], [{ a: 1 }], [1], [true]])('refuses %p, which is no text', (q) => {
    expect(readSearchForm({ q }, taxonomies).problems).toEqual([{ field: 'q', problem: 'repeated' }]);
  });

  it('shows back no more than a field may hold, without control characters', () => {
    const { values } = readSearchForm({ q: `\u0000${'长'.repeat(5_000)}` }, taxonomies);
    expect(values.q).toBe('长'.repeat(200));
  });
});

describe('the address of a search', () => {
  it('leaves out what is empty and the first page', () => {
    const { values } = readSearchForm({ q: '文旅', page: '2' }, taxonomies);
    expect(searchAddress(values, { page: '1' }, '')).toBe(`/policies?q=${encodeURIComponent('文旅')}`);
    expect(searchAddress(values, { q: '' }, 'en')).toBe('/policies?page=2&lang=en');
  });
});

describe('the levels of what was found', () => {
  const { values } = readSearchForm({ q: '文旅', page: '3' }, taxonomies);
  const frame = { language: 'zh-CN', lang: '' } as const;

  it('are compared where there are several', () => {
    expect(levelBars({ district: 1 }, values, frame)).toEqual([]);
    expect(levelBars({ national: 1_000, district: 2_000, municipal: 1 }, values, frame)).toMatchObject([
      { name: '国家级', count: '1,000', width: 50 },
      { name: '市级', count: '1', width: 1 },
      { name: '区级', count: '2,000', width: 100 },
    ]);
  });

  it('lead to the first page of the same search narrowed to them', () => {
    const [national] = levelBars({ national: 1, district: 2 }, values, frame);
    expect(national?.link).toBe(`/policies?q=${encodeURIComponent('文旅')}&level=national`);
  });

  it('add up', () => {
    expect(countsView({ district: 1 }, 'en')).toMatchObject({ total: 1, line: '1 policy' });
    expect(countsView({ district: 1_000, national: 234 }, 'zh-CN').line).toBe('1,234 项政策');
  });

  it('are not compared where not all were counted', () => {
    const counts = { district: 9_000, national: 1_001 };
    expect(countsView(counts, 'zh-CN').line).toBe('超过 10,000 项政策');
    expect(levelBars(counts, values, frame)).toEqual([]);
  });
});

describe('the conditions of a search', () => {
  it('can each be taken away, from the first page on', () => {
    const form = readSearchForm({ q: '文旅', district: '110107', open: '1', page: '2' }, taxonomies);
    const q = encodeURIComponent('文旅');
    expect(withoutEach(form, taxonomies, { language: 'zh-CN', lang: '' })).toEqual([
      { label: '搜索：文旅', link: '/policies?district=110107&open=1' },
      { label: '地区：110107', link: `/policies?q=${q}&open=1` },
      { label: '只看现在可以申报的', link: `/policies?q=${q}&district=110107` },
    ]);
  });
});

describe('the window of application', () => {
  it.each([
    [null, null, 'none', null],
    ['2026-10-01', null, 'ahead', '2026-10-01 起申报'],
    ['2026-09-30', null, 'open', '正在申报'],
    [null, '2026-10', 'open', '正在申报'],
    ['2026-09', '2026-10-01', 'open', '正在申报，还剩 1 天'],
    [null, '2026-09-30', 'open', '今天截止'],
    [null, '2026-09-29', 'over', '已截止'],
    [null, '2026-08', 'over', '已截止'],
  ])('from %s until %s is %s on 30 September', (opens, closes, kind, words) => {
    const state = applicationState(opens, closes, '2026-09-30');
    expect(state.kind).toBe(kind);
    expect(applicationWords(state, 'zh-CN')).toBe(words);
  });
});
