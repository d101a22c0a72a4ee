import { aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('a quiet week', () => {
  let app: TestApp;

  afterEach(() => app.close());

  it('brings no mail, unless the list says so', async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber('film@a.example')]);
    expect(await app.runEdition()).toMatchObject({ eligible: 0, excluded: { nothingNew: 1 } });
    expect(app.smtp.received).toEqual([]);
  });

  it('brings one note to those with nothing new on a list that wants it, and the books balance', async () => {
    app = await startTestApp({ list: { quietWeekNote: true } });
    await app.importSubscribers([
      aSubscriber('film@a.example'),
      aSubscriber('software@a.example', { sectors: 'I65' }),
      aSubscriber('reader@a.example', { sectors: 'I65', language: 'en' }),
      aSubscriber('resting@a.example', { sectors: 'I65' }),
    ]);
    await app.pause('resting@a.example', new Date('2026-12-01T00:00:00Z'));
    await app.publishPolicy();
    const account = await app.runEdition();
    expect(account).toMatchObject({
      eligible: 3,
      accepted: 3,
      digests: 3,
      excluded: { paused: 1, nothingNew: 0 },
    });
    const [digest] = await app.mailTo('film@a.example');
    const [note] = await app.mailTo('software@a.example');
    const [english] = await app.mailTo('reader@a.example');
    expect(digest?.subject).toBe('文化政策周报：本周 1 项（市级 1）');
    expect(note?.subject).toBe('文化政策周报：本周没有新政策');
    expect(note?.text).toContain('本周没有新发布的政策与贵公司有关。');
    expect(note?.text).not.toContain('【');
    expect(english?.subject).toBe('文化政策周报: nothing new this week');
    expect(note?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it('reminds in its note of what closes soon, and never because of that alone', async () => {
    app = await startTestApp({ list: { quietWeekNote: true } });
    await app.importSubscribers([aSubscriber('film@a.example')]);
    await app.publishPolicy({ title: '影视项目申报', type: 'call', applicationClosesOn: '2026-10-20' });
    await app.runEdition();
    app.passDays(1);
    await app.runEdition();
    const [, note] = await app.mailTo('film@a.example');
    expect(note?.subject).toBe('文化政策周报：本周没有新政策，1 项 10 月 20 日截止');
    expect(note?.text).toContain('【即将截止】');
    expect(note?.text).toContain('影视项目申报');
  });
});
