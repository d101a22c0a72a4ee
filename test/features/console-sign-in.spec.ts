import { CreateAdminService } from '../../src/admins/create-admin.service.js';
import { LIMITS } from '../../src/admins/domain/sign-in-limits.js';
import { IDLE_SECONDS } from '../../src/admins/domain/session-expiry.js';
import { startTestApp, type TestApp, TEST_NOW } from '../support/test-app.js';
import { ConsoleClient, type ConsoleForm, fieldErrors, fieldsOf } from './console-client.js';

describe('signing in to the console', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ workers: 'idle' });
  });
  afterEach(async () => {
    await app.close();
  });

  it('leads back to the page that was asked for', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const client = new ConsoleClient(app);
    const asked = await client.get('/console/policies?status=draft');
    expect(asked.status).toBe(303);
    expect(asked.location).toBe('/console/sign-in?next=%2Fconsole%2Fpolicies%3Fstatus%3Ddraft');
    const signedIn = await client.signIn('E@dibao.example ', password, '/console/policies?status=draft');
    expect(signedIn.location).toBe('/console/policies?status=draft');
    expect((await client.get('/console')).status).toBe(200);
  });

  it('gives the same answer for an unknown address and a wrong password', async () => {
    await app.get(CreateAdminService).create({ email: 'e@dibao.example', role: 'editor' });
    const known = await new ConsoleClient(app).signIn('e@dibao.example', 'a wrong password');
    const unknown = await new ConsoleClient(app).signIn('x@dibao.example', 'a wrong password');
    expect(known.status).toBe(422);
    expect(unknown.status).toBe(422);
    expect(unknown.text).toBe(known.text);
  });

  it('keeps only the hash of an HttpOnly cookie, and a new one each time', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const client = new ConsoleClient(app);
    const first = await client.signIn('e@dibao.example', password);
    const cookie = first.headers.getSetCookie().find((line) => line.startsWith('dibao_console='));
    expect(cookie).toMatch(/; Path=\/console; .*HttpOnly; SameSite=Lax/);
    const token = client.cookies.get('dibao_console')!;
    const [row] = await app.sql<{ token_hash: Buffer }>('select token_hash from admin_sessions');
    expect(row!.token_hash.toString('base64url')).not.toBe(token);
    client.cookies.delete('dibao_console');
    client.cookies.set('dibao_console', token);
    await client.post('/console/sign-out', {
      _csrf: client.tokenOf((await client.get('/console')).html, '/console/sign-out'),
    });
    client.cookies.set('dibao_console', token);
    expect((await client.get('/console')).status).toBe(303);
  });

  it('ends the session that the browser had before', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'b@dibao.example', role: 'viewer' });
    const fresh = new ConsoleClient(app);
    const { html } = await fresh.get('/console/sign-in');
    const former = await ConsoleClient.signedIn(app, 'editor');
    const planted = former.cookies.get('dibao_console')!;
    fresh.cookies.set('dibao_console', planted);
    const form = { ...fieldsOf(html, '/console/sign-in'), email: 'b@dibao.example', password };
    expect((await fresh.post('/console/sign-in', form)).status).toBe(303);
    expect(fresh.cookies.get('dibao_console')).not.toBe(planted);
    expect((await former.get('/console')).status).toBe(303);
  });

  it('ends by disuse', async () => {
    const client = await ConsoleClient.signedIn(app, 'viewer');
    app.clock.set(new Date(TEST_NOW.getTime() + (IDLE_SECONDS - 60) * 1_000));
    expect((await client.get('/console')).status).toBe(200);
    app.clock.set(new Date(TEST_NOW.getTime() + 2 * IDLE_SECONDS * 1_000));
    expect((await client.get('/console')).status).toBe(303);
  });

  it('is limited per account, counted before the password is looked at', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const page = new ConsoleClient(app);
    const { html } = await page.get('/console/sign-in');
    const form = {
      _csrf: page.tokenOf(html, '/console/sign-in'),
      email: 'e@dibao.example',
      next: '/console',
    };
    const answers = await Promise.all(
      Array.from({ length: LIMITS.account + 5 }, (_, index) =>
        page.post('/console/sign-in', { ...form, password: `wrong password ${index}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(LIMITS.account);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await page.post('/console/sign-in', { ...form, password })).status).toBe(429);
    app.clock.set(new Date(TEST_NOW.getTime() + 16 * 60_000));
    expect((await page.post('/console/sign-in', { ...form, password })).status).toBe(303);
    const rows = await app.sql<{ key: string }>(
      `select encode(key_hash, 'escape') as key from sign_in_attempts`,
    );
    expect(JSON.stringify(rows)).not.toContain('dibao.example');
  });

  it('needs its own form', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const client = new ConsoleClient(app);
    const given = { email: 'e@dibao.example', password };
    expect((await client.post('/console/sign-in', given)).status).toBe(403);
    const other = new ConsoleClient(app);
    const foreign = other.tokenOf((await other.get('/console/sign-in')).html, '/console/sign-in');
    await client.get('/console/sign-in');
    expect((await client.post('/console/sign-in', { ...given, _csrf: foreign })).status).toBe(403);
  });

  it('refuses what no person types, without an error', async () => {
    const client = new ConsoleClient(app);
    const { html } = await client.get('/console/sign-in');
    const _csrf = client.tokenOf(html, '/console/sign-in');
    const wrong: ConsoleForm[] = [
      { email: ['a@b.example', 'c@d.example'], password: 'x' },
      { email: 'a@b.example', password: 'x'.repeat(100_000) },
      { email: 'x'.repeat(10_000), password: 'y' },
      { email: 'a@b.example' },
      { password: 'x' },
      { email: 'a\0b@c.example', password: 'x' },
    ];
    for (const form of wrong)
      expect((await client.post('/console/sign-in', { _csrf, ...form })).status).toBe(422);
  });

  it('speaks the language of the page before and after', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const client = new ConsoleClient(app);
    const page = await client.get('/console/sign-in?lang=en');
    expect(page.html).toContain('<html lang="en"');
    const form = fieldsOf(page.html, '/console/sign-in');
    await client.post('/console/sign-in?lang=en', { ...form, email: 'e@dibao.example', password });
    expect((await client.get('/console')).text).toContain('Published policies');
    await client.submit('/console', '/console/language');
    expect((await client.get('/console')).text).toContain('已发布政策');
  });

  it('ends every other session with the old password', async () => {
    const { password } = await app
      .get(CreateAdminService)
      .create({ email: 'e@dibao.example', role: 'editor' });
    const [here, there] = [new ConsoleClient(app), new ConsoleClient(app)];
    await here.signIn('e@dibao.example', password);
    await there.signIn('e@dibao.example', password);
    const before = here.cookies.get('dibao_console');
    const weak = await here.submit('/console/account', '/console/account', {
      current: 'not it',
      next: 'short',
      again: 'other',
    });
    expect(fieldErrors(weak.html)).toEqual(['两次输入的新密码不一致']);
    const next = 'a much longer new password';
    const changed = await here.submit('/console/account', '/console/account', {
      current: password,
      next,
      again: next,
    });
    expect(changed.status).toBe(303);
    expect(here.cookies.get('dibao_console')).not.toBe(before);
    expect((await here.get('/console')).status).toBe(200);
    expect((await there.get('/console')).status).toBe(303);
    expect((await there.signIn('e@dibao.example', next)).status).toBe(303);
  });
});
