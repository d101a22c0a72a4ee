import { CreateAdminService } from '../../src/admins/create-admin.service.js';
import type { TestApp } from '../support/test-app.js';

/** What a console form sends: texts, several texts, or a file. */
export type ConsoleForm = Readonly<Record<string, string | readonly string[] | File>>;

/** A page as it came. */
export interface ConsoleAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly html: string;
  /** Its text without markup. */
  readonly text: string;
}

/** A browser without JavaScript: it keeps cookies and sends forms as their page holds them. */
export class ConsoleClient {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: TestApp) {}

  /** A new admin of a role, signed in. */
  static async signedIn(
    app: TestApp,
    role = 'owner',
    email = `${role}@dibao.example`,
  ): Promise<ConsoleClient> {
    const { password } = await app.get(CreateAdminService).create({ email, role });
    const client = new ConsoleClient(app);
    const answer = await client.signIn(email, password);
    if (answer.status !== 303) throw new Error(`Signing in was refused: ${answer.text}`);
    return client;
  }

  async signIn(email: string, password: string, next = '/console'): Promise<ConsoleAnswer> {
    const page = await this.get(`/console/sign-in?next=${encodeURIComponent(next)}`);
    return await this.post('/console/sign-in', {
      _csrf: this.tokenOf(page.html, '/console/sign-in'),
      email,
      password,
      next,
    });
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<ConsoleAnswer> {
    return await this.send(path, { headers });
  }

  /** Sends a form as it is, `multipart/form-data` when it holds a file or is told so. */
  async post(path: string, form: ConsoleForm, encoding: 'urlencoded' | 'multipart' = 'urlencoded') {
    const entries = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string | File] => [name, one]),
    );
    if (encoding === 'urlencoded')
      return await this.send(path, {
        method: 'POST',
        body: new URLSearchParams(entries as [string, string][]),
      });
    const body = new FormData();
    for (const [name, value] of entries) body.append(name, value);
    return await this.send(path, { method: 'POST', body });
  }

  /** Opens a page and sends its form to `action` with what is given besides. */
  async submit(pagePath: string, action: string, form: ConsoleForm = {}, encoding?: 'multipart') {
    const page = await this.get(pagePath);
    const filled = { ...fieldsOf(page.html, action), ...form };
    return await this.post(action, filled, encoding);
  }

  /** The token of the form with this action. */
  tokenOf(html: string, action: string): string {
    const token = fieldsOf(html, action)['_csrf'];
    if (typeof token !== 'string') throw new Error(`The page has no form to ${action}.`);
    return token;
  }

  private async send(path: string, init: RequestInit & { headers?: Record<string, string> }) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.app.baseUrl + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', 'accept-language': 'zh-CN', cookie, ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const html = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      html,
      text: textOf(html),
    } satisfies ConsoleAnswer;
  }
}

/** The fields of the form with this action, as a browser would send them untouched. */
export function fieldsOf(html: string, action: string): Record<string, string | string[]> {
  const start = new RegExp(`<form[^>]*action="${action.replace(/[.?]/g, '\\$&')}(?:\\?[^"]*)?"`).exec(html);
  if (!start) return {};
  const form = html.slice(start.index, html.indexOf('</form>', start.index));
  const fields: Record<string, string | string[]> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(input, 'name');
    const isBox = /type="checkbox"/.test(input);
    if (!name || (isBox && !/ checked/.test(input)) || /type="file"/.test(input)) continue;
    if (isBox) fields[name] = [...[fields[name] ?? []].flat(), attribute(input, 'value')];
    else fields[name] = attribute(input, 'value');
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]*name="([^"]+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    fields[name] = decode(text);
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    fields[name] =
      /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '';
  return fields;
}

/** The messages at the fields of a refused form. */
export function fieldErrors(html: string): string[] {
  return [...html.matchAll(/class="field-error"[^>]*>([^<]+)</g)].map(([, message = '']) => decode(message));
}

function attribute(tag: string, name: string): string {
  return decode(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function textOf(html: string): string {
  const body = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return decode(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).trim();
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
