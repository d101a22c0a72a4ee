import { oneClickPath, linkPath } from '../support/received-mail.js';
import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { aRequest, edition, mailsTo, open, submit, textOf } from './forms.js';

const GIVEN = '张三＠例子。中国';
/** As the test server shows it. */
const SHOWN = '张三@例子.中国';
/** As it is stored and written to the server. */
const MAILBOX = '张三@xn--fsqu00a.xn--fiqs8s';

describe('a mailbox in UTF-8 (RFC 6531)', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp();
  });
  afterEach(async () => {
    await app.close();
  });

  it('is taken by the form and goes the whole way: confirm, edition, preferences, one click', async () => {
    const asked = await submit(app, '/lists/culture', aRequest({ email: GIVEN }));
    expect(asked.headers.get('location')).toBe('/lists/culture/sent?mailbox=utf8');
    const sent = textOf(await (await open(app, '/lists/culture/sent?mailbox=utf8')).text());
    expect(sent).toContain('有些邮件服务器不支持');
    const [confirmation] = await mailsTo(app, SHOWN, 1);
    expect(app.smtp.received[0]!.raw.toString()).toContain(`To: ${MAILBOX}\r\n`);
    const confirm = linkPath(confirmation!, '/confirm/');
    expect((await submit(app, confirm, {})).status).toBe(303);

    await app.publishPolicy({ title: '关于电影制作的通知' });
    expect(await edition(app)).toMatchObject({ eligible: 1, accepted: 1 });
    const digest = (await mailsTo(app, SHOWN, 2))[1]!;
    const preferences = await (await open(app, linkPath(digest, '/preferences/'))).text();
    expect(textOf(preferences)).toContain('张***@例子.中国');

    expect((await submit(app, oneClickPath(digest), { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    await app.publishPolicy();
    expect(await edition(app)).toMatchObject({ active: 0 });
  });

  it('is one address in every spelling: composed or not, domain in letters or punycode', async () => {
    for (const email of ['José@例子.中国', 'JOSE\u0301@xn--fsqu00a.xn--fiqs8s', 'josé@例子。中国'])
      expect((await submit(app, '/lists/culture', aRequest({ email }))).status).toBe(303);
    expect(await app.sql('select address from subscribers')).toEqual([
      { address: 'jos\u00e9@xn--fsqu00a.xn--fiqs8s' },
    ]);
  });

  it('comes in by a file, and is not taken twice', async () => {
    const rows = [GIVEN, '张三@xn--fsqu00a.xn--fiqs8s', '张 三@例子.中国', 'li@film.example'].map((email) =>
      aSubscriber(email),
    );
    const imported = await app.importSubscribers(rows);
    expect(imported).toMatchObject({
      added: 2,
      refused: [
        { row: 3, column: 'email', reason: 'repeats row 2' },
        { row: 4, column: 'email', reason: 'has an invalid part before the @' },
      ],
    });
    await app.publishPolicy();
    expect(await edition(app)).toMatchObject({ eligible: 2, accepted: 2 });
    expect(await mailsTo(app, SHOWN, 1)).toHaveLength(1);
  });

  it('is asked to confirm a change of address like any other', async () => {
    await app.importSubscribers([aSubscriber('li@film.example')]);
    await app.publishPolicy();
    await edition(app);
    const [digest] = await mailsTo(app, 'li@film.example', 1);
    const preferences = linkPath(digest!, '/preferences/');
    expect((await submit(app, `${preferences}/address`, { email: GIVEN })).status).toBe(303);
    const link = linkPath((await mailsTo(app, SHOWN, 1))[0]!, '/address/');
    expect(textOf(await (await open(app, link)).text())).toContain('张三@例子.中国');
    await submit(app, link, {});
    expect(textOf(await (await open(app, link)).text())).toContain('新邮箱已确认');
  });

  describe('where the relay takes none', () => {
    beforeEach(async () => {
      await app.smtp.goDown();
      await app.smtp.comeUp({ hideSMTPUTF8: true });
    });

    it('is not mailed; the row says why, and nobody is suppressed', async () => {
      await app.importSubscribers([aSubscriber(GIVEN), aSubscriber('li@film.example')]);
      await app.publishPolicy();
      expect(await edition(app)).toMatchObject({ eligible: 2, accepted: 1, rejected: 1, open: 0 });
      expect(app.smtp.accepted()).toHaveLength(1);
      const [row] = await app.sql('select reply_text from deliveries where address = $1', [MAILBOX]);
      expect(row).toMatchObject({ reply_text: expect.stringContaining('SMTPUTF8') });
      expect(await app.sql('select 1 from suppressions')).toEqual([]);
    });

    it('cannot become somebody’s new address, and the preferences say so', async () => {
      await app.importSubscribers([aSubscriber('li@film.example')]);
      await app.publishPolicy();
      await edition(app);
      const [digest] = await mailsTo(app, 'li@film.example', 1);
      const preferences = linkPath(digest!, '/preferences/');
      await submit(app, `${preferences}/address`, { email: GIVEN });
      const page = async () => textOf(await (await open(app, preferences)).text());
      await app.waitUntil(async () => (await page()).includes('对方的邮件服务器拒收了确认邮件'));
      await submit(app, `${preferences}/address/withdraw`, {});
      expect(await page()).not.toContain('拒收');
    });
  });
});
