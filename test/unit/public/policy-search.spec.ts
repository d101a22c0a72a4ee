import { readSearchForm, searchOf } from '../../../src/public/policy-search.form.js';
import { countsView, searchAddress } from '../../../src/public/policy-search.view.js';
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

describe('counts', () => {
  it('name the levels only where there are several', () => {
    expect(countsView({ district: 1 }, 'en')).toEqual({ total: 1, line: '1 policy', parts: null });
    expect(countsView({ national: 1, district: 2 }, 'zh-CN').parts).toBe('国家级 1 · 区级 2');
  });
});
