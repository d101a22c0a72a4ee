import { Parser } from 'htmlparser2';
import { NO_HINTS, type DocumentHints } from '../domain/document-hints.js';
import { SelfAddress } from './html-self-address.js';
import { HtmlText } from './html-text.js';
import { Nesting } from './nesting.js';

export interface HtmlDocument {
  readonly text: string;
  readonly hints: DocumentHints;
}

type PageFacts = Record<'title' | 'publishedOn' | 'link' | 'author' | 'site', string | null>;

/** Names of the meta tags that government sites and link previews use for a page's facts. */
const META: Readonly<Record<string, keyof PageFacts>> = {
  articletitle: 'title',
  'og:title': 'title',
  pubdate: 'publishedOn',
  'article:published_time': 'publishedOn',
  firstpublishedtime: 'publishedOn',
  publishdate: 'publishedOn',
  url: 'link',
  'og:url': 'link',
  contentsource: 'author',
  sitename: 'site',
};

const HEADING = /^h[1-4]$/;
const MOST_HEADINGS = 12;
const LONGEST_HEADING = 300;

/**
 * The readable text of a page: paragraphs as lines, table cells tab-separated, list numbers printed; scripts, styles, forms
 * and hidden parts left out. Works as a stream, so that deep nesting costs no stack. Never executes or fetches anything.
 */
export function htmlToText(html: string, address?: string | null): HtmlDocument {
  const facts: PageFacts = { ...NO_HINTS, author: null, site: null };
  const text = new HtmlText(address ?? null);
  let pageTitle = '';
  let isInTitle = false;
  const headings: string[] = [];
  let heading: string | null = null;
  const self = new SelfAddress();
  const nesting = new Nesting();
  const parser = new Parser({
    onopentag(name, attributes) {
      nesting.open();
      if (name === 'title') isInTitle = true;
      readMeta(name, attributes, facts);
      if (name === 'base' || (name === 'link' && attributes['rel'] === 'canonical'))
        text.baseIs(attributes['href']);
      self.note(attributes['href'] ?? attributes['src']);
      if (HEADING.test(name) && headings.length < MOST_HEADINGS) heading = '';
      text.open(name, attributes);
    },
    ontext(data) {
      if (isInTitle) pageTitle += data;
      else text.write(data);
      if (heading !== null && heading.length < LONGEST_HEADING) heading += data;
    },
    onclosetag(name) {
      nesting.close();
      if (name === 'title') isInTitle = false;
      if (HEADING.test(name) && heading?.trim()) headings.push(heading.replace(/\s+/gu, ' ').trim());
      if (HEADING.test(name)) heading = null;
      text.close(name);
    },
  });
  parser.write(html);
  parser.end();
  const { author, site } = facts;
  return {
    text: text.finish(),
    hints: {
      title: facts.title ?? (pageTitle.trim() || null),
      publishedOn: facts.publishedOn,
      link: facts.link ?? address ?? self.found,
      ...(author !== null && { author }),
      ...(site !== null && { site }),
      ...(headings.length > 0 && { headings }),
    },
  };
}

function readMeta(name: string, attributes: Record<string, string>, hints: PageFacts): void {
  if (name === 'link' && attributes['rel'] === 'canonical')
    hints.link = webAddress(attributes['href']) ?? hints.link;
  if (name !== 'meta') return;
  const key = META[(attributes['name'] ?? attributes['property'] ?? '').trim().toLowerCase()];
  const content = attributes['content']?.trim();
  if (key === undefined || !content) return;
  hints[key] ??= key === 'link' ? webAddress(content) : content;
}

function webAddress(address: string | undefined): string | null {
  return address !== undefined && /^https?:\/\//i.test(address) ? address : null;
}

/** Whether a text is a web page rather than a text that mentions a tag. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, 20_000);
  if (
    /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|div|table|article|section|meta|p)\b/i.test(head)
  )
    return true;
  return (head.match(/<\/(?:p|div|td|li|span|table)>/gi)?.length ?? 0) >= 5;
}
