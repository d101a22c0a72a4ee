import { SeedTaxonomyService } from '../../../src/taxonomy/seed-taxonomy.service.js';
import { TaxonomiesRepository } from '../../../src/taxonomy/taxonomies.repository.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('the districts of a province', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    await app.get(SeedTaxonomyService).seed();
  });
  afterAll(() => app.close());

  it('hang below it, counties below their prefecture', async () => {
    await app.get(SeedTaxonomyService).seedProvince('440000');
    const { districts } = await app.get(TaxonomiesRepository).load();
    expect(districts.pathOf('440106')).toEqual(['440106', '440100', '440000', '000000']);
    expect(districts.nameOf('440106')).toBe('天河区');
  });

  it('hang below it directly where there is no prefecture', async () => {
    await app.get(SeedTaxonomyService).seedProvince('310000');
    const { districts } = await app.get(TaxonomiesRepository).load();
    expect(districts.pathOf('310115')).toEqual(['310115', '310000', '000000']);
  });

  it('are loaded once: again changes nothing', async () => {
    await app.get(SeedTaxonomyService).seedProvince('330000');
    expect(await app.get(SeedTaxonomyService).seedProvince('330000')).toBe(0);
  });

  it.each(['999999', '440106', '', '44'])('refuses "%s", which is no province', async (code) => {
    await expect(app.get(SeedTaxonomyService).seedProvince(code)).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });
});
