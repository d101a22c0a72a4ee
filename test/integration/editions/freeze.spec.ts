import { balances } from '../../../src/editions/domain/edition-progress.js';
import { WithdrawPolicyService } from '../../../src/policies/withdraw-policy.service.js';
import { aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('a freeze', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp();
  });

  afterEach(() => app.close());

  it('counts every active subscription as a delivery row or as excluded, with the reason', async () => {
    await app.importSubscribers([
      aSubscriber('film@a.example'),
      aSubscriber('film@b.example', { language: 'en' }),
      aSubscriber('games@a.example', { sectors: 'I64' }),
      aSubscriber('paused@a.example'),
      aSubscriber('left@a.example'),
    ]);
    await app.pause('paused@a.example', new Date('2026-11-01T00:00:00Z'));
    await app.sql(
      `update subscriptions set status = 'ended', ended_at = now(), ended_reason = 'operator' where id = $1`,
      [await app.subscriptionOf('left@a.example')],
    );
    await app.publishPolicy();
    const account = await app.runEdition();
    expect(account).toMatchObject({
      policies: 1,
      profiles: 2,
      digests: 2,
      active: 4,
      excluded: { paused: 1, nothingNew: 1 },
      eligible: 2,
      accepted: 2,
      open: 0,
    });
    expect(balances(account)).toBe(true);
  });

  it('makes one digest for all who get the same', async () => {
    await app.importSubscribers([
      aSubscriber('one@a.example'),
      aSubscriber('two@b.example'),
      // another profile to which the same matters, by the same tags
      aSubscriber('three@c.example', { levels: 'municipal' }),
    ]);
    await app.publishPolicy();
    expect(await app.runEdition()).toMatchObject({ profiles: 2, digests: 1, accepted: 3 });
  });

  it('makes no empty digest', async () => {
    await app.importSubscribers([aSubscriber('games@a.example', { sectors: 'I64' })]);
    await app.publishPolicy();
    const account = await app.runEdition();
    expect(account).toMatchObject({
      status: 'complete',
      digests: 0,
      eligible: 0,
      excluded: { nothingNew: 1 },
    });
    expect(app.smtp.received).toEqual([]);
  });

  it('is complete with nobody and nothing', async () => {
    expect(await app.runEdition()).toMatchObject({ status: 'complete', policies: 0, active: 0, eligible: 0 });
  });

  it('leaves out drafts, withdrawn policies and those never to be announced', async () => {
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.draftPolicy({ title: '一份草稿' });
    await app.publishPolicy({ title: '一份旧文件' }, 'never');
    const withdrawn = await app.publishPolicy({ title: '一份撤回的文件' });
    await app.get(WithdrawPolicyService).withdraw(withdrawn.id);
    await app.publishPolicy({ title: '一份新文件' });
    expect(await app.runEdition()).toMatchObject({ policies: 1, accepted: 1 });
    const [mail] = await app.mailTo('film@a.example');
    expect(mail?.text).toContain('一份新文件');
    expect(mail?.text).not.toMatch(/草稿|旧文件|撤回/);
  });

  it('takes in whoever paused only until before the cut-off', async () => {
    await app.importSubscribers([aSubscriber('back@a.example')]);
    await app.pause('back@a.example', new Date('2026-10-04T00:00:00Z'));
    await app.publishPolicy();
    expect(await app.runEdition()).toMatchObject({ excluded: { paused: 0 }, accepted: 1 });
  });

  it('prints what stood at the cut-off, whatever is changed afterwards', async () => {
    await app.close();
    app = await startTestApp({ list: { approval: 'any' } });
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const policy = await app.publishPolicy({ title: '定稿时的标题' });
    expect(await app.runEdition()).toMatchObject({ status: 'in-review' });
    await app.sql(`update policies set title = '后来的标题' where id = $1`, [policy.id]);
    await app.runEdition({ at: app.clock.now(), approveAs: 'an approver' });
    const [mail] = await app.mailTo('film@a.example');
    expect(mail?.text).toContain('定稿时的标题');
    expect(mail?.text).not.toContain('后来的标题');
  });
});
