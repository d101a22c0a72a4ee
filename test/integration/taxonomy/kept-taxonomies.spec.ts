import { TaxonomiesRepository } from '../../../src/taxonomy/taxonomies.repository.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('the kept copy of the trees', () => {
  let app: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    other = await startTestApp({ workers: 'idle', beside: app });
  });
  afterAll(async () => {
    await other.close();
    await app.close();
  });

  const load = async (of: TestApp) => await of.get(TaxonomiesRepository).load();

  it('is the same object for as long as nothing changes', async () => {
    expect(await load(app)).toBe(await load(app));
  });

  it('is renewed in every process by a change of either tree', async () => {
    await Promise.all([load(app), load(other)]);
    await app.sql(`update districts set name = '石景山' where code = '110107'`);
    await app.sql(`insert into sectors (code, parent_code, tree, name, english, position)
                   values ('029', '02', 'culture-2018', '新行业', 'New', 9999)`);
    for (const process of [app, other]) {
      const { districts, sectors } = await load(process);
      expect(districts.nameOf('110107')).toBe('石景山');
      expect(sectors.has('029')).toBe(true);
    }
  });

  it('shows nothing of a change that is not committed', async () => {
    const before = await load(app);
    const connection = await app.connection();
    await connection.query('begin');
    await connection.query(`update districts set name = '未提交' where code = '110105'`);
    expect(await load(app)).toBe(before);
    await connection.query('commit');
    connection.release();
    expect((await load(app)).districts.nameOf('110105')).toBe('未提交');
  });
});
