import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors, fieldsOf } from './console-client.js';

describe('an editor in the console', () => {
  let app: TestApp;
  let editor: ConsoleClient;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterEach(async () => {
    await app.close();
  });

  const policies = async () =>
    await app.sql<{ id: string; title: string; status: string }>(
      'select id, title, status from policies order by title',
    );

  it('types a policy, corrects what is refused, publishes and withdraws it', async () => {
    const wrong = {
      title: '',
      publishedOn: '2026-02-30',
      sourceLink: 'javascript:alert(1)',
      applicationOpensOn: '2026-10-02',
      applicationClosesOn: '2026-10-01',
      summary: '<b>摘要</b>',
    };
    const refused = await editor.submit('/console/policies/new', '/console/policies', wrong, 'multipart');
    expect(refused.status).toBe(422);
    expect(fieldErrors(refused.html)).toEqual([
      '不能为空',
      '请填写真实日期，格式为 2026-10-30 或 2026-10',
      '早于开始日期',
      '请填写以 http:// 或 https:// 开头的网址',
    ]);
    expect(fieldsOf(refused.html, '/console/policies')).toMatchObject({
      summary: '<b>摘要</b>',
      sourceLink: 'javascript:alert(1)',
    });
    expect(refused.html).not.toContain('<b>摘要</b>');
    const form = {
      ...fieldsOf(refused.html, '/console/policies'),
      title: '新政策',
      publishedOn: '2026-02',
      sourceLink: '',
      applicationClosesOn: '',
    };
    const added = await editor.post('/console/policies', form, 'multipart');
    const [policy] = await policies();
    expect(added.location).toBe(`/console/policies/${policy!.id}?done=policy-added`);
    const path = `/console/policies/${policy!.id}`;
    const early = await editor.submit(path, `${path}/publish`);
    expect([early.status, fieldErrors(early.html)]).toEqual([
      422,
      ['至少选择一个地区', '至少选择一个行业，或选择全行业'],
    ]);
    await editor.submit(path, path, { districts: ['110107', '110105'], sectors: '*' }, 'multipart');
    const publish = { _csrf: editor.tokenOf((await editor.get(path)).html, `${path}/publish`) };
    const clicks = await Promise.all(
      Array.from({ length: 10 }, async () => await editor.post(`${path}/publish`, publish)),
    );
    expect(clicks.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    expect((await app.sql('select from policy_revisions')).length).toBe(1);
    expect((await fetch(`${app.baseUrl}/policies/${policy!.id}`)).status).toBe(200);
    await editor.submit(path, `${path}/withdraw`);
    expect((await fetch(`${app.baseUrl}/policies/${policy!.id}`)).status).toBe(404);
  });

  it('finds policies by every filter', async () => {
    await app.publishPolicy({
      title: '影视 100% 扶持',
      districts: ['110107'],
      level: 'district',
      type: 'fund',
    });
    await app.draftPolicy({ title: '文旅规划', level: 'municipal', type: 'plan' });
    const found = async (query: string) => {
      const { html } = await editor.get(`/console/policies?${query}`);
      return [...html.matchAll(/fw-medium" href="\/console\/policies\/[^"]+">([^<]+)</g)].map(
        ([, title]) => title,
      );
    };
    expect(await found('')).toHaveLength(2);
    expect(await found('status=draft')).toEqual(['文旅规划']);
    expect(await found('level=district')).toEqual(['影视 100% 扶持']);
    expect(await found('type=plan')).toEqual(['文旅规划']);
    expect(await found('district=110107')).toEqual(['影视 100% 扶持']);
    expect(await found(`text=${encodeURIComponent('100%')}`)).toEqual(['影视 100% 扶持']);
    expect(await found(`text=${encodeURIComponent('%')}`)).toEqual(['影视 100% 扶持']);
    await app.publishPolicy({
      title: 'Smart film studios: call for projects',
      fullText: '第一条 支持虚拟拍摄。',
      districts: ['110107'],
    });
    const smart = ['Smart film studios: call for projects'];
    for (const text of ['smart film', 'SMART FILM STUD', 'stud', 'projects smart', '虚拟拍摄'])
      expect([text, await found(`text=${encodeURIComponent(text)}`)]).toEqual([text, smart]);
    expect(await found(`text=${encodeURIComponent('smart film')}&status=draft`)).toEqual([]);
    expect(await found(`text=${encodeURIComponent('smart film')}&district=110108`)).toEqual([]);
    expect(await found(`text=${encodeURIComponent('smart fish')}`)).toEqual([]);
    expect(await found(`text=${encodeURIComponent('旅规')}`)).toEqual(['文旅规划']);
    expect(await found('page=99999&status=draft&status=published&text[]=x&text=%00')).toEqual([]);
  });

  it('edits at the same time as another: the second sees the difference and loses nothing', async () => {
    const policy = await app.draftPolicy({ title: '甲乙同改' });
    const other = await ConsoleClient.signedIn(app, 'approver');
    const path = `/console/policies/${policy.id}`;
    const [mine, theirs] = [
      fieldsOf((await editor.get(path)).html, path),
      fieldsOf((await other.get(path)).html, path),
    ];
    const first = await other.post(
      path,
      { ...theirs, summary: '乙的摘要', contact: '乙的电话' },
      'multipart',
    );
    expect(first.status).toBe(303);
    const second = await editor.post(
      path,
      { ...mine, summary: '甲的摘要', howMuch: '甲的金额' },
      'multipart',
    );
    expect(second.status).toBe(409);
    const differences = /id="differences"[\s\S]*?<\/table>/.exec(second.html)![0];
    for (const text of [
      '两人都改了',
      '乙的摘要',
      '甲的摘要',
      '只有你改了',
      '甲的金额',
      '已采用对方的修改',
      '乙的电话',
    ])
      expect(differences).toContain(text);
    const kept = fieldsOf(second.html, path);
    expect(kept).toMatchObject({ summary: '甲的摘要', howMuch: '甲的金额', contact: '乙的电话' });
    expect((await editor.post(path, kept, 'multipart')).location).toBe(`${path}?done=policy-saved`);
    const [row] = await app.sql('select summary, how_much, contact, version from policies');
    expect(row).toEqual({ summary: '甲的摘要', how_much: '甲的金额', contact: '乙的电话', version: 3 });
  });

  it('takes anything a form can be sent without an error', async () => {
    const policy = await app.draftPolicy();
    const path = `/console/policies/${policy.id}`;
    const form = fieldsOf((await editor.get(path)).html, path);
    const wrong: Record<string, string | string[]>[] = [
      { title: ['一', '二'] },
      { title: 'x'.repeat(501) },
      { title: 'a\u0000b' },
      { level: 'galactic' },
      { level: ['district', 'district'] },
      { districts: ['nope'] },
      { districts: Array.from({ length: 101 }, () => '110107') },
      { sectors: '__proto__' },
      { version: 'NaN' },
      { version: '-1' },
      { version: '99999999999999' },
      { attachments: 'ftp://x' },
      { issuers: 'x'.repeat(3_000) },
      { fullText: '汉'.repeat(500_001) },
    ];
    for (const change of wrong) {
      const answer = await editor.post(path, { ...form, ...change }, 'multipart');
      expect([Object.keys(change)[0], [409, 422].includes(answer.status)]).toEqual([
        Object.keys(change)[0],
        true,
      ]);
    }
    const bare = await editor.post(path, { _csrf: form['_csrf']! });
    expect(bare.status).toBe(422);
    for (const id of ['1', 'x', encodeURIComponent("'; drop table policies"), '0'.repeat(36)])
      expect((await editor.get(`/console/policies/${id}`)).status).toBe(404);
    expect((await editor.get(path)).status).toBe(200);
  });
});
