import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EditionArchiveQuery } from '../editions/edition-archive.query.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { escapeHtml } from '../platform/domain/placeholders.js';
import { EncodedBody } from '../platform/http/encoded-body.js';
import { PolicySearchQuery } from '../policies/policy-search.query.js';

/** A sitemap holds at most 50,000 addresses; the rest is for lists and editions. */
const POLICIES = 45_000;
const EDITIONS = 100;

/** What search engines are shown (sitemaps.org, RFC 9309): every page that may be indexed; nothing personal, no sample. */
@Controller()
export class SitemapController {
  constructor(
    private readonly lists: ListsRepository,
    private readonly editions: EditionArchiveQuery,
    private readonly policies: PolicySearchQuery,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('robots.txt')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  robots(): string {
    const closed = ['/console', '/api/', '/confirm/', '/address/', '/preferences/', '/u/', '/m/'];
    return [
      'User-agent: *',
      ...closed.map((path) => `Disallow: ${path}`),
      '',
      `Sitemap: ${this.config.publicUrl}/sitemap.xml`,
      '',
    ].join('\n');
  }

  @Get('sitemap.xml')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=3600')
  async sitemap(@Req() request: Request, @Res() response: Response): Promise<void> {
    const entries = [entry('/'), entry('/policies')];
    for (const list of (await this.lists.all()).filter((one) => !one.isSample)) {
      const editions = await this.editions.released(list.id, EDITIONS);
      entries.push(
        entry(`/lists/${list.slug}`),
        entry(`/archive/${list.slug}`),
        ...editions.map((one) => entry(`/archive/${list.slug}/${one.key}`, one.releasedAt)),
      );
    }
    for (const one of await this.policies.addresses(POLICIES))
      entries.push(entry(`/policies/${one.id}`, one.updatedAt));
    const urls = entries.map(({ path, changedAt }) => this.url(path, changedAt));
    const map = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
    new EncodedBody(map).send(request, response);
  }

  private url(path: string, changedAt: Date | null): string {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `<url><loc>${escapeHtml(this.config.publicUrl + path)}</loc>${changed}</url>`;
  }
}

function entry(path: string, changedAt: Date | null = null) {
  return { path, changedAt };
}
