import type { Accounting } from '../../src/editions/domain/edition-progress.js';
import type { TestApp } from '../support/test-app.js';

/** What a form sends: one value or several per field. */
export type FormInput = Readonly<Record<string, string | readonly string[]>>;

/** A form filled in as it should be: a film company of 石景山. */
export function aRequest(overrides: FormInput = {}): FormInput {
  return {
    districts: '110107',
    sectors: '022',
    company: '北京示例影业有限公司',
    email: 'li@film.example',
    act: 'subscribe',
    ...overrides,
  };
}

/** Sends a form as a browser does, without following where it leads. */
export async function submit(
  app: TestApp,
  path: string,
  form: FormInput,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [field, values] of Object.entries(form))
    for (const value of typeof values === 'string' ? [values] : values) body.append(field, value);
  return await fetch(app.baseUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', 'accept-language': 'zh-CN', ...headers },
    body,
  });
}

/** Opens a page as a browser does. */
export async function open(app: TestApp, path: string, method = 'GET'): Promise<Response> {
  return await fetch(app.baseUrl + path, {
    method,
    redirect: 'manual',
    headers: { accept: 'text/html', 'accept-language': 'zh-CN' },
  });
}

/** The text of a page's main part, without markup. */
export function textOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Waits until an address has so many mails, and for a moment more in case there are too many. */
export async function mailsTo(app: TestApp, address: string, count: number) {
  await app.waitUntil(() => app.smtp.accepted(address).length >= count);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await app.settle();
  return await app.mailTo(address);
}

/** Runs the next edition and goes on an hour after its cut-off, where new policies belong to the one after it. */
export async function edition(app: TestApp): Promise<Accounting> {
  const account = await app.runEdition();
  app.clock.set(new Date(app.clock.now().getTime() + 3_600_000));
  return account;
}
