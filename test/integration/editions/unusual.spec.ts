import { ImportBulletinService } from '../../../src/bulletins/import-bulletin.service.js';
import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { EditionsRepository } from '../../../src/editions/editions.repository.js';
import { HoldEditionService } from '../../../src/editions/hold-edition.service.js';
import { OpenDueEditionsService } from '../../../src/editions/open-due-editions.service.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const WEEK_MS = 7 * 86_400_000;
const people = (count: number, name: string, overrides = {}) =>
  Array.from({ length: count }, (_, index) => aSubscriber(`${name}${index}@a.example`, overrides));
const cutOff = (week: number) => new Date(FIRST_CUT_OFF.getTime() + week * WEEK_MS);

describe('an edition that does not look like the ones before it', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp();
  });

  afterEach(() => app.close());

  const latest = async () => (await app.get(EditionsRepository).ofList((await app.list()).id))[0]!;
  const tickAndSettle = async (week: number) => {
    await app.tick(cutOff(week));
    await app.waitUntil(async () => {
      const edition = await latest();
      return (
        edition.cutOff.getTime() === cutOff(week).getTime() &&
        (edition.heldReason !== null || edition.status === 'complete')
      );
    });
    return await latest();
  };

  it('holds itself when its audience is far from the usual, says so, and goes out when a person lets it pass', async () => {
    await app.importSubscribers(people(5, 'early'));
    for (const week of [0, 1, 2]) {
      app.passDays(1);
      await app.publishPolicy();
      expect(await tickAndSettle(week)).toMatchObject({ status: 'complete', anomalies: [] });
    }
    app.passDays(1);
    await app.importSubscribers(people(40, 'late'));
    await app.publishPolicy();
    const before = app.smtp.received.length;
    const held = await tickAndSettle(3);
    expect(held).toMatchObject({ status: 'approved', isUnusual: true });
    expect(held.heldReason).toContain('audience 45 (usually 5)');
    expect(held.anomalies).toEqual([
      { kind: 'audience', count: 45, usual: 5 },
      { kind: 'volume', count: 45, usual: 5 },
    ]);
    await app.tick(new Date(cutOff(3).getTime() + 3_600_000));
    expect(app.smtp.received).toHaveLength(before);

    await app.get(HoldEditionService).lift(held.id);
    await app.tick();
    await app.waitForComplete();
    expect(await app.account()).toMatchObject({ status: 'complete', accepted: 45 });
  });

  it('stays let pass when it freezes again', async () => {
    await app.importSubscribers(people(25, 'far', { districts: '110105' }));
    await app.publishPolicy({ level: 'district', districts: ['110107'] });
    const held = await tickAndSettle(0);
    expect(held.anomalies).toEqual([{ kind: 'no-match', count: 1, usual: null }]);
    await app.get(HoldEditionService).lift(held.id);
    app.clock.set(new Date(cutOff(0).getTime() + 2 * 86_400_000));
    await app.tick();
    await app.waitForComplete();
    expect(await app.account()).toMatchObject({ status: 'complete', eligible: 0 });
  });

  it('holds itself while an imported entry with a warning waits for an editor', async () => {
    const text = [
      '一周政策汇编',
      '政策类',
      '市级',
      '1、关于支持影视企业的通知',
      '颁发机构:北京市电影局',
      '正文。',
    ].join('\n\n');
    const { entries } = await app
      .get(ImportBulletinService)
      .import({ name: '汇编.txt', text, format: 'text' }, { listSlug: 'culture', publish: false });
    expect(entries).toHaveLength(1);
    await app.importSubscribers(people(1, 'film'));
    await app.publishPolicy();
    const held = await tickAndSettle(0);
    expect(held.anomalies).toEqual([{ kind: 'open-warnings', count: 1, usual: null }]);
    expect(app.smtp.received).toEqual([]);
    const account = await app.runEdition({ at: app.clock.now(), approveAs: 'an approver' });
    expect(account).toMatchObject({ status: 'complete', accepted: 1 });
  });

  it('is not released past a person’s own hold by an approval', async () => {
    await app.importSubscribers(people(1, 'film'));
    await app.publishPolicy();
    app.clock.set(cutOff(0));
    const id = await app.get(OpenDueEditionsService).openAt(await app.list(), cutOff(0));
    await app.get(HoldEditionService).hold(id, 'wait for the mayor');
    await app.get(AdvanceEditionService).advance(id, { approveAs: 'an approver' });
    expect(await latest()).toMatchObject({ status: 'collecting', heldReason: 'wait for the mayor' });
    expect(app.smtp.received).toEqual([]);
  });
});
