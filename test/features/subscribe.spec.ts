import { aSubscriber } from '../support/builders.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { linkPath, oneClickPath } from '../support/received-mail.js';
import { aRequest, edition, mailsTo, open, submit, textOf } from './forms.js';

describe('a company subscribes', () => {
  let app: TestApp;
  beforeEach(async () => (app = await startTestApp()));
  afterEach(async () => await app.close());

  it('from the form to its last mail: confirm, edition, preferences, next edition, one click', async () => {
    const form = await open(app, '/lists/culture');
    expect(form.status).toBe(200);
    const asked = await submit(app, '/lists/culture', aRequest());
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/lists/culture/sent']);
    expect(textOf(await (await open(app, '/lists/culture/sent')).text())).toContain('请查收确认邮件');

    const [confirmation] = await mailsTo(app, 'li@film.example', 1);
    const confirm = linkPath(confirmation!, '/confirm/');
    expect(confirmation!.subject).toBe('请确认订阅「文化政策周报」');
    expect(confirmation!.text).toContain('地区：石景山区');
    expect((await submit(app, confirm, {})).status).toBe(303);
    expect(textOf(await (await open(app, confirm)).text())).toContain('订阅成功');

    await app.publishPolicy({ title: '关于电影制作的通知' });
    await edition(app);
    const digest = (await mailsTo(app, 'li@film.example', 2))[1]!;
    expect(digest.text).toContain('关于电影制作的通知');

    const preferences = linkPath(digest, '/preferences/');
    const saved = await submit(app, preferences, { districts: '110108', sectors: '03', language: 'en' });
    expect(saved.status).toBe(303);
    expect(await (await open(app, saved.headers.get('location')!)).text()).toContain('Saved.');

    await app.publishPolicy({ title: '关于电影放映的通知' });
    await app.publishPolicy({ title: '关于创意设计的通知', sectors: ['032'] });
    await edition(app);
    const next = (await mailsTo(app, 'li@film.example', 3))[2]!;
    expect(next.text).toContain('关于创意设计的通知');
    expect(next.text).not.toContain('关于电影放映的通知');
    expect(next.subject).toContain('this week');

    const left = await submit(app, oneClickPath(next), { 'List-Unsubscribe': 'One-Click' });
    expect(left.status).toBe(200);
    await app.publishPolicy({ title: '关于设计产业的通知', sectors: ['03'] });
    const account = await edition(app);
    expect(account).toMatchObject({ active: 0, eligible: 0 });
    expect(await mailsTo(app, 'li@film.example', 3)).toHaveLength(3);
  });

  it('gets one subscription and one mail for the same form sent ten times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await submit(app, '/lists/culture', aRequest())),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]));
    expect(await mailsTo(app, 'li@film.example', 1)).toHaveLength(1);
    expect(await app.sql('select status from subscriptions')).toEqual([{ status: 'pending' }]);
  });

  it('has the consent on record in the words that were shown', async () => {
    await submit(app, '/lists/culture?lang=en', aRequest({ language: 'zh-CN' }));
    const html = await (await open(app, '/lists/culture?lang=en')).text();
    const [consent] = await app.sql<{ wording: string; source: string; confirmed_at: Date | null }>(
      'select wording, source, confirmed_at from consents',
    );
    expect(consent).toMatchObject({ source: 'form', confirmed_at: null });
    expect(html).toContain(consent!.wording);
  });

  it('gets the same answer whether the address is new, pending, active, ended or suppressed', async () => {
    const addresses = ['new@a.example', 'active@b.example', 'ended@c.example', 'bounced@d.example'];
    await app.importSubscribers(
      ['active@b.example', 'ended@c.example'].map((email) => ({
        email,
        company: '示例企业',
        districts: '110107',
        sectors: '022',
        levels: '',
        types: '',
        language: 'zh-CN',
      })),
    );
    await app.sql(
      `update subscriptions set status = 'ended', ended_reason = 'unsubscribed', ended_at = now()
        where id = $1`,
      [await app.subscriptionOf('ended@c.example')],
    );
    const answers = await Promise.all(
      addresses.map(async (email) => {
        const answer = await submit(app, '/lists/culture', aRequest({ email }));
        return [answer.status, answer.headers.get('location'), await answer.text()];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('changes nothing of an active subscription by filling in the form for its address', async () => {
    await submit(app, '/lists/culture', aRequest());
    const [mail] = await mailsTo(app, 'li@film.example', 1);
    await submit(app, linkPath(mail!, '/confirm/'), {});
    const before = await app.sql('select profile_id, language, status from subscriptions');
    await submit(
      app,
      '/lists/culture',
      aRequest({ districts: '110108', company: '别家公司', language: 'en' }),
    );
    const [, notice] = await mailsTo(app, 'li@film.example', 2);
    expect(notice!.subject).toBe('You are already subscribed to 文化政策周报');
    expect(notice!.text).not.toContain('别家公司');
    expect((await open(app, linkPath(notice!, '/preferences/'))).status).toBe(200);
    expect(await app.sql('select profile_id, language, status from subscriptions')).toEqual(before);
  });

  it('sees what the profile would have brought before submitting, and a warning when that is nothing', async () => {
    await app.publishPolicy({ title: '关于电影的通知' });
    const hit = await submit(app, '/lists/culture', aRequest({ act: 'preview' }));
    const page = textOf(await hit.text());
    expect(hit.status).toBe(200);
    expect(page).toContain('过去 4 周有 1 条政策会推送给您');
    expect(page).toContain('关于电影的通知');
    const miss = await submit(app, '/lists/culture', aRequest({ act: 'preview', sectors: '09' }));
    expect(textOf(await miss.text())).toContain('没有一项与所选相符');
    expect(await app.sql('select 1 from subscriptions')).toEqual([]);
  });

  it('sees the titles alone where the page asks for its preview part, and what to do while nothing is chosen', async () => {
    await app.publishPolicy({ title: '关于电影的通知' });
    const part = async (form: Record<string, string | string[]>) => {
      const answer = await submit(app, '/lists/culture', aRequest({ act: 'preview', ...form }), {
        'hx-request': 'true',
      });
      return [answer.status, await answer.text()] as const;
    };
    const [status, html] = await part({});
    expect(status).toBe(200);
    expect(html).not.toContain('<html');
    expect(textOf(html)).toContain('过去 4 周有 1 条政策会推送给您');
    const [, nothing] = await part({ sectors: [] });
    expect(textOf(nothing)).toContain('选好地区和行业');
  });

  it('is warned when the profile matches nearly everything', async () => {
    for (let number = 0; number < 10; number += 1) await app.publishPolicy();
    const answer = await submit(app, '/lists/culture', aRequest({ act: 'preview', sectors: '*' }));
    expect(textOf(await answer.text())).toContain('几乎全部会推送');
  });

  it('finds a sector by its name without JavaScript, with everything ticked kept', async () => {
    const html = await (
      await submit(
        app,
        '/lists/culture',
        aRequest({ act: 'find', findSector: '图书出版', sectors: '022', company: '示例企业' }),
      )
    ).text();
    expect(html).toContain('value="图书出版"');
    expect(html).toMatch(
      /role="status"[^>]*>找到 \d+ 项，|role="status"[^>]*>找到 1 项|role="status"[^>]*>没有找到/,
    );
    expect(html).toMatch(/name="sectors" value="022" checked/);
    expect(html).toMatch(/name="districts" value="110107" checked/);
    expect(html).toContain('value="示例企业"');
    expect(await app.sql('select 1 from subscriptions')).toEqual([]);
  });

  it('looks for what was typed when Enter is pressed in a search field, and subscribes when nothing new was', async () => {
    const entered = async (form: Record<string, string>) =>
      await submit(app, '/lists/culture', aRequest({ act: 'enter', ...form }));
    const found = await entered({ findDistrict: '朝阳', foundDistrict: '' });
    const html = await found.text();
    expect(found.status).toBe(200);
    expect(html).toMatch(/role="status"[^>]*>找到 1 项/);
    expect(html).toMatch(
      /<li hidden>\s*<label class="choice"><input type="checkbox" name="districts" value="110101"/,
    );
    expect(html).not.toMatch(
      /<li hidden>\s*<label class="choice"><input type="checkbox" name="districts" value="110107"/,
    );
    expect((await entered({ findDistrict: '朝阳', foundDistrict: '朝阳' })).status).toBe(303);
  });

  it('can choose every district at once, and its mail says so in three words', async () => {
    await submit(app, '/lists/culture', aRequest({ districts: '110000+' }));
    const [mail] = await mailsTo(app, 'li@film.example', 1);
    expect(mail!.text).toContain('地区：北京市（全部各区）');
    await submit(app, linkPath(mail!, '/confirm/'), {});
    const page = await (await open(app, linkPath(mail!, '/confirm/'))).text();
    const preferences = /href="(\/preferences\/[^"/]+)"/.exec(page)?.[1] ?? '';
    expect(await (await open(app, preferences)).text()).toMatch(/value="110000\+" data-covers checked/);
  });

  it('is shown the latest edition of the list it reads about', async () => {
    await app.publishPolicy();
    await app.importSubscribers([aSubscriber('other@film.example')]);
    await edition(app);
    for (const path of ['/', '/lists/culture'])
      expect(await (await open(app, path)).text()).toMatch(/href="\/archive\/culture\/2026-W41"/);
  });

  it('may not have more than four mails a day made for one address', async () => {
    for (const districts of ['110101', '110102', '110105', '110106', '110107', '110108'])
      expect((await submit(app, '/lists/culture', aRequest({ districts }))).status).toBe(303);
    expect(await mailsTo(app, 'li@film.example', 4)).toHaveLength(4);
    expect(await app.sql('select 1 from subscriptions')).toHaveLength(1);
    const stored = JSON.stringify(await app.sql('select * from request_budgets'));
    expect(stored).not.toMatch(/film\.example|127\.0\.0\.1/);
  });

  it('is told to wait when one network asks for too many', async () => {
    const answers: number[] = [];
    for (let number = 0; number < 11; number += 1)
      answers.push(
        (await submit(app, '/lists/culture', aRequest({ email: `a${number}@film.example` }))).status,
      );
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 303));
    expect(answers[10]).toBe(429);
  });

  it('is ignored when the field that people do not see is filled in', async () => {
    const answer = await submit(app, '/lists/culture', aRequest({ website: 'https://spam.example' }));
    expect(answer.status).toBe(303);
    expect(await app.sql('select 1 from subscriptions')).toEqual([]);
  });
});

