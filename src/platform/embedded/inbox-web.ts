import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { PACKAGE_ROOT } from '../package-root.js';
import { htmlPart, listView, messageView } from './inbox-views.js';
import type { InboxStore } from './inbox-store.js';

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail's HTML runs no script and reaches no page of ours; its links may open new windows. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; frame-ancestors 'self'";

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
}

/** The inbox's pages and its API, all reading: nothing here changes a message. */
export class InboxWeb {
  private readonly templates = new Liquid({
    root: join(PACKAGE_ROOT, 'templates', 'pages', 'inbox'),
    extname: '.liquid',
    outputEscape: 'escape',
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: true,
  });

  constructor(private readonly store: InboxStore) {}

  /** A server for it, not yet listening. */
  server(): Server {
    return createServer((request, response) => {
      this.answer(request).then(
        (reply) => send(response, reply),
        (error: Error) => send(response, json(500, { error: error.message })),
      );
    });
  }

  private async answer(request: IncomingMessage): Promise<Reply> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return json(405, { error: 'Only GET is answered here.' });
    const [path = '', search] = (request.url ?? '/').split('?', 2);
    const [area = '', ...rest] = path.split('/').slice(1);
    const query = new URLSearchParams(search);
    if (area === '' && rest.length === 0) return this.listPage(query);
    if (area === 'messages' && rest.length === 1) return this.messagePage(rest[0] ?? '', query);
    if (area === 'messages' && rest.length === 2 && rest[1] === 'html') return this.mailHtml(rest[0] ?? '');
    if (area === 'api' && rest[0] === 'messages') return this.api(rest.slice(1), query);
    return this.notFoundPage();
  }

  private async listPage(query: URLSearchParams): Promise<Reply> {
    const wanted = { to: query.get('to')?.trim() ?? '', page: Number(query.get('page')) || 1 };
    return this.page(200, 'list', listView(await this.store.list(), wanted));
  }

  private async messagePage(id: string, query: URLSearchParams): Promise<Reply> {
    const [message, raw] = [await this.store.find(id), await this.store.raw(id)];
    if (!message || !raw) return this.notFoundPage();
    const wanted = { view: query.get('view'), width: query.get('width') };
    return this.page(200, 'message', await messageView(message, raw, wanted));
  }

  private async mailHtml(id: string): Promise<Reply> {
    const raw = await this.store.raw(id);
    const html = raw && (await htmlPart(raw));
    if (!html) return this.notFoundPage();
    return { status: 200, type: 'text/html; charset=utf-8', body: html, policy: MAIL_POLICY };
  }

  private async api([id, part, ...more]: string[], query: URLSearchParams): Promise<Reply> {
    if (id === undefined) return json(200, await this.store.list(query.get('to') ?? undefined));
    const raw = part === 'raw' && more.length === 0 ? await this.store.raw(id) : null;
    if (!raw) return json(404, { error: 'No such message.' });
    return { status: 200, type: 'message/rfc822', body: raw };
  }

  private notFoundPage(): Promise<Reply> {
    return this.page(404, 'not-found', {});
  }

  private async page(status: number, template: string, view: object): Promise<Reply> {
    const body = (await this.templates.renderFile(template, view)) as string;
    return { status, type: 'text/html; charset=utf-8', body, policy: PAGE_POLICY };
  }
}

function json(status: number, value: unknown): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function send(response: ServerResponse, { status, type, body, policy }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': policy ?? "default-src 'none'",
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
