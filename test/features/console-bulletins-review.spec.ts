import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors, fieldsOf } from './console-client.js';
import { BULLETIN, paste, ReviewClient } from './review-client.js';

describe('an editor reviews a bulletin', () => {
  let app: TestApp;
  let editor: ConsoleClient;
  let review: ReviewClient;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterAll(async () => {
    await app.close();
  });
  beforeEach(async () => {
    await app.sql(
      `truncate review_relations, lexicon_proposals, review_entries, bulletin_entries, bulletins, policy_relations,
         policy_revisions, policies cascade`,
    );
    review = await ReviewClient.pasted(editor, BULLETIN);
  });

  const policies = async () =>
    await app.sql<{ title: string; status: string; published_on: string | null; announce: string }>(
      'select title, status, published_on, announce from policies order by title',
    );
  const acts = async () =>
    (await app.sql<{ action: string }>('select action from audit_entries order by at, id')).map(
      (one) => one.action,
    );

  it('sees what is in doubt first, with the words every field was read from', async () => {
    expect((await review.entries()).map(({ number, state }) => [number, state])).toEqual([
      [2, '1 处待核对'],
      [1, '可发布'],
      [3, '可发布'],
      [4, '重复'],
    ]);
    const { html, text } = await review.page(await review.entry(2));
    expect(html).toMatch(
      /id="s-issuers"><\/span>(?:<span[^>]*><\/span>)*<mark[^>]*><a href="#f-\w+">石景山区人民政府</,
    );
    expect(html).toContain('href="#s-issuers"');
    expect(text).toContain('没有日期');
    expect(text).toContain('发布时间 原文未写明');
    expect(html).toMatch(/href="#f-publishedOn"[^>]*>\d+<\/a>/);
    expect(text).toMatch(/石景山区 依据 “石景山区/);
  });

  it('holds an entry with an open warning back, until it is confirmed', async () => {
    const entry = await review.entry(2);
    const refused = await review.act(entry, 'publish');
    expect([refused.status, fieldErrors(refused.html)]).toEqual([
      422,
      ['还有待核对的内容：核对无误或修改之后才能发布'],
    ]);
    expect(await policies()).toEqual([]);
    const [, key = ''] = /value="settle:([^"]+)"/.exec((await review.page(entry)).html) ?? [];
    expect((await review.act(entry, `settle:${key}`)).location).toContain('done=entry-settled');
    expect((await review.act(entry, `reopen:${key}`)).location).toContain('done=entry-reopened');
    expect((await review.act(entry, 'publish')).status).toBe(422);
    await review.act(entry, 'settle-all');
    expect((await review.act(entry, 'publish')).location).toContain('done=entry-published');
    expect(await policies()).toMatchObject([{ status: 'published', published_on: null }]);
  });

  it('names a district it has not, and what an entry still lacks once its doubts are settled', async () => {
    const text = [
      '杭州市人民政府关于支持动漫游戏产业发展的若干措施',
      '颁发机构:杭州市人民政府',
      '发布时间:2026-09-28',
      '对动漫游戏研发企业给予房租补贴。',
      '政策原文链接:https://hangzhou.example/1.html',
    ].join('\n');
    const bulletin = await ReviewClient.pasted(editor, text);
    const entry = await bulletin.entry(1);
    const first = await bulletin.page(entry);
    expect(first.text).toContain('地区未收录 地区表中没有“杭州市”,请另选');
    expect(first.text).toContain('还缺少： 地区');
    await bulletin.act(entry, 'settle-all');
    const settled = await bulletin.page(entry);
    expect(settled.text).not.toContain('没有待核对的内容');
    expect(settled.text).toContain('还缺少： 地区');
    expect((await bulletin.entries()).map(({ state }) => state)).toEqual(['缺少必填内容']);
    expect((await editor.get('/console/bulletins')).text).toMatch(/若干措施 文化政策周报 1 1 1 /);
    await bulletin.act(entry, 'save', { districts: ['000000'] });
    expect((await bulletin.page(entry)).text).toContain('没有待核对的内容');
  });

  it('says on the page of a policy which document it came from, and where it stands there', async () => {
    const entry = await review.entry(1);
    await review.act(entry, 'publish');
    const [policy] = await app.sql<{ id: string }>('select id from policies');
    const { html, text } = await editor.get(`/console/policies/${policy?.id}`);
    expect(html).toContain(`<a href="${review.path}?entry=${entry}">`);
    expect(text).toMatch(/来源 .* 第 1 项 · 第 4–8 行/);
    expect(text).not.toContain('读取时有');
  });

  it('settles a warning by correcting its field, and goes on to the next entry once published', async () => {
    const entry = await review.entry(2);
    const answer = await review.act(entry, 'publish', { publishedOn: '2026-09-25', announce: 'never' });
    expect(answer.location).toBe(`${review.path}?entry=${await review.entry(3)}&done=entry-published`);
    expect(await policies()).toEqual([
      {
        title: '石景山区影视产业扶持办法',
        status: 'published',
        published_on: '2026-09-25',
        announce: 'never',
      },
    ]);
    expect((await review.page(entry)).text).toContain('已修改');
  });

  it('refuses a broken correction at its field and keeps what was typed', async () => {
    const entry = await review.entry(2);
    const wrong = { publishedOn: '2026-02-30', sourceLink: 'javascript:1', summary: '<b>摘要</b>' };
    const refused = await review.act(entry, 'save', wrong);
    expect(refused.status).toBe(422);
    expect(fieldErrors(refused.html)).toEqual([
      '请填写真实日期，格式为 2026-10-30 或 2026-10',
      '请填写以 http:// 或 https:// 开头的网址',
    ]);
    expect(fieldsOf(refused.html, review.action(entry))).toMatchObject(wrong);
    expect(refused.html).not.toContain('<b>摘要</b>');
    const changes: Record<string, string | string[]>[] = [
      { title: ['一', '二'] },
      { level: 'galactic' },
      { districts: ['nope'] },
      { title: 'x'.repeat(501) },
      { fullText: '汉'.repeat(500_001) },
    ];
    for (const change of changes) expect((await review.act(entry, 'save', change)).status).toBe(422);
    expect(await review.form(entry)).toMatchObject({ publishedOn: '', summary: '' });
  });

  describe('of a document with more entries than one page lists', () => {
    const long = Array.from({ length: 230 }, (_, n) => [
      `${n + 1}、关于支持影视企业发展的第${n + 1}号措施`,
      '颁发机构:北京市电影局',
      n < 220 ? '发布时间:2026-09-29' : '',
    ]).flat();
    beforeEach(async () => {
      review = await ReviewClient.pasted(editor, ['一周政策汇编', '市级', ...long].join('\n'));
    });

    it('lists 200 of them, the doubtful ones first, counts all, and opens any by its number or its address', async () => {
      const { html, text } = await review.page();
      expect((await review.entries()).map(({ number }) => number)).toEqual([
        ...Array.from({ length: 10 }, (_, n) => 221 + n),
        ...Array.from({ length: 190 }, (_, n) => 1 + n),
      ]);
      expect(text).toContain('待核对 10 可发布 220');
      expect(text).toContain('第 1 / 2 页');
      const [, second = ''] = /href="([^"]+)" id="entries-next"/.exec(html) ?? [];
      const after = await editor.get(second.replaceAll('&amp;', '&'));
      expect(after.html.match(/class="rv-entry /g)).toHaveLength(30);
      expect(after.text).toContain('关于支持影视企业发展的第221号措施');
      const numbered = await editor.get(`${review.path}?number=215`);
      expect(numbered.html).toMatch(/rv-current" aria-current="true"><span class="rv-no">215</);
      const [, address = ''] =
        /\?entry=([0-9a-f-]{36})" class="rv-entry[^"]*rv-current/.exec(numbered.html) ?? [];
      expect((await review.page(address)).html).toMatch(
        /rv-current" aria-current="true"><span class="rv-no">215</,
      );
      for (const number of ['0', '-1', 'x', '999999'])
        expect((await editor.get(`${review.path}?number=${number}`)).status).toBe(200);
      expect((await editor.get(`${review.path}?page=99`)).html.match(/class="rv-entry /g)).toHaveLength(30);
    });

    it('steps over the end of a page to the next entry and back', async () => {
      const listed = await review.entries();
      const last = await review.page(listed.at(-1)?.id);
      const [, next = ''] = /data-next="([^"]+)"/.exec(last.html) ?? [];
      const first = await editor.get(next);
      expect(first.html).toMatch(/rv-current" aria-current="true"><span class="rv-no">191</);
      expect(/data-previous="([^"]+)"/.exec(first.html)?.[1]).toBe(
        `${review.path}?entry=${listed.at(-1)?.id}`,
      );
    });

    it('publishes all that are clean, on whatever page they are', async () => {
      const { html } = await review.page();
      const path = `${review.path}/publish`;
      const answer = await editor.post(path, { _csrf: editor.tokenOf(html, path) });
      expect(answer.location).toContain('published=220');
      expect((await policies()).length).toBe(220);
      expect((await review.page()).text).toContain('待核对 10 已处理 220');
    }, 60_000);
  });

  it('is told at once that a text holds no policy', async () => {
    const refused = await paste(editor, '你好，明天下午开会吗？');
    expect([refused.status, fieldErrors(refused.html)]).toEqual([422, ['没有在这份文档里找到政策条目']]);
  });

  it('publishes everything that is clean at once, ten times or one', async () => {
    const path = `${review.path}/publish`;
    const token = { _csrf: editor.tokenOf((await review.page()).html, path) };
    const clicks = await Promise.all(Array.from({ length: 10 }, async () => await editor.post(path, token)));
    expect(clicks.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    const published = clicks.map(({ location }) => Number(/published=(\d+)/.exec(location ?? '')?.[1]));
    expect(published.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect((await policies()).map(({ status }) => status)).toEqual(['published', 'published']);
    expect((await app.sql('select from policy_revisions')).length).toBe(2);
    expect((await acts()).filter((action) => action === 'policy.published').length).toBe(
      (await app.sql(`select from audit_entries where action = 'policy.published'`)).length,
    );
    expect((await review.entries()).map(({ state }) => state)).toEqual([
      '1 处待核对',
      '已发布',
      '已发布',
      '重复',
    ]);
  });

  it('takes ten clicks on one button as one act', async () => {
    const entry = await review.entry(1);
    const form = { ...(await review.form(entry)), summary: '一句话', act: 'publish' };
    const before = (await acts()).length;
    const clicks = await Promise.all(
      Array.from({ length: 10 }, async () => await editor.post(review.action(entry), form, 'multipart')),
    );
    expect(clicks.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    expect(await policies()).toHaveLength(1);
    expect((await acts()).slice(before).sort()).toEqual(['policy.published', 'review.entry-corrected']);
  });

  it('keeps an entry as a draft; its warnings hold the draft back on the policy’s page too', async () => {
    const entry = await review.entry(2);
    expect((await review.act(entry, 'draft')).location).toContain('done=entry-drafted');
    const [{ id }] = (await app.sql<{ id: string }>('select id from policies')) as [{ id: string }];
    const page = await editor.get(`/console/policies/${id}`);
    expect(page.text).toContain('审校里还有 1 处待核对');
    const refused = await editor.submit(`/console/policies/${id}`, `/console/policies/${id}/publish`);
    expect([refused.status, refused.text.includes('还有待核对的内容')]).toEqual([422, true]);
    const saved = await review.act(entry, 'publish', { publishedOn: '2026-09-26' });
    expect(saved.location).toContain('done=entry-published');
    expect(await policies()).toMatchObject([{ status: 'published', published_on: '2026-09-26' }]);
  });

  it('drops an entry and takes it back as it was', async () => {
    const entry = await review.entry(2);
    await review.act(entry, 'save', { summary: '留着' });
    expect((await review.beside(entry, 'drop')).location).toContain('done=entry-dropped');
    expect((await review.act(entry, 'publish')).status).toBe(409);
    expect((await review.beside(entry, 'restore')).location).toContain('done=entry-restored');
    expect(await review.form(entry)).toMatchObject({ summary: '留着' });
    expect((await acts()).slice(-2)).toEqual(['review.entry-dropped', 'review.entry-restored']);
  });

  /** One entry that holds two policies, and the line at which the second begins. */
  const glued = async () => {
    await app.sql('truncate review_relations, lexicon_proposals, review_entries, bulletins cascade');
    const text = BULLETIN.split('\n')
      .slice(0, 8)
      .join('\n')
      .replace(
        '制定本措施。',
        '制定本措施。\n另：石景山区影视产业扶持办法\n颁发机构：石景山区人民政府\n发布日期：2026-09-28\n对影视企业给予支持。',
      );
    const one = await ReviewClient.pasted(editor, text);
    const [only] = await one.entries();
    const [, line = ''] = /id="L(\d+)"(?:(?!id="L).)*另：/s.exec((await one.page(only!.id)).html) ?? [];
    return { one, id: only!.id, line };
  };

  it('splits an entry at a line: the second part is read afresh, the first keeps its corrections', async () => {
    const { one, id, line } = await glued();
    await one.act(id, 'save', { contact: '010-1' });
    for (const wrong of ['0', '999', 'x', ''])
      expect((await one.beside(id, 'split', { line: wrong })).status).toBe(422);
    expect((await one.beside(id, 'split', { line })).location).toContain('done=entry-split');
    const [first, second] = (await one.entries()).sort((a, b) => a.number - b.number);
    expect([first?.number, second?.number]).toEqual([1, 2]);
    expect(await one.form(first!.id)).toMatchObject({
      contact: '010-1',
      title: '关于支持数字文旅发展的若干措施',
    });
    expect(await one.form(second!.id)).toMatchObject({
      issuers: '石景山区人民政府',
      publishedOn: '2026-09-28',
    });
  });

  it.each([
    ['a draft', 'draft'],
    ['published', 'publish'],
  ] as const)(
    'splits an entry that is %s already: its policy keeps the first part, the second waits',
    async (_, act) => {
      const { one, id, line } = await glued();
      await one.act(id, 'settle-all', { contact: '010-1' });
      expect((await one.act(id, act)).status).toBe(303);
      const [before] = await app.sql<{ id: string; full_text: string }>('select id, full_text from policies');
      expect(before?.full_text).toContain('对影视企业给予支持');
      expect((await one.page(id)).text).toContain('这一条已是政策');
      const answer = await one.beside(id, 'split', { line });
      expect(answer.location).toContain('done=entry-split');
      const [after, ...others] = await app.sql<{
        id: string;
        full_text: string;
        contact: string;
        status: string;
      }>('select id, full_text, contact, status from policies');
      expect(others).toEqual([]);
      expect(after).toMatchObject({
        id: before?.id,
        contact: '010-1',
        status: act === 'draft' ? 'draft' : 'published',
      });
      expect(after?.full_text).not.toContain('影视企业');
      const second = (await one.entries()).find((entry) => entry.id !== id)!;
      await one.act(second.id, 'settle-all', { title: '石景山区影视产业扶持办法' });
      expect((await one.act(second.id, 'publish')).status).toBe(303);
      expect(await app.sql('select from policies')).toHaveLength(2);
    },
  );

  it('merges an entry with the next one', async () => {
    const [first, second] = [await review.entry(2), await review.entry(3)];
    const answer = await review.beside(first, 'merge');
    expect(answer.location).toContain('done=entry-merged');
    expect(await review.entries()).toHaveLength(3);
    expect((await review.entries()).map(({ id }) => id)).not.toContain(second);
    const form = await review.form(first);
    expect(form).toMatchObject({ title: '石景山区影视产业扶持办法', publishedOn: '2026-09-28' });
    expect(form['fullText']).toContain('动漫游戏');
    expect((await review.act(first, 'publish')).location).toContain('done=entry-published');
  });

  it('takes a merge back: both entries as they were, with what was corrected since', async () => {
    const [first, second] = [await review.entry(2), await review.entry(3)];
    await review.act(second, 'save', { contact: '乙的电话' });
    const before = [await review.form(first), await review.form(second)];
    const asSent = (form: Record<string, string | string[]>) =>
      Object.fromEntries(
        Object.entries(form).filter(([name]) => !['version', 'base', '_csrf'].includes(name)),
      );
    await review.beside(first, 'merge');
    expect(await review.form(first)).toMatchObject({ contact: '乙的电话', publishedOn: '2026-09-28' });
    expect((await review.page(first)).text).toContain('已并入第');
    await review.act(first, 'save', { summary: '合并后写的摘要' });
    const answer = await review.beside(first, 'unmerge');
    expect(answer.location).toContain('done=entry-unmerged');
    expect(asSent(await review.form(first))).toEqual({ ...asSent(before[0]!), summary: '合并后写的摘要' });
    expect(asSent(await review.form(second))).toEqual(asSent(before[1]!));
    expect((await review.entries()).map(({ number, state }) => [number, state])).toEqual([
      [2, '1 处待核对'],
      [1, '可发布'],
      [3, '可发布'],
      [4, '重复'],
    ]);
    expect((await review.page(first)).html).not.toContain('id="unmerge"');
    expect((await acts()).at(-1)).toBe('review.merge-undone');
  });

  it('takes two merges back one after the other, the last one first; a duplicate is one again', async () => {
    const first = await review.entry(2);
    await review.beside(first, 'merge');
    await review.beside(first, 'merge');
    expect(await review.entries()).toHaveLength(2);
    await review.beside(first, 'unmerge');
    expect((await review.entries()).map(({ state }) => state)).toContain('重复');
    await review.beside(first, 'unmerge');
    expect(await review.entries()).toHaveLength(4);
    const path = `${review.action(first)}/unmerge`;
    const token = editor.tokenOf((await review.page(first)).html, `${review.action(first)}/merge`);
    expect((await editor.post(path, { version: '9', _csrf: token })).status).toBe(403);
  });

  it('takes a merge back of what was kept as a draft since: the draft loses the other’s text', async () => {
    const first = await review.entry(2);
    await review.beside(first, 'merge');
    await review.act(first, 'draft');
    expect((await review.beside(first, 'unmerge')).location).toContain('done=entry-unmerged');
    const [draft] = await app.sql<{ full_text: string }>('select full_text from policies');
    expect(draft?.full_text).not.toContain('动漫游戏');
  });

  it('shows the second of two editors the difference and loses nothing', async () => {
    const other = review.seenBy(await ConsoleClient.signedIn(app, 'approver'));
    const entry = await review.entry(2);
    const [mine, theirs] = [await review.form(entry), await other.form(entry)];
    const first = await other.client.post(
      review.action(entry),
      { ...theirs, summary: '乙的摘要', contact: '乙的电话', act: 'save' },
      'multipart',
    );
    expect(first.status).toBe(303);
    const second = await editor.post(
      review.action(entry),
      { ...mine, summary: '甲的摘要', howMuch: '甲的金额', act: 'publish' },
      'multipart',
    );
    expect(second.status).toBe(409);
    const differences = /id="differences"[\s\S]*?<\/table>/.exec(second.html)![0];
    for (const text of ['两人都改了', '乙的摘要', '甲的摘要', '甲的金额', '乙的电话'])
      expect(differences).toContain(text);
    const kept = fieldsOf(second.html, review.action(entry));
    expect(kept).toMatchObject({
      summary: '甲的摘要',
      howMuch: '甲的金额',
      contact: '乙的电话',
      act: 'save',
    });
    expect((await editor.post(review.action(entry), kept, 'multipart')).status).toBe(303);
    expect(await review.form(entry)).toMatchObject({
      summary: '甲的摘要',
      howMuch: '甲的金额',
      contact: '乙的电话',
    });
    const stale = { ...(await review.form(entry)), version: '1', line: '12' };
    const token = editor.tokenOf((await review.page(entry)).html, `${review.action(entry)}/split`);
    expect((await editor.post(`${review.action(entry)}/split`, { ...stale, _csrf: token })).status).toBe(409);
  });

  it('refuses forms of another session or of another entry', async () => {
    const [entry, neighbour] = [await review.entry(1), await review.entry(3)];
    const form = { ...(await review.form(entry)), act: 'publish' };
    expect((await editor.post(review.action(neighbour), form, 'multipart')).status).toBe(403);
    const stranger = await ConsoleClient.signedIn(app, 'editor', 'other@dibao.example');
    expect((await stranger.post(review.action(entry), form, 'multipart')).status).toBe(403);
    expect(await policies()).toEqual([]);
    for (const id of ['1', 'x', encodeURIComponent("'; drop table policies"), '0'.repeat(36)])
      expect((await editor.get(`${review.path}?entry=${id}`)).status).toBe(404);
    expect((await editor.get(`/console/bulletins/${entry}`)).status).toBe(404);
  });

  it('shows a duplicate with what it repeats; it is no policy a second time unless an editor says so', async () => {
    const entry = await review.entry(4);
    const page = await review.page(entry);
    expect(page.text).toContain('与已有的相同 本文档第 1 条《关于支持数字文旅发展的若干措施》');
    await review.act(await review.entry(1), 'publish');
    const again = await ReviewClient.pasted(
      editor,
      [
        '关于支持数字文旅发展的若干措施',
        '颁发机构:北京市文化和旅游局',
        '发布时间:2026-09-29',
        '正文不同。',
      ].join('\n'),
    );
    const [stored] = await again.entries();
    expect(stored?.state).toBe('重复');
    const [policy] = await app.sql<{ id: string }>('select id from policies');
    expect((await again.page()).html).toContain(`href="/console/policies/${policy!.id}"`);
    expect((await again.beside(stored!.id, 'restore')).location).toContain('done=entry-restored');
    expect((await again.act(stored!.id, 'publish')).location).toContain('done=entry-duplicate');
    expect(await policies()).toHaveLength(1);
  });

  it('relates an explainer to what it explains once the editor confirms it', async () => {
    await review.act(await review.entry(1), 'publish');
    const explainer = await ReviewClient.pasted(
      editor,
      [
        '《关于支持数字文旅发展的若干措施》政策解读',
        '颁发机构：北京市文化和旅游局',
        '发布时间：2026-09-30',
        '数字文旅企业可以申请补贴。',
        '政策原文链接：https://whlyj.example/x/9.html',
      ].join('\n'),
    );
    const [entry] = await explainer.entries();
    const page = await explainer.page(entry!.id);
    expect(page.text).toMatch(/解读 关于支持数字文旅发展的若干措施 依据 “关于支持数字文旅发展的若干措施”/);
    await explainer.act(entry!.id, 'publish');
    expect(await app.sql('select from policy_relations')).toHaveLength(0);
    const confirmed = await explainer.beside(entry!.id, 'relate', { answer: 'confirm' });
    expect(confirmed.location).toContain('done=relation-confirmed');
    const [relation] = await app.sql<{ kind: string; policy_id: string; related_id: string }>(
      'select * from policy_relations',
    );
    expect(relation?.kind).toBe('explains');
    const stored = await editor.get(`/console/policies/${relation!.related_id}`);
    expect(stored.text).toContain('《关于支持数字文旅发展的若干措施》政策解读');
    await explainer.beside(entry!.id, 'relate', { answer: 'reject' });
    expect(await app.sql('select from policy_relations')).toHaveLength(0);
    expect((await explainer.beside(entry!.id, 'relate', { answer: 'confirm', target: 'x' })).status).toBe(
      404,
    );
  });
});
