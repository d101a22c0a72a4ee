import { formToken } from '../../src/admins/form-tokens.js';
import { AuditLog } from '../../src/admins/audit-log.js';
import { newId } from '../../src/platform/ids.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ConsoleClient } from './console-client.js';

describe('the console lets nobody in who may not', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle' });
  });
  afterAll(async () => {
    await app.close();
  });

  /** Every route of the console but sign-in, from the controllers themselves. */
  function routes(): { method: string; path: string }[] {
    const server = app.nest.getHttpAdapter().getInstance() as {
      router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
    };
    return server.router.stack.flatMap(({ route }) =>
      route && route.path.startsWith('/console') && route.path !== '/console/sign-in'
        ? Object.keys(route.methods).map((method) => ({
            method: method.toUpperCase(),
            path: route.path.replace(/:\w+/g, newId()),
          }))
        : [],
    );
  }

  it('sends everybody to sign in first, from every page', async () => {
    const found = routes();
    expect(found.length).toBeGreaterThan(35);
    for (const { method, path } of found) {
      const response = await fetch(app.baseUrl + path, {
        method,
        redirect: 'manual',
        headers: { accept: 'text/html' },
      });
      expect([path, response.status]).toEqual([path, method === 'GET' ? 303 : 403]);
    }
  });

  it('takes no form without the token of this session and this form', async () => {
    const owner = await ConsoleClient.signedIn(app, 'owner');
    const viewer = await ConsoleClient.signedIn(app, 'viewer');
    const foreign = viewer.tokenOf((await viewer.get('/console')).html, '/console/sign-out');
    const otherForm = owner.tokenOf((await owner.get('/console')).html, '/console/language');
    for (const { path } of routes().filter(({ method }) => method === 'POST')) {
      for (const _csrf of ['', foreign, otherForm].filter(() => path !== '/console/language')) {
        const answer = await owner.post(path, { _csrf, title: '写了很久的标题' });
        expect([path, answer.status]).toEqual([path, 403]);
        expect(answer.text).toContain('写了很久的标题');
      }
      expect((await owner.post(path, { _csrf: [otherForm, otherForm] }, 'multipart')).status).toBe(403);
    }
    expect((await owner.get('/console')).status).toBe(200);
  });

  it('refuses every act but those on one’s own session to a viewer who has the right token', async () => {
    const viewer = await ConsoleClient.signedIn(app, 'viewer', 'acts@dibao.example');
    const [session] = await app.sql<{ secret: Buffer }>(
      `select s.csrf_secret as secret from admin_sessions s join admins a on a.id = s.admin_id where a.email = 'acts@dibao.example'`,
    );
    const own = ['/console/language', '/console/sign-out', '/console/account'];
    const acts = routes().filter(({ method, path }) => method !== 'GET' && !own.includes(path));
    expect(acts.length).toBeGreaterThan(20);
    for (const { method, path } of acts) {
      const form = { _csrf: formToken(session!.secret, path), title: '写了很久的标题' };
      const answer = await viewer.post(path, form);
      expect([method, path, answer.status]).toEqual(['POST', path, 403]);
      expect(answer.text).toMatch(/编辑|审核人|所有者/);
    }
  });

  it('asks of every page and act what the roles’ table says: an owner is refused nothing', async () => {
    const owner = await ConsoleClient.signedIn(app, 'owner', 'all@dibao.example');
    for (const { method, path } of routes())
      if (method === 'GET') expect([path, (await owner.get(path)).status]).not.toEqual([path, 403]);
  });

  it('shows a viewer pages without acts, and no addresses', async () => {
    const viewer = await ConsoleClient.signedIn(app, 'viewer', 'v2@dibao.example');
    await app.importSubscribers([{ ...line, email: 'secret@film.example' }]);
    for (const path of ['/console', '/console/policies', '/console/editions', '/console/lists'])
      expect((await viewer.get(path)).status).toBe(200);
    for (const path of [
      '/console/policies/new',
      '/console/bulletins/new',
      '/console/subscriptions',
      '/console/subscriptions/import',
      '/console/explain',
      '/console/lists/new',
      '/console/admins',
      '/console/audit',
    ]) {
      const answer = await viewer.get(path);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.html).not.toContain('secret@film.example');
    }
    expect((await viewer.get('/console')).html).not.toContain('/console/admins');
  });

  it('refuses an act to a role that sends the right token all the same', async () => {
    const policy = await app.draftPolicy();
    const editor = await ConsoleClient.signedIn(app, 'editor');
    const page = await editor.get(`/console/policies/${policy.id}`);
    const path = `/console/policies/${policy.id}/publish`;
    const token = editor.tokenOf(page.html, path);
    await app.sql(`update admins set role = 'viewer' where email = 'editor@dibao.example'`);
    const answer = await editor.post(path, { _csrf: token });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('编辑');
    const [row] = await app.sql<{ status: string }>('select status from policies where id = $1', [policy.id]);
    expect(row?.status).toBe('draft');
  });

  it('ends the sessions of an admin whose role changes, and keeps one owner', async () => {
    const owner = await ConsoleClient.signedIn(app, 'owner', 'boss@dibao.example');
    const editor = await ConsoleClient.signedIn(app, 'editor', 'ed@dibao.example');
    const [row] = await app.sql<{ id: string }>(`select id from admins where email = 'ed@dibao.example'`);
    const changed = await owner.submit('/console/admins', `/console/admins/${row!.id}/role`, {
      role: 'viewer',
    });
    expect(changed.status).toBe(303);
    expect((await editor.get('/console')).status).toBe(303);
    await app.sql(`update admins set role = 'viewer' where role = 'owner' and email <> 'boss@dibao.example'`);
    const [boss] = await app.sql<{ id: string }>(`select id from admins where email = 'boss@dibao.example'`);
    const last = await owner.submit('/console/admins', `/console/admins/${boss!.id}/role`, {
      role: 'editor',
    });
    expect(last.status).toBe(409);
    const bogus = await owner.submit('/console/admins', `/console/admins/${row!.id}/role`, { role: 'god' });
    expect(bogus.status).toBe(422);
  });

  it('records who did what, without addresses', async () => {
    const owner = await ConsoleClient.signedIn(app, 'owner', 'auditor@dibao.example');
    const made = await owner.submit('/console/admins', '/console/admins', {
      email: 'new@dibao.example',
      role: 'editor',
    });
    expect(made.status).toBe(200);
    expect(made.html).toMatch(/id="once">[a-z0-9-]{23}</);
    const entries = await app.get(AuditLog).latest({ limit: 5, offset: 0 });
    expect(entries[0]).toMatchObject({ action: 'admin.created', adminEmail: 'auditor@dibao.example' });
    const rows = await app.sql('select action, subject_kind, subject_id, details from audit_entries');
    expect(JSON.stringify(rows)).not.toMatch(/@/);
    expect((await owner.get('/console/audit')).text).toContain('添加管理员');
  });

  it('serves its pages under a policy without inline script or style', async () => {
    const owner = await ConsoleClient.signedIn(app, 'owner', 'csp@dibao.example');
    for (const path of ['/console', '/console/policies/new', '/console/editions', '/console/bulletins/new']) {
      const { headers, html } = await owner.get(path);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(html).not.toMatch(/<style|<script(?![^>]*src=)| style="| on[a-z]+="|javascript:/);
    }
    for (const asset of ['tabler.min.css', 'htmx.min.js'])
      expect((await fetch(`${app.baseUrl}/assets/vendor/${asset}`)).status).toBe(200);
  });
});

const line = {
  company: '秘密影业',
  districts: '110107',
  sectors: '022',
  levels: '',
  types: '',
  language: 'zh-CN',
};
