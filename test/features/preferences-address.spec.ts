import { SuppressionsService } from '../../src/delivery/suppressions.service.js';
import { aSubscriber } from '../support/builders.js';
import { linkPath, oneClickPath } from '../support/received-mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { edition, type FormInput, mailsTo, open, submit, textOf } from './forms.js';

const OLD = 'li@film.example';
const NEW = 'zhao@studio.example';
const HOUR_MS = 3_600_000;

describe('a change of address', () => {
  let app: TestApp;
  let preferences: string;
  beforeEach(async () => {
    app = await startTestApp();
    await app.importSubscribers([aSubscriber(OLD), aSubscriber('known@other.example')]);
    await app.publishPolicy();
    await edition(app);
    preferences = linkPath((await mailsTo(app, OLD, 1))[0]!, '/preferences/');
  });
  afterEach(async () => await app.close());

  const ask = async (email: string, path = preferences) => await submit(app, `${path}/address`, { email });
  const linkMailedTo = async (address: string, count = 1) =>
    linkPath((await mailsTo(app, address, count)).at(-1)!, '/address/');
  const addresses = async () =>
    (await app.sql<{ address: string }>('select address from subscribers order by address')).map(
      (row) => row.address,
    );

  it('happens when the new address confirms it: mail goes there, and the old one is told', async () => {
    expect((await ask(` ${NEW.toUpperCase()} `)).status).toBe(303);
    const page = textOf(await (await open(app, preferences)).text());
    expect(page).toContain('等待新邮箱确认 z***@studio.example');
    expect(page).not.toContain(OLD);
    const link = await linkMailedTo(NEW);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await open(app, link, method)).status).toBe(200);
    expect(await addresses()).toContain(OLD);
    expect((await submit(app, link, {})).status).toBe(303);
    expect(textOf(await (await open(app, link)).text())).toContain('新邮箱已确认');
    const told = (await mailsTo(app, OLD, 2))[1]!;
    expect(told.subject).toContain('邮箱已更改');
    expect(told.text).toContain('z***@studio.example');
    expect(told.text).not.toContain(NEW);
    await app.publishPolicy();
    await edition(app);
    expect(await mailsTo(app, NEW, 2)).toHaveLength(2);
    expect(await app.mailTo(OLD)).toHaveLength(2);
  });

  it('is made once by ten clicks at once', async () => {
    await ask(NEW);
    const link = await linkMailedTo(NEW);
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await submit(app, link, {})).status),
    );
    expect(new Set(answers)).toEqual(new Set([303]));
    expect(await mailsTo(app, OLD, 2)).toHaveLength(2);
    expect(await addresses()).toEqual(['known@other.example', NEW]);
  });

  it('never tells whose address is taken: the answer is the same, and only its mailbox learns more', async () => {
    const answers = [await ask('known@other.example'), await ask('nobody@other.example')];
    expect(new Set(answers.map((one) => `${one.status} ${one.headers.get('location')}`)).size).toBe(1);
  });

  it('does not take an address that has a subscriber of its own', async () => {
    await ask('known@other.example');
    const link = await linkMailedTo('known@other.example', 2);
    await submit(app, link, {});
    expect(textOf(await (await open(app, link)).text())).toContain('已有自己的订阅');
    expect(await addresses()).toEqual(['known@other.example', OLD]);
    expect(await mailsTo(app, OLD, 1)).toHaveLength(1);
  });

  it('can be withdrawn, is replaced by a newer one, and ends after 72 hours', async () => {
    await ask(NEW);
    const first = await linkMailedTo(NEW);
    await submit(app, `${preferences}/address/withdraw`, {});
    await submit(app, first, {});
    expect(textOf(await (await open(app, first)).text())).toContain('已经取消');
    await ask('wang@studio.example');
    const second = await linkMailedTo('wang@studio.example');
    await ask('sun@studio.example');
    const third = await linkMailedTo('sun@studio.example');
    await submit(app, second, {});
    app.clock.set(new Date(app.clock.now().getTime() + 72 * HOUR_MS + 1_000));
    expect((await open(app, third)).status).toBe(410);
    await submit(app, third, {});
    expect(await addresses()).toContain(OLD);
  });

  it('can be declined by who got the mail, on its page or by one click of the mail program', async () => {
    const forms: FormInput[] = [{}, { 'List-Unsubscribe': 'One-Click' }];
    for (const [before, form] of forms.entries()) {
      app.clock.set(new Date(app.clock.now().getTime() + HOUR_MS));
      await ask(NEW);
      const mails = await mailsTo(app, NEW, before + 1);
      const decline = oneClickPath(mails.at(-1)!);
      expect(textOf(await (await open(app, decline)).text())).toContain('拒绝这次更换');
      expect((await submit(app, decline, form)).status).toBe(200);
      await submit(app, linkPath(mails.at(-1)!, '/address/'), {});
      expect(await addresses()).toContain(OLD);
    }
    expect(await app.sql(`select distinct outcome from address_changes`)).toEqual([{ outcome: 'withdrawn' }]);
  });

  it('goes to no suppressed address, and lifts a bounce of the one that confirmed', async () => {
    const suppressions = app.get(SuppressionsService);
    await suppressions.suppress('gone@studio.example', 'erasure', 'test');
    expect((await ask('gone@studio.example')).status).toBe(303);
    await ask(NEW);
    const link = await linkMailedTo(NEW);
    expect(await app.mailTo('gone@studio.example')).toEqual([]);
    await suppressions.suppress(NEW, 'bounce', 'test');
    await submit(app, link, {});
    expect((await suppressions.among([NEW])).size).toBe(0);
  });

  it.each<[string, string | string[]]>([
    ['nothing', ''],
    ['the address in use', OLD],
    ['no address', 'li@@film'],
    ['two addresses', [NEW, 'b@c.example']],
    ['a line break', `${NEW}\r\nBcc: x@y.example`],
    ['a NUL', 'a\u0000@b.example'],
    ['300 characters', `${'a'.repeat(300)}@b.example`],
  ])('is refused with %s, at the field', async (_, email) => {
    const answer = await submit(app, `${preferences}/address`, { email });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="email-wrong"');
    expect(await app.sql('select 1 from address_changes')).toEqual([]);
  });

  it('is not for a subscription that ended, nor by another link', async () => {
    const [digest] = await app.mailTo(OLD);
    const leave = oneClickPath(digest!);
    expect((await ask(NEW, leave.replace('/u/', '/preferences/'))).status).toBe(404);
    await submit(app, leave, { 'List-Unsubscribe': 'One-Click' });
    expect((await ask(NEW)).status).toBe(409);
  });

  it('makes at most four mails a day to one address, whoever asks', async () => {
    for (let hour = 0; hour < 6; hour += 1) {
      app.clock.set(new Date(app.clock.now().getTime() + HOUR_MS));
      expect((await ask(NEW)).status).toBe(303);
    }
    expect(await mailsTo(app, NEW, 4)).toHaveLength(4);
  });
});
