import { LedgerIdentityService } from '../../../src/delivery/ledger-identity.service.js';
import { SuppressionsService } from '../../../src/delivery/suppressions.service.js';
import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { nextCutOff } from '../../../src/editions/domain/publication-week.js';
import { OpenDueEditionsService } from '../../../src/editions/open-due-editions.service.js';
import { PublishPolicyService } from '../../../src/policies/publish-policy.service.js';
import { WithdrawPolicyService } from '../../../src/policies/withdraw-policy.service.js';
import { aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('what must not be lost, sent early or sent twice', () => {
  let app: TestApp;

  afterEach(() => app.close());

  const textsOf = async (address: string) => (await app.mailTo(address)).map((mail) => mail.text);

  it('announces a policy that was withdrawn just at a cut-off once it is back', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const policy = await app.publishPolicy({ title: '撤回又发布的文件' });
    await app.publishPolicy({ title: '一直都在的文件' });
    const list = await app.list();
    const cutOff = nextCutOff(app.clock.now(), list);
    app.clock.set(new Date(cutOff.getTime() + 60_000));
    await app.get(WithdrawPolicyService).withdraw(policy.id);
    await app.get(OpenDueEditionsService).openDue(app.clock.now());
    await app.tick();
    await app.waitForComplete();
    app.passDays(1);
    await app.get(PublishPolicyService).publish(policy.id);
    await app.runEdition();
    const [first, second] = await textsOf('film@a.example');
    expect(first).not.toContain('撤回又发布的文件');
    expect(second).toContain('撤回又发布的文件');
    expect(second).not.toContain('一直都在的文件');
  });

  it('cuts off now when the moment named is still to come: nothing published until then is lost', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy({ title: '今天的文件' });
    const list = await app.list();
    const ahead = new Date(app.clock.now().getTime() + 7 * 86_400_000);
    const early = await app.get(OpenDueEditionsService).openAt(list, ahead);
    await app.get(AdvanceEditionService).advance(early);
    await app.waitForEdition(early);
    app.passDays(1);
    await app.publishPolicy({ title: '明天的文件' });
    await app.runEdition({ at: new Date(ahead.getTime() + 7 * 86_400_000) });
    const [first, second] = await textsOf('film@a.example');
    expect(first).toContain('今天的文件');
    expect(second).toContain('明天的文件');
    expect(second).not.toContain('今天的文件');
  });

  it('keeps sample policies out of every digest that goes to a real mail server', async () => {
    app = await startTestApp({ config: { localInbox: false } });
    await app.importSubscribers([aSubscriber('film@a.example')]);
    const sample = await app.publishPolicy({ title: '示例文件' });
    await app.publishPolicy({ title: '真实文件' });
    await app.sql('update policies set is_sample = true where id = $1', [sample.id]);
    await app.runEdition();
    const [text] = await textsOf('film@a.example');
    expect(text).toContain('真实文件');
    expect(text).not.toContain('示例文件');
  });

  it('begins nothing in a restored database before an operator lifts it', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy();
    const identity = app.get(LedgerIdentityService);
    expect(await identity.check()).toBe(false);
    await app.sql(`update ledger_identity set fingerprint = 'another cluster'`);
    expect(await identity.check()).toBe(true);
    const cutOff = nextCutOff(app.clock.now(), await app.list());
    await app.tick(cutOff);
    expect(await app.sql('select key from editions')).toEqual([]);
    expect(await identity.lift()).toBe(true);
    await app.tick(cutOff);
    await app.waitForComplete();
    expect(await app.mailTo('film@a.example')).toHaveLength(1);
  });

  it('pauses what was running in a database that is behind what this folder has seen', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy();
    app.smtp.hold('film@a.example');
    await app.tick(nextCutOff(app.clock.now(), await app.list()));
    await app.waitUntil(async () => (await app.sql(`select from runs where state = 'running'`)).length === 1);
    await app.get(LedgerIdentityService).check();
    await app.sql(`select setval('delivery_fences', (select last_value from delivery_fences) + 1000)`);
    await app.get(LedgerIdentityService).witness();
    await app.sql(`select setval('delivery_fences', 1)`);
    expect(await app.get(LedgerIdentityService).check()).toBe(true);
    expect(await app.sql(`select state from runs`)).toEqual([{ state: 'paused' }]);
  });

  it('never lets a weaker suppression take the place of a stronger one', async () => {
    app = await startTestApp();
    const suppressions = app.get(SuppressionsService);
    await suppressions.suppress('li@film.example', 'erasure', 'test');
    await suppressions.suppress('li@film.example', 'bounce', 'test');
    expect((await suppressions.among(['li@film.example'])).get('li@film.example')).toBe('erasure');
    expect(await app.sql('select address from suppressions')).toEqual([{ address: null }]);
  });
});
