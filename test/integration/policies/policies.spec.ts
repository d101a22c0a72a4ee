import { CorrectPolicyService } from '../../../src/policies/correct-policy.service.js';
import { PoliciesRepository } from '../../../src/policies/policies.repository.js';
import { PublishPolicyService } from '../../../src/policies/publish-policy.service.js';
import { SavePolicyService } from '../../../src/policies/save-policy.service.js';
import { WithdrawPolicyService } from '../../../src/policies/withdraw-policy.service.js';
import { aPolicy } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('a policy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
  });

  afterAll(() => app.close());

  const revisionsOf = async (id: string) =>
    await app.sql<{ announced: boolean; sectors: string[] }>(
      'select announced, sectors from policy_revisions where policy_id = $1 order by number',
      [id],
    );

  it('keeps every fact it was given', async () => {
    const facts = aPolicy({
      title: '关于“引号”与𠮷字的通知',
      issuers: ['北京市电影局', '中共北京市委宣传部'],
      writtenOn: '2026-09',
      effectiveFrom: '2026-10-01',
      effectiveUntil: '2029-09-30',
      howMuch: '最高 500 万元',
      applicationOpensOn: '2026-10-01',
      applicationClosesOn: '2026-10-31',
      attachments: [{ title: '申报书', link: 'https://policy.example/form.docx' }],
      fullText: '第一条\n\n第二条',
    });
    const { policy } = await app
      .get(SavePolicyService)
      .addDraft(facts, { announce: 'next', isSample: false });
    expect(await app.get(PoliciesRepository).byId(policy.id)).toMatchObject({
      ...facts,
      status: 'draft',
      visibleAt: null,
    });
  });

  it('from a second document is the one that is there', async () => {
    const facts = aPolicy({ documentNumber: '京影发〔2026〕999号' });
    const saving = app.get(SavePolicyService);
    const options = { announce: 'next', isSample: false } as const;
    const both = await Promise.all([saving.addDraft(facts, options), saving.addDraft(facts, options)]);
    expect(both.map((one) => one.isNew).sort()).toEqual([false, true]);
    expect(both[0]?.policy.id).toBe(both[1]?.policy.id);
  });

  it('with broken facts is refused by field, and nothing stored', async () => {
    const saved = app
      .get(SavePolicyService)
      .addDraft(aPolicy({ title: '不该存下的', sectors: ['Z99'], publishedOn: '2026-02-30' }), {
        announce: 'next',
        isSample: false,
      });
    await expect(saved).rejects.toMatchObject({
      code: 'input.invalid',
      problems: [
        { field: 'sectors', message: 'unknown code "Z99"' },
        { field: 'publishedOn', message: expect.any(String) },
      ],
    });
    expect(await app.sql(`select 1 from policies where title = '不该存下的'`)).toEqual([]);
  });

  it('is published once, with the instant it became visible', async () => {
    const published = await app.publishPolicy();
    expect(published).toMatchObject({ status: 'published', visibleAt: app.clock.now() });
    app.passDays(1);
    await app.get(PublishPolicyService).publish(published.id);
    const stored = await app.get(PoliciesRepository).byId(published.id);
    expect(stored.visibleAt).toEqual(published.visibleAt);
    expect(await revisionsOf(published.id)).toHaveLength(1);
  });

  it('without a district or a sector is not published', async () => {
    const draft = await app.draftPolicy({ districts: [], sectors: [] });
    await expect(app.get(PublishPolicyService).publish(draft.id)).rejects.toMatchObject({
      problems: [{ field: 'districts' }, { field: 'sectors' }],
    });
  });

  it('has a revision for every change of what decides matching, and for no other', async () => {
    const { id, version } = await app.publishPolicy();
    const correcting = app.get(CorrectPolicyService);
    const once = await correcting.correct(id, version, { summary: '改过的摘要' });
    expect(await revisionsOf(id)).toHaveLength(1);
    const twice = await correcting.correct(id, once.version, { sectors: ['03'] });
    await correcting.correct(id, twice.version, { announce: 'never' });
    expect(await revisionsOf(id)).toEqual([
      { announced: true, sectors: ['022'] },
      { announced: true, sectors: ['03'] },
      { announced: false, sectors: ['03'] },
    ]);
  });

  it('changed by somebody else meanwhile is not overwritten', async () => {
    const { id, version } = await app.publishPolicy();
    const correcting = app.get(CorrectPolicyService);
    await correcting.correct(id, version, { summary: '先来的' });
    await expect(correcting.correct(id, version, { summary: '后到的' })).rejects.toMatchObject({
      code: 'policy.changed-meanwhile',
    });
    expect((await app.get(PoliciesRepository).byId(id)).summary).toBe('先来的');
  });

  it('cannot become another policy that is there', async () => {
    const known = await app.publishPolicy();
    const { id, version } = await app.publishPolicy();
    const change = { title: known.title, documentNumber: known.documentNumber };
    await expect(app.get(CorrectPolicyService).correct(id, version, change)).rejects.toMatchObject({
      code: 'policy.already-known',
    });
  });

  it('published cannot lose its last district', async () => {
    const { id, version } = await app.publishPolicy();
    const corrected = app.get(CorrectPolicyService).correct(id, version, { districts: [] });
    await expect(corrected).rejects.toMatchObject({ problems: [{ field: 'districts' }] });
  });

  it('withdrawn is no longer announced', async () => {
    const { id } = await app.publishPolicy();
    expect(await app.get(WithdrawPolicyService).withdraw(id)).toMatchObject({ status: 'withdrawn' });
    expect((await revisionsOf(id)).map((row) => row.announced)).toEqual([true, false]);
  });

  it('that is not there is refused', async () => {
    const nobody = '01990000-0000-7000-8000-000000000000';
    await expect(app.get(PublishPolicyService).publish(nobody)).rejects.toMatchObject({
      code: 'policy.not-found',
    });
  });
});
