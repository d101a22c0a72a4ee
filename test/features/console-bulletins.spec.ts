import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors, fieldsOf } from './console-client.js';
import { BULLETIN, paste, ReviewClient } from './review-client.js';

describe('importing a bulletin in the console', () => {
  let app: TestApp;
  let editor: ConsoleClient;

  beforeAll(async () => {
    app = await startTestApp();
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterAll(async () => {
    await app.close();
  });

  const upload = async (file: File) =>
    await editor.submit('/console/bulletins/new', '/console/bulletins', { file }, 'multipart');
  const policies = async () => (await app.sql('select from policies')).length;

  it('puts what was read under review and makes no policy of it', async () => {
    const answer = await paste(editor, BULLETIN);
    expect(answer.location).toMatch(/\?done=bulletin-imported&entries=4&held=1&duplicates=1$/);
    const page = await editor.get(answer.location!);
    expect(page.text).toContain('读取完成：4 条，其中 1 条待核对，重复 1 条。还没有发布任何内容。');
    expect(await policies()).toBe(0);
    expect((await editor.get('/console/bulletins')).text).toContain('一周政策汇编');
  });

  it('leads the same document back to its review, ten times at once', async () => {
    const text = `${BULLETIN}\n`;
    const before = (await app.sql('select from review_entries')).length;
    const page = await editor.get('/console/bulletins/new');
    const form = { ...fieldsOf(page.html, '/console/bulletins'), text };
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await editor.post('/console/bulletins', form, 'multipart')),
    );
    expect(new Set(answers.map(({ location }) => location?.split('?')[0])).size).toBe(1);
    expect(answers.every(({ location }) => location?.endsWith('done=bulletin-known'))).toBe(true);
    expect((await editor.get(answers[0]!.location!)).text).toContain('这份文档已经导入过');
    expect((await app.sql('select from review_entries')).length).toBe(before);
  });

  it('reads an uploaded web page', async () => {
    const rows = BULLETIN.split('\n').map((row) => `<p>${row.replace('2026-09-29', '2026-09-27')}</p>`);
    const answer = await upload(
      new File([`<!doctype html><html><body>${rows.join('')}</body></html>`], '汇编.html'),
    );
    expect(answer.location).toMatch(/entries=4/);
    expect((await editor.get(answer.location!)).text).toContain('汇编.html');
  });

  it('says what is wrong with a document, at its field, and keeps what was given', async () => {
    const binary = await upload(new File([new Uint8Array(3_000)], 'a.txt'));
    expect([binary.status, fieldErrors(binary.html)]).toEqual([422, ['这不是文本文件']]);
    const nothing = await upload(new File([], 'a.txt'));
    expect([nothing.status, fieldErrors(nothing.html)]).toEqual([422, ['请粘贴文本、选择文件或填写网址']]);
    const prose = await paste(editor, ' \n　\n');
    expect([prose.status, fieldErrors(prose.html)]).toEqual([422, ['请粘贴文本、选择文件或填写网址']]);
    const link = { link: 'javascript:alert(1)', name: '留着的名称', text: '留着的文字' };
    const wrong = await editor.submit('/console/bulletins/new', '/console/bulletins', link, 'multipart');
    expect([wrong.status, fieldErrors(wrong.html)]).toEqual([
      422,
      ['请填写以 http:// 或 https:// 开头的网址'],
    ]);
    expect(fieldsOf(wrong.html, '/console/bulletins')).toMatchObject(link);
  });

  it('tells the largest size beforehand and refuses more', async () => {
    expect((await editor.get('/console/bulletins/new')).text).toContain('最多 20 MB');
    const large = await upload(new File([new Uint8Array(20_100_000)], 'a.txt'));
    expect(large.status).toBe(413);
    expect(large.text).toContain('20 MB');
  });

  it('reads a large file beside, with a page that refreshes itself until the review is there', async () => {
    const many = Array.from({ length: 900 }, (_, n) =>
      [
        `${n + 1}、关于支持数字文旅发展的若干措施（第${n + 1}批）`,
        '颁发机构:北京市文化和旅游局',
        '发布时间:2026-09-29',
        '为支持数字文旅企业发展，制定本措施。',
        `政策原文链接:https://whlyj.example/y/${n}.html`,
      ].join('\n'),
    );
    const text = ['一周政策汇编', '政策类', '市级', ...many].join('\n');
    expect(Buffer.byteLength(text)).toBeGreaterThan(200_000);
    const answer = await upload(new File([text], '大.txt'));
    expect(answer.location).toMatch(/^\/console\/bulletins\/imports\//);
    const progress = await editor.get(answer.location!);
    if (progress.status === 200) {
      expect(progress.html).toMatch(/<progress [^>]*max="100" value="\d{1,2}"/);
      expect(progress.html).toContain('http-equiv="refresh"');
      expect(progress.html).toContain(`hx-get="${answer.location}"`);
    }
    await app.waitUntil(async () => (await editor.get(answer.location!)).status === 303);
    const part = await editor.get(answer.location!, { 'hx-request': 'true' });
    expect(part.headers.get('hx-redirect')).toContain('entries=900');
  });

  it('names what a large document lacks, and brings pasted text back to be changed', async () => {
    const text = `<!doctype html><html><body><script>${'x'.repeat(250_000)}</script></body></html>`;
    const answer = await paste(editor, text);
    await app.waitUntil(async () => (await editor.get(answer.location!)).html.includes('id="again"'));
    const failed = await editor.get(answer.location!);
    expect(failed.text).toContain('文件里没有文字');
    const [, again = ''] = /href="([^"]+)" id="again"/.exec(failed.html) ?? [];
    expect(fieldsOf((await editor.get(again)).html, '/console/bulletins')).toMatchObject({ text });
  });

  it('lets a viewer look at a review and change nothing', async () => {
    const review = await ReviewClient.pasted(editor, BULLETIN);
    const viewer = await ConsoleClient.signedIn(app, 'viewer');
    const page = await review.seenBy(viewer).page();
    expect(page.status).toBe(200);
    expect(page.text).toContain('你的角色可以查看，不能修改');
    expect(page.html).toContain('<fieldset class="card rv-fieldset" disabled>');
    expect(page.html).not.toMatch(/id="publish"|id="drop"|id="publish-clean"/);
    const entry = await review.entry(1);
    const form = { ...(await review.form(entry)), act: 'publish' };
    for (const path of ['', '/drop', '/split', '/merge', '/restore', '/relate'])
      expect((await viewer.post(review.action(entry) + path, form)).status).toBe(403);
    for (const path of [
      `${review.path}/publish`,
      '/console/bulletins',
      '/console/lexicon',
      '/console/lexicon/remove',
    ])
      expect((await viewer.post(path, form)).status).toBe(403);
    expect((await viewer.get('/console/bulletins/new')).status).toBe(403);
    expect(await policies()).toBe(0);
  });
});
