import { Parser } from 'htmlparser2';
import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient } from './console-client.js';
import { paste, ReviewClient } from './review-client.js';

/** Markup in every field of a text that is no page: what was typed stays what was typed, and no tag. */
const TEXT = [
  '一周政策汇编',
  '市级',
  '1、关于支持<img src=x onerror=alert(1)>数字文旅发展的若干措施',
  '颁发机构:北京市文化和旅游局<script>alert(2)</script>',
  '发布时间:2026-09-29',
  '为支持数字文旅企业发展<svg onload=alert(3)>，制定本措施。',
  '政策原文链接:javascript:alert(4)',
].join('\n');

const PAGE = [
  '<!doctype html><html><head><title>x</title><script>alert(5)</script></head><body onload="alert(6)">',
  '<p onclick="alert(7)">一周政策汇编</p><p>市级</p><p>1、关于支持动漫游戏产业发展的若干措施<img src=x onerror="alert(8)"></p>',
  '<p>颁发机构:北京市文化和旅游局</p><p>发布时间:2026-09-28</p><p>为支持动漫游戏企业发展，制定本措施。</p>',
  '<p>政策原文链接:<a href="javascript:alert(9)">点击查看</a></p><iframe srcdoc="<script>alert(10)</script>"></iframe></body></html>',
].join('');

/** What a browser would act on in a page: handlers, scripts and addresses that the documents above carry. */
function activeIn(html: string): string[] {
  const found: string[] = [];
  let script = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      script = name === 'script';
      for (const [attribute, value] of Object.entries(attributes)) {
        const isHandler = attribute.startsWith('on') || attribute === 'srcdoc';
        const isAddress =
          name !== 'link' && ['href', 'src', 'action', 'formaction', 'data'].includes(attribute);
        if (isHandler || (isAddress && /^\s*(?:javascript|data|vbscript):/i.test(value)))
          found.push(`<${name} ${attribute}="${value}">`);
      }
    },
    ontext: (text) => {
      if (script && text.includes('alert(')) found.push(text);
    },
    onclosetag: () => (script = false),
  });
  parser.end(html);
  return found;
}

describe('a document that carries scripts', () => {
  let app: TestApp;
  let editor: ConsoleClient;

  beforeAll(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('reader@film.example', { sectors: '*' })]);
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterAll(async () => {
    await app.close();
  });

  it('is told from one that does not', () => {
    expect(activeIn(PAGE)).toHaveLength(6);
    expect(
      activeIn('<p title="&lt;img onerror=alert(1)&gt;">&lt;script&gt;alert(2)&lt;/script&gt;</p>'),
    ).toEqual([]);
  });

  it('is stored without them when it is a page', async () => {
    const answer = await paste(editor, PAGE);
    expect(answer.location).toMatch(/entries=1/);
    const stored = JSON.stringify([
      await app.sql('select source_text, hints from bulletins'),
      await app.sql('select read, facts from review_entries'),
    ]);
    expect(stored).toContain('动漫游戏');
    expect(stored).not.toMatch(/alert|onload|onclick|javascript:/);
  });

  it('shows its marks as the text they are on the review page and on the policy’s page', async () => {
    const review = await ReviewClient.pasted(editor, TEXT);
    const entry = await review.entry(1);
    const page = await review.page(entry);
    for (const typed of [
      '&lt;img src=x onerror=alert(1)&gt;',
      '&lt;svg onload=alert(3)&gt;',
      'javascript:alert(4)',
    ])
      expect(page.html).toContain(typed);
    expect(activeIn(page.html)).toEqual([]);
    await review.act(entry, 'draft');
    // A tag in a title is no part of the title; what stands in the text is kept as it was typed.
    const [policy] = await app.sql<{ id: string }>('select id, title, full_text, source_link from policies');
    expect(policy).toMatchObject({
      title: '关于支持数字文旅发展的若干措施',
      full_text: '为支持数字文旅企业发展<svg onload=alert(3)>，制定本措施。',
      source_link: null,
    });
    const draft = await editor.get(`/console/policies/${policy?.id}`);
    expect(draft.html).toContain('为支持数字文旅企业发展&lt;svg onload=alert(3)&gt;，制定本措施。');
    expect(draft.html).toContain('北京市文化和旅游局&lt;script&gt;alert(2)&lt;');
    expect(activeIn(draft.html)).toEqual([]);
  });

  it('typed into every field, is text on every page and in the mail; an active address is refused', async () => {
    const review = await ReviewClient.pasted(editor, TEXT.replaceAll('数字文旅', '电影'));
    const entry = await review.entry(1);
    const wrongs: Record<string, string>[] = [
      { sourceLink: 'javascript:alert(1)' },
      { attachments: 'javascript:alert(1)' },
      { sourceLink: 'data:text/html,x' },
    ];
    for (const wrong of wrongs) expect((await review.act(entry, 'save', wrong)).status).toBe(422);
    const evil = (n: number) =>
      `"><img src=x onerror=alert(${n})><script>alert(${n})</script>{{ 7 | times: 7 }}`;
    const names = [
      'title',
      'issuers',
      'documentNumber',
      'summary',
      'whoCanApply',
      'howMuch',
      'howToApply',
      'contact',
      'fullText',
    ];
    const typed = Object.fromEntries(names.map((name, n) => [name, `${name}${evil(n)}`]));
    const published = await review.act(entry, 'publish', { ...typed, publishedOn: '2026-09-29' });
    expect(published.location).toContain('done=entry-');
    const [policy] = await app.sql<{ id: string }>(`select id from policies where status = 'published'`);
    const pages = [
      (await review.page(entry)).html,
      (await editor.get(`/console/policies/${policy?.id}`)).html,
      (await editor.get('/console/policies')).html,
      await (await fetch(`${app.baseUrl}/policies/${policy?.id}`)).text(),
      await (await fetch(`${app.baseUrl}/policies`)).text(),
    ];
    await app.runEdition();
    const mail = (await app.mailTo('reader@film.example')).at(-1);
    for (const html of [...pages, mail?.html ?? '']) {
      expect(html).toMatch(/title(?:&quot;|&#34;|")&gt;&lt;img src=x onerror=alert\(0\)&gt;/);
      expect(activeIn(html)).toEqual([]);
      expect(html).not.toContain('title">49');
    }
    expect(mail?.text).toContain('title"><img src=x onerror=alert(0)>');
  });
});
