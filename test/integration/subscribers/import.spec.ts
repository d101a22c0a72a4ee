import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SuppressionsService } from '../../../src/delivery/suppressions.service.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';
import { ImportSubscribersService } from '../../../src/subscribers/import-subscribers.service.js';
import { aSubscriber, subscriberFile } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const fixture = (name: string) =>
  readFileSync(join(PACKAGE_ROOT, 'test', 'fixtures', 'subscribers', name), 'utf8');

describe('an import of subscribers', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
  });

  afterEach(() => app.close());

  const addresses = async () =>
    (
      await app.sql<{ address: string }>(
        'select p.address from subscribers p join subscriptions s on s.subscriber_id = p.id order by p.address',
      )
    ).map((row) => row.address);

  it('takes in a good file whole, with companies and profiles once each', async () => {
    const imported = await app.importSubscribers(fixture('good.csv'));
    expect(imported).toMatchObject({ added: 6, unchanged: 0, refused: [], dryRun: false });
    expect(await addresses()).toContain('fourth.reader@example.com');
    const count = async (table: string) => (await app.sql(`select 1 from ${table}`)).length;
    expect(await count('companies')).toBe(5);
    expect(await count('profiles')).toBe(5);
    expect(await count('consents')).toBe(6);
    const names = await app.sql<{ name: string }>('select name from companies');
    expect(names.map((row) => row.name)).toEqual(
      expect.arrayContaining(['示例广告(朝阳),有限公司', '示例"引号"软件有限公司']),
    );
  });

  it('names row and column of every defect, and takes in the others', async () => {
    const { added, refused } = await app.importSubscribers(fixture('malformed.csv'));
    expect(added).toBe(2);
    expect(refused).toEqual([
      { row: 3, column: 'districts', reason: 'unknown district "999999"' },
      { row: 4, column: 'sectors', reason: 'unknown sector "Z99"' },
      { row: 5, column: 'email', reason: expect.stringContaining('one @') },
      { row: 6, column: 'email', reason: 'repeats row 2' },
      { row: 7, column: 'company', reason: 'is empty' },
      { row: 8, column: 'row', reason: 'has 10 columns, the header has 8' },
      { row: 9, column: 'company', reason: expect.stringContaining('line break') },
      { row: 10, column: 'company', reason: expect.stringContaining('line break') },
    ]);
    expect(await addresses()).toEqual(['good.after@example.com', 'good.before@example.com']);
  });

  it('goes on after a quote that is never closed properly', async () => {
    const lines = subscriberFile([aSubscriber('before@a.example'), aSubscriber('after@a.example')]).split(
      '\n',
    );
    lines.splice(2, 0, '"broken@a.example"x,"甲","110107","022","","","zh-CN"');
    const { added, refused } = await app.importSubscribers(lines.join('\n'));
    expect(added).toBe(2);
    expect(refused).toEqual([{ row: 3, column: 'email', reason: 'has a quote in the wrong place' }]);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])(
    'reads a file with %s and a byte order mark, Chinese headings and Windows line ends',
    async (_, separator) => {
      const lines = [
        ['邮箱', '企业名称', '所在区', '所属行业'],
        ['li@a.example', '示例企业', '石景山区', '022'],
      ];
      const text = `\uFEFF${lines.map((line) => line.join(separator)).join('\r\n')}\r\n`;
      expect(await app.importSubscribers(text)).toMatchObject({ added: 1, refused: [] });
    },
  );

  it('changes nothing the second time', async () => {
    await app.importSubscribers(fixture('good.csv'));
    expect(await app.importSubscribers(fixture('good.csv'))).toMatchObject({ added: 0, unchanged: 6 });
    expect(await addresses()).toHaveLength(6);
  });

  it('leaves a subscription that is there as it is', async () => {
    await app.importSubscribers([aSubscriber('li@a.example')]);
    const before = await app.sql('select * from subscriptions');
    await app.importSubscribers([aSubscriber('li@a.example', { sectors: '03', language: 'en' })]);
    expect(await app.sql('select * from subscriptions')).toEqual(before);
  });

  it('adds the same person to a second list', async () => {
    await app.addList({ slug: 'second' });
    await app.importSubscribers([aSubscriber('li@a.example')]);
    expect(await app.importSubscribers([aSubscriber('li@a.example')], 'second')).toMatchObject({ added: 1 });
    expect(await app.sql('select 1 from subscribers')).toHaveLength(1);
  });

  it('as a dry run says what it would do and does nothing', async () => {
    const imported = await app.get(ImportSubscribersService).import(fixture('malformed.csv'), {
      listSlug: 'culture',
      consent: '同意',
      dryRun: true,
    });
    expect(imported).toMatchObject({ added: 2, dryRun: true });
    expect(imported.refused).toHaveLength(8);
    expect(await addresses()).toEqual([]);
  });

  it('does not bring back a person who left', async () => {
    await app.importSubscribers([aSubscriber('left@a.example')]);
    await app.sql(
      `update subscriptions set status = 'ended', ended_at = now(), ended_reason = 'unsubscribed'`,
    );
    const { added, refused } = await app.importSubscribers([aSubscriber('left@a.example')]);
    expect({ added, refused }).toEqual({
      added: 0,
      refused: [{ row: 2, column: 'email', reason: expect.stringContaining('unsubscribed') }],
    });
  });

  it('does not lift a suppression', async () => {
    await app.get(SuppressionsService).suppress('gone@a.example', 'bounce', 'test');
    const { added, refused } = await app.importSubscribers([aSubscriber('gone@a.example')]);
    expect({ added, refused }).toEqual({
      added: 0,
      refused: [{ row: 2, column: 'email', reason: 'is suppressed (bounce)' }],
    });
    expect((await app.get(SuppressionsService).among(['gone@a.example'])).size).toBe(1);
  });

  it('keeps the wording of the consent with each subscription', async () => {
    await app.importSubscribers([aSubscriber('li@a.example')]);
    const [consent] = await app.sql('select wording, source, given_at, confirmed_at from consents');
    expect(consent).toEqual({
      wording: '同意每周接收政策周报。',
      source: 'import',
      given_at: app.clock.now(),
      confirmed_at: app.clock.now(),
    });
  });

  it.each([
    ['an empty file', '', 'header'],
    ['a file without its columns', 'email,company\nli@a.example,x', 'districts'],
    ['a file that is no table', '\0\x01\x02', 'email'],
  ])('refuses %s as a whole', async (_, text, named) => {
    await expect(app.importSubscribers(text)).rejects.toMatchObject({
      code: 'input.invalid',
      message: expect.stringContaining(named),
    });
    expect(await addresses()).toEqual([]);
  });

  it('refuses an unknown list, and an empty consent', async () => {
    await expect(app.importSubscribers([aSubscriber('li@a.example')], 'nowhere')).rejects.toThrow(
      'There is no list "nowhere". Known lists: culture.',
    );
    const importing = app.get(ImportSubscribersService);
    const options = { listSlug: 'culture', consent: '  ', dryRun: false };
    await expect(importing.import(fixture('good.csv'), options)).rejects.toThrow('consent');
  });

  it('takes 3,000 rows in one go', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => aSubscriber(`s${index}@a.example`));
    expect(await app.importSubscribers(lines)).toMatchObject({ added: 3_000, refused: [] });
    expect(await app.sql('select 1 from profiles')).toHaveLength(1);
  });
});
