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

/** A tag or address that a browser would act on; the same words escaped are none. */
const ACTIVE = /<img src=x|<svg onload|<script>alert|(?:href|src)="javascript:/i;

describe('a document that carries scripts', () => {
  let app: TestApp;
  let editor: ConsoleClient;

  beforeAll(async () => {
    app = await startTestApp();
    editor = await ConsoleClient.signedIn(app, 'editor');
  });
  afterAll(async () => {
    await app.close();
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

  it('shows its marks as text on the review page and on the policy’s page, and links to nothing active', async () => {
    const review = await ReviewClient.pasted(editor, TEXT);
    const entry = await review.entry(1);
    const page = await review.page(entry);
    expect(page.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page.html).not.toMatch(ACTIVE);
    await review.act(entry, 'draft');
    const [policy] = await app.sql<{ id: string; source_link: string | null }>(
      'select id, source_link from policies',
    );
    expect(policy?.source_link ?? '').not.toMatch(/^javascript:/i);
    const draft = await editor.get(`/console/policies/${policy?.id}`);
    expect([draft.status, draft.html.includes('数字文旅发展')]).toEqual([200, true]);
    expect(draft.html).not.toMatch(ACTIVE);
  });
});
