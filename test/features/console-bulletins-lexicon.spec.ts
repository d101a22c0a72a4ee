import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient, fieldErrors } from './console-client.js';
import { ReviewClient } from './review-client.js';

const notice = (issuer: string, n: number) =>
  [
    `石景山区马术产业扶持办法（第${n}批）`,
    `颁发机构：${issuer}`,
    '发布时间：2026-09-28',
    '对马术企业给予房租补贴。',
    `政策原文链接：https://sjs.example/e/${n}.html`,
  ].join('\n');

describe('the lexicon in the console', () => {
  let app: TestApp;
  let beside: TestApp;
  let editor: ConsoleClient;
  let other: ConsoleClient;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    beside = await startTestApp({ beside: app, workers: 'idle' });
    editor = await ConsoleClient.signedIn(app, 'editor');
    other = await ConsoleClient.signedIn(beside, 'editor', 'other@dibao.example');
  });
  afterAll(async () => {
    await beside.close();
    await app.close();
  });

  /** The one entry of a pasted notice, read by a process. */
  const read = async (by: ConsoleClient, text: string) => {
    const review = await ReviewClient.pasted(by, text);
    const [entry] = await review.entries();
    return { review, id: entry!.id, form: await review.form(entry!.id) };
  };
  const proposals = async () => {
    const { html } = await editor.get('/console/lexicon');
    const table = /id="proposals"[\s\S]*?id="changes"/.exec(html)?.[0] ?? '';
    return [...table.matchAll(/fw-medium">([^<]+)<\/td><td>([^<]+)<[\s\S]*?action="([^"]+)"/g)].map(
      ([, word = '', says = '', action = '']) => ({ word, says, action }),
    );
  };

  it('proposes what an editor’s corrections teach: a body, and a word of the title for a sector', async () => {
    const { review, id, form } = await read(editor, notice('石景山区数字娱乐产业促进中心办公室', 1));
    expect(form['sectors']).toEqual(['*']);
    await review.act(id, 'save', {
      issuers: '石景山区数字娱乐产业促进中心',
      level: 'district',
      sectors: 'R89',
    });
    expect(await proposals()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          word: '石景山区数字娱乐产业促进中心',
          says: expect.stringContaining('区级 · 石景山区'),
        }),
        expect.objectContaining({ word: '马术', says: expect.stringContaining('体育') }),
      ]),
    );
  });

  it('reads the next document with an accepted word, also in another process; a rejected one is not asked again', async () => {
    const before = await read(other, notice('石景山区文化和旅游局', 2));
    expect([before.form['sectors'] ?? []].flat()).not.toContain('R89');
    const keyword = (await proposals()).find(({ word }) => word === '马术')!;
    const accepted = await editor.submit('/console/lexicon', keyword.action, { answer: 'accept' });
    expect(accepted.location).toBe('/console/lexicon?done=proposal-accepted');
    const after = await read(other, notice('石景山区文化和旅游局', 3));
    expect((await after.review.page(after.id)).text).toMatch(/体育 依据 “马术”/);
    const body = (await proposals()).find(({ word }) => word.endsWith('促进中心'))!;
    await editor.submit('/console/lexicon', body.action, { answer: 'reject' });
    expect((await proposals()).map(({ word }) => word)).not.toContain(body.word);
    const again = await read(editor, notice('石景山区数字娱乐产业促进中心办公室', 4));
    await again.review.act(again.id, 'save', { issuers: body.word, level: 'district' });
    expect((await proposals()).map(({ word }) => word)).not.toContain(body.word);
    expect((await app.sql('select from lexicon_words')).length).toBe(1);
  });

  it('adds a label, lists it with where it comes from, and takes it back', async () => {
    const text = [
      '石景山区游戏产业扶持办法',
      '牵头发布方：石景山区文化和旅游局',
      '发布时间：2026-09-28',
      '正文。',
    ].join('\n');
    const word = { kind: 'label', word: '牵头发布方', field: 'issuer' };
    const added = await editor.submit('/console/lexicon', '/console/lexicon', word);
    expect(added.location).toContain('done=word-added');
    expect((await read(other, text)).form['issuers']).toBe('石景山区文化和旅游局');
    const page = await editor.get(`/console/lexicon?text=${encodeURIComponent('牵头发布方')}`);
    expect(page.text).toMatch(/标签 牵头发布方 颁发机构 控制台/);
    const name = { kind: 'label', word: '牵头发布方', target: '' };
    const undo = { _csrf: editor.tokenOf(page.html, '/console/lexicon/undo'), ...name };
    expect((await editor.post('/console/lexicon/undo', undo)).location).toContain('done=word-undone');
    const gone = await editor.get(`/console/lexicon?text=${encodeURIComponent('牵头发布方')}`);
    expect(gone.html).not.toContain('name="word" value="牵头发布方"');
  });

  it('proposes the word before a colon whose value an editor entered as a label, and reads by it once accepted', async () => {
    const text = (n: number) =>
      [
        `石景山区冰雪产业扶持办法（第${n}批）`,
        '责任发布主体：冰雪运动推广联席会',
        `公布于官网之日：2026年9月${n}日`,
        '对冰雪企业给予房租补贴。',
      ].join('\n');
    const { review, id, form } = await read(editor, text(21));
    expect([form['issuers'], form['publishedOn']]).toEqual(['', '']);
    await review.act(id, 'save', { issuers: '冰雪运动推广联席会', publishedOn: '2026-09-21' });
    const labels = (await proposals()).filter(({ word }) =>
      ['责任发布主体', '公布于官网之日'].includes(word),
    );
    expect(labels.map(({ word, says }) => [word, says.trim()]).sort()).toEqual([
      ['公布于官网之日', '发布时间'],
      ['责任发布主体', '颁发机构'],
    ]);
    const { html } = await editor.get('/console/lexicon');
    expect(html).toContain('责任发布主体：冰雪运动推广联席会</a>');
    for (const { action } of labels) await editor.submit('/console/lexicon', action, { answer: 'accept' });
    const after = await read(other, text(22));
    expect([after.form['issuers'], after.form['publishedOn']]).toEqual(['冰雪运动推广联席会', '2026-09-22']);
  });

  it('takes a word of the data files out without touching the files', async () => {
    const page = await editor.get(`/console/lexicon?kind=sector-keyword&text=${encodeURIComponent('影视')}`);
    const [, word = '', target = ''] =
      /name="kind" value="sector-keyword"><input[^>]*value="(影视[^"]*)"><input[^>]*value="([^"]*)"/.exec(
        page.html,
      ) ?? [];
    expect(word).not.toBe('');
    const remove = {
      _csrf: editor.tokenOf(page.html, '/console/lexicon/remove'),
      kind: 'sector-keyword',
      word,
      target,
    };
    expect((await editor.post('/console/lexicon/remove', remove)).location).toContain('done=word-removed');
    const after = await editor.get('/console/lexicon');
    expect(after.html).toContain(`<s>${word}</s>`);
  });

  it('refuses words that say nothing, by field', async () => {
    const add = async (word: Record<string, string>) =>
      await editor.submit('/console/lexicon', '/console/lexicon', word);
    expect(fieldErrors((await add({ kind: 'label', word: '' })).html)).toEqual(['不能为空']);
    expect(fieldErrors((await add({ kind: 'issuer', word: '某局', district: 'nope' })).html)).toEqual([
      '未知代码“nope”',
    ]);
    expect(fieldErrors((await add({ kind: 'sector-keyword', word: '马术', sector: 'nope' })).html)).toEqual([
      '未知代码“nope”',
    ]);
    const broken: Record<string, string>[] = [
      { kind: 'nope', word: '词' },
      { kind: 'label', word: 'x'.repeat(81) },
      { kind: 'sector-keyword', word: '词词', sector: 'R89', weight: '9' },
    ];
    for (const wrong of broken) expect((await add(wrong)).status).toBe(422);
    const { html } = await editor.get('/console/lexicon');
    const token = { _csrf: editor.tokenOf(html, '/console/lexicon') };
    expect(
      (await other.post('/console/lexicon', { ...token, kind: 'label', word: '词词', field: 'issuer' }))
        .status,
    ).toBe(403);
  });
});
