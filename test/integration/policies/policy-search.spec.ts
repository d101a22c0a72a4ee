import { PolicySearchIndex } from '../../../src/policies/policy-search-index.js';
import { EVERY_POLICY, PolicySearchQuery } from '../../../src/policies/policy-search.query.js';
import { CorrectPolicyService } from '../../../src/policies/correct-policy.service.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('searching policies', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
    await app.publishPolicy({
      title: '石景山区数字文旅产业高质量发展实施办法',
      issuers: ['石景山区文化和旅游局'],
      documentNumber: '石文旅发〔2026〕15号',
      fullText: '第一条 为促进虚拟现实与 5G 应用，制定本办法。',
    });
    await app.publishPolicy({
      title: '关于会展业发展的通知',
      summary: '支持展览。',
      fullText: '数字文旅项目可以参照执行。',
    });
    await app.draftPolicy({ title: '数字文旅（草稿）' });
  });

  afterAll(async () => await app.close());

  const titles = async (text: string) =>
    (await app.get(PolicySearchQuery).find({ ...EVERY_POLICY, text }, { limit: 10, offset: 0 })).policies.map(
      (found) => found.title,
    );

  it.each([
    '文旅',
    '数字文旅',
    '办法',
    '旅游',
    '石景山',
    '石文旅发〔2026〕15号',
    '虚拟现实',
    '5g',
    '５Ｇ',
    '石',
    // cut otherwise than in the text, inside its words, numbers in other brackets or in part
    '游局',
    '山区数字文',
    '旅产业高',
    '石文旅发[2026]15号',
    '文旅发（2026）第15号',
    '〔2026〕15号',
    '2026',
  ])('finds %s', async (text) => {
    expect(await titles(text)).toContain('石景山区数字文旅产业高质量发展实施办法');
  });

  it('puts those with the words in their title first and shows no draft', async () => {
    expect(await titles('数字文旅')).toEqual([
      '石景山区数字文旅产业高质量发展实施办法',
      '关于会展业发展的通知',
    ]);
  });

  it('asks for every word', async () => {
    expect(await titles('文旅 展览')).toEqual(['关于会展业发展的通知']);
    expect(await titles('文旅 渔业')).toEqual([]);
  });

  it('does not take one document number for another', async () => {
    expect(await titles('石文旅发〔2026〕1号')).toEqual([]);
    expect(await titles('石文旅发〔2025〕15号')).toEqual([]);
  });

  it.each(['，。', "'|&!:*", '〔〕'])('finds nothing by %s, which holds no word', async (text) => {
    expect(await titles(text)).toEqual([]);
  });

  it('indexes what came another way, and nothing twice', async () => {
    await app.sql('delete from policy_search');
    expect(await titles('文旅')).toEqual([]);
    expect(await app.get(PolicySearchIndex).indexStale()).toBe(2);
    expect(await app.get(PolicySearchIndex).indexStale()).toBe(0);
    expect(await titles('文旅')).toHaveLength(2);
  });

  it('forgets a withdrawn policy, whoever withdrew it', async () => {
    const { id } = await app.publishPolicy({ title: '关于香蕉种植的通知' });
    expect(await titles('香蕉')).toHaveLength(1);
    await app.sql(`update policies set status = 'withdrawn' where id = $1`, [id]);
    expect(await titles('香蕉')).toEqual([]);
  });

  it('finds a corrected policy by its new words only', async () => {
    const policy = await app.publishPolicy({ title: '关于苹果种植的通知' });
    await app.get(CorrectPolicyService).correct(policy.id, policy.version, { title: '关于葡萄种植的通知' });
    expect(await titles('葡萄')).toEqual(['关于葡萄种植的通知']);
    expect(await titles('苹果')).toEqual([]);
    expect(await app.get(PolicySearchIndex).indexStale()).toBe(0);
  });
});
