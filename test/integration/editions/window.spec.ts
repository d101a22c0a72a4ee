import { CorrectPolicyService } from '../../../src/policies/correct-policy.service.js';
import { Database } from '../../../src/platform/database/database.js';
import type { PolicyFacts } from '../../../src/policies/domain/policy.js';
import { WithdrawPolicyService } from '../../../src/policies/withdraw-policy.service.js';
import { PublishPolicyService } from '../../../src/policies/publish-policy.service.js';
import { aProfile, aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const DAY_MS = 86_400_000;

describe('the window of an edition', () => {
  let app: TestApp;

  afterEach(() => app.close());

  const mailsOf = async (address: string) => (await app.mailTo(address)).map((mail) => mail.text);

  async function correct(id: string, change: Partial<PolicyFacts>): Promise<void> {
    await app.get(CorrectPolicyService).correct(id, await versionOf(id), change);
  }

  async function versionOf(id: string): Promise<number> {
    const [row] = await app.sql<{ version: number }>('select version from policies where id = $1', [id]);
    return row?.version ?? 0;
  }

  it('begins where the last released edition ended: each policy is announced once', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy({ title: '第一周的文件' });
    await app.runEdition();
    app.passDays(1);
    await app.publishPolicy({ title: '第二周的文件' });
    await app.runEdition();
    const [first, second] = await mailsOf('film@a.example');
    expect(first).toContain('第一周的文件');
    expect(second).toContain('第二周的文件');
    expect(second).not.toContain('第一周的文件');
  });

  it('holds what became visible at the very cut-off, and not a moment later', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    app.clock.set(FIRST_CUT_OFF);
    await app.publishPolicy({ title: '截稿时的文件' });
    app.clock.set(new Date(FIRST_CUT_OFF.getTime() + 1));
    await app.publishPolicy({ title: '截稿后的文件' });
    expect(await app.runEdition({ at: FIRST_CUT_OFF })).toMatchObject({ policies: 1 });
    app.passDays(1);
    expect(await app.runEdition()).toMatchObject({ policies: 1 });
    const [first, second] = await mailsOf('film@a.example');
    expect([first?.includes('截稿时'), first?.includes('截稿后')]).toEqual([true, false]);
    expect([second?.includes('截稿时'), second?.includes('截稿后')]).toEqual([false, true]);
  });

  it('holds what was still being written at the cut-off', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const draft = await app.draftPolicy({ title: '压线发布的文件' });
    app.clock.set(new Date(FIRST_CUT_OFF.getTime() - 1));
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const publishing = app.get(Database).transaction(async (tx) => {
      await app.get(PublishPolicyService).publish(draft.id, { tx });
      written();
      await held;
    });
    await isWritten;
    const running = app.runEdition({ at: FIRST_CUT_OFF });
    await new Promise((resolve) => setTimeout(resolve, 500));
    commit();
    await publishing;
    expect(await running).toMatchObject({ policies: 1, accepted: 1 });
  });

  it('is given back by an edition that is cancelled before its release', async () => {
    app = await startTestApp({ list: { approval: 'any' } });
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy({ title: '第一周的文件' });
    expect(await app.runEdition()).toMatchObject({ status: 'in-review' });
    app.passDays(1);
    await app.publishPolicy({ title: '第二周的文件' });
    expect(await app.runEdition({ approveAs: 'an approver' })).toMatchObject({
      edition: '2026-W42',
      policies: 2,
      accepted: 1,
    });
    expect(await app.account('2026-W41')).toMatchObject({ status: 'cancelled', eligible: 0 });
    const mails = await mailsOf('film@a.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('第一周的文件');
    expect(mails[0]).toContain('第二周的文件');
  });

  it('brings a policy that was tagged anew to exactly those who have not had it, as 补发', async () => {
    app = await startTestApp();
    await app.importSubscribers([
      aSubscriber('film@a.example'),
      aSubscriber('design@a.example', { sectors: '03' }),
      aSubscriber('both@a.example', { sectors: '022;03' }),
      aSubscriber('farm@a.example', { sectors: 'A01' }),
    ]);
    const policy = await app.publishPolicy({ title: '影视与设计的文件', sectors: ['022'] });
    expect(await app.runEdition()).toMatchObject({ accepted: 2 });
    app.passDays(1);
    await correct(policy.id, { sectors: ['022', '03'] });
    expect(await app.runEdition()).toMatchObject({ policies: 1, accepted: 1, excluded: { nothingNew: 3 } });
    const [late] = await mailsOf('design@a.example');
    expect(late).toContain('影视与设计的文件');
    expect(late).toContain('补发');
    expect(await mailsOf('film@a.example')).toHaveLength(1);
    expect(await mailsOf('both@a.example')).toHaveLength(1);
    expect((await mailsOf('film@a.example'))[0]).not.toContain('补发');
  });

  it('brings nothing again for a correction that changes no tag', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const policy = await app.publishPolicy();
    await app.runEdition();
    app.passDays(1);
    await correct(policy.id, { summary: '摘要改过了。' });
    expect(await app.runEdition()).toMatchObject({ policies: 0, eligible: 0 });
  });

  it('brings nothing twice to someone whose tags were taken away and given back', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const policy = await app.publishPolicy();
    await app.runEdition();
    app.passDays(1);
    await correct(policy.id, { sectors: ['03'] });
    await app.runEdition();
    app.passDays(1);
    await correct(policy.id, { sectors: ['022'] });
    expect(await app.runEdition()).toMatchObject({ policies: 1, eligible: 0, excluded: { nothingNew: 1 } });
    expect(app.smtp.received).toHaveLength(1);
  });

  it('brings a policy that is published again only to those who have not had it', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const policy = await app.publishPolicy();
    await app.runEdition();
    app.passDays(1);
    await app.get(WithdrawPolicyService).withdraw(policy.id);
    await app.importSubscribers([aSubscriber('new@a.example')]);
    app.passDays(1);
    await app.sql(`update policies set status = 'draft' where id = $1`, [policy.id]);
    await app.get(PublishPolicyService).publish(policy.id);
    await app.runEdition();
    expect(await mailsOf('film@a.example')).toHaveLength(1);
  });

  it('applies a changed profile forwards only', async () => {
    app = await startTestApp();
    await app.importSubscribers([
      aSubscriber('film@a.example'),
      aSubscriber('witness@a.example', { sectors: '03' }),
    ]);
    await app.publishPolicy({ title: '设计的旧文件', sectors: ['03'] });
    await app.runEdition();
    await app.changeProfile('film@a.example', aProfile({ sectors: ['03'] }));
    app.passDays(1);
    await app.publishPolicy({ title: '设计的新文件', sectors: ['03'] });
    await app.publishPolicy({ title: '影视的新文件', sectors: ['022'] });
    await app.runEdition();
    const mails = await mailsOf('film@a.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('设计的新文件');
    expect(mails[0]).not.toMatch(/设计的旧文件|影视的新文件/);
  });

  it('brings nothing afterwards to one who joined late or rested meanwhile', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('rested@a.example'), aSubscriber('there@a.example')]);
    await app.pause('rested@a.example', new Date(FIRST_CUT_OFF.getTime() + DAY_MS));
    await app.publishPolicy({ title: '第一周的文件' });
    await app.runEdition();
    await app.importSubscribers([aSubscriber('joined@a.example')]);
    app.passDays(2);
    await app.publishPolicy({ title: '第二周的文件' });
    await app.runEdition();
    for (const address of ['rested@a.example', 'joined@a.example']) {
      const mails = await mailsOf(address);
      expect(mails).toHaveLength(1);
      expect(mails[0]).not.toContain('第一周的文件');
    }
    expect(await mailsOf('there@a.example')).toHaveLength(2);
  });

  it('reminds of a deadline only along with something new, and never by a card', async () => {
    app = await startTestApp();
    await app.importSubscribers([
      aSubscriber('film@a.example'),
      aSubscriber('design@a.example', { sectors: '03' }),
    ]);
    const closing = { title: '快截止的申报', sectors: ['022', '03'], applicationClosesOn: '2026-10-20' };
    await app.publishPolicy(closing);
    await app.runEdition();
    app.passDays(1);
    await app.publishPolicy({ title: '影视的新文件', sectors: ['022'] });
    expect(await app.runEdition()).toMatchObject({ accepted: 1, excluded: { nothingNew: 1 } });
    const [, second] = await mailsOf('film@a.example');
    expect(second).toContain('快截止的申报');
    expect(await mailsOf('design@a.example')).toHaveLength(1);
  });
});