describe('a subscription form with wrong fields', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startTestApp({ workers: 'idle' })));
  afterAll(async () => await app.close());

  it('comes back whole, with each problem at its field', async () => {
    const answer = await submit(
      app,
      '/lists/culture',
      aRequest({ email: 'li@@film', company: '', sectors: ['02', '031'], districts: '999999' }),
    );
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('value="li@@film"');
    expect(html).toMatch(/value="02" checked/);
    expect(html).toMatch(/value="031" checked/);
    expect(html).toMatch(/id="email-wrong">邮箱：不是有效的邮箱地址。/);
    expect(html).toMatch(/id="company-wrong">企业名称：请填写。/);
    expect(html).toMatch(/id="districts-wrong">地区：含有不可选的值。/);
    expect(html).not.toMatch(/id="sectors-wrong"/);
  });

  it.each<[string, Record<string, string | string[]>]>([
    ['nothing at all', { email: '', company: '', districts: [], sectors: [] }],
    ['an address of 300 characters', { email: `${'a'.repeat(290)}@b.example` }],
    ['two addresses in one field', { email: 'a@b.example,c@d.example' }],
    ['an address given twice', { email: ['a@b.example', 'c@d.example'] }],
    ['an address with a line break', { email: 'a@b.example\r\nBcc: c@d.example' }],
    ['an address with a NUL', { email: 'a\u0000@b.example' }],
    ['a company of 10 kB', { company: '企'.repeat(10_000) }],
    ['a company that is a link', { company: '中奖 https://spam.example' }],
    ['a company with a NUL', { company: '示例\u0000企业' }],
    ['a company with a line break', { company: '示例\n企业' }],
    ['a district of elsewhere', { districts: '310000' }],
    ['an unknown sector beside a known one', { sectors: ['02', 'nonsense'] }],
    ['a thousand sectors', { sectors: Array.from({ length: 900 }, (_, i) => `x${i}`) }],
    ['an unknown language', { language: 'fr' }],
    ['an unknown level', { levels: 'galactic' }],
  ])('is refused with %s', async (_, wrong) => {
    const answer = await submit(app, '/lists/culture', { ...aRequest(), ...wrong });
    expect(answer.status).toBe(422);
    expect(await app.sql('select 1 from subscriptions')).toEqual([]);
  });

  it.each([
    ['objects and numbers', { email: { a: 1 }, company: 5, districts: [[1]], sectors: { '02': true } }],
    ['a list', []],
    ['a prototype', JSON.parse('{"__proto__":{"email":"a@b.example"}}') as object],
  ])('is refused as JSON with %s', async (_, body) => {
    const answer = await fetch(`${app.baseUrl}/lists/culture`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/html' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(422);
  });

  it('belongs to a list that exists', async () => {
    for (const slug of ['nowhere', '%00', 'culture%00', 'a'.repeat(10_240), '..%2Fculture']) {
      expect((await submit(app, `/lists/${slug}`, aRequest())).status).toBe(404);
      expect((await open(app, `/lists/${slug}`)).status).toBe(404);
    }
  });

  it('is shown in English to who prefers it, and says so', async () => {
    const html = await (await open(app, '/lists/culture?lang=en')).text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('action="/lists/culture?lang=en"');
    expect(textOf(html)).toContain('Show what I would get');
  });
});
