import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { EditionsRepository } from '../../../src/editions/editions.repository.js';
import { aSubscriber, FIRST_CUT_OFF } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const HOUR_MS = 3_600_000;

describe('an edition of a list that wants a review', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ list: { approval: 'any' } });
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy({ title: '要申报的文件', applicationClosesOn: '2026-10-12' });
    await app.runEdition();
  });

  afterEach(() => app.close());

  it('waits, with its books open, until somebody approves', async () => {
    await app.tick(new Date(FIRST_CUT_OFF.getTime() + HOUR_MS));
    expect(await app.account()).toMatchObject({ status: 'in-review', eligible: 1, open: 1 });
    expect(app.smtp.received).toEqual([]);
    await app.runEdition({ at: app.clock.now(), approveAs: 'an approver' });
    expect(await app.account()).toMatchObject({ status: 'complete', accepted: 1 });
  });

  it('released over a day late freezes again first, so that the days left are true', async () => {
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>('select id from editions');
    await app.get(EditionsRepository).approve(id, 'an approver', app.clock.now());
    app.clock.set(new Date(FIRST_CUT_OFF.getTime() + 25 * HOUR_MS));
    await app.get(AdvanceEditionService).advance(id);
    expect(await app.account()).toMatchObject({ status: 'in-review' });
    await app.runEdition({ at: app.clock.now(), approveAs: 'an approver' });
    const [mail] = await app.mailTo('film@a.example');
    expect(mail?.text).toContain('还剩 6 天');
    expect(await app.account()).toMatchObject({ status: 'complete', eligible: 1, accepted: 1 });
  });

  it('cannot be approved before it is composed', async () => {
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>('select id from editions');
    await app.sql('update editions set content_hash = null');
    expect(await app.get(EditionsRepository).approve(id, 'an approver', app.clock.now())).toBe(false);
  });
});
