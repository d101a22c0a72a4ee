import { DocumentTooLarge } from './unreadable.js';

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'select',
  'textarea',
  'button',
  'head',
]);
const VOID = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'base',
  'area',
  'col',
  'embed',
  'source',
  'track',
  'wbr',
]);
const BLOCKS = new Set(
  'p div section article header footer main nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr blockquote pre figure form fieldset hr address center'.split(
    ' ',
  ),
);
const LONGEST = 8_000_000;
const LONGEST_CELL = 300;
const SOURCE_WORDS = /原文|链接|详情|查看|全文/u;

/** Headings of cards; a page's own (h1) leads to the page itself or to the site. */
const HEADINGS = new Set(['h2', 'h3', 'h4', 'h5', 'h6']);

interface Cell {
  text: string;
}

/** Gathers the text of a page while its tags stream by. Cells gather apart, so that a row becomes one line. */
export class HtmlText {
  private readonly buffers: Cell[] = [{ text: '' }];
  private readonly rows: string[][] = [];
  private readonly lists: { isOrdered: boolean; next: number }[] = [];
  private readonly items: { link: string | null }[] = [];
  private readonly anchors: { href: string | null; start: number; title: string }[] = [];
  private skipping = 0;
  private readonly skippedTags: string[] = [];
  private length = 0;

  constructor(private base: string | null) {}

  /** Tells the address that relative links start from; anything but a web address is ignored. */
  baseIs(address: string | undefined): void {
    if (address !== undefined && /^https?:\/\//i.test(address)) this.base = address;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.skipping > 0 || SKIPPED.has(name) || isHidden(attributes)) return this.skip(name);
    if (BLOCKS.has(name) || name === 'br') this.append('\n');
    if (name === 'ul' || name === 'ol')
      this.lists.push({ isOrdered: name === 'ol', next: Number(attributes['start'] ?? 1) || 1 });
    if (name === 'li') this.openItem();
    if (HEADINGS.has(name)) this.items.push({ link: null });
    if (name === 'tr') this.rows.push([]);
    if (name === 'td' || name === 'th') this.buffers.push({ text: '' });
    if (name === 'a')
      this.anchors.push({
        href: this.resolve(attributes['href']),
        start: this.current.text.length,
        title: (attributes['title'] ?? '').trim(),
      });
  }

  write(data: string): void {
    if (this.skipping === 0) this.append(data.replace(/[ \t\r\n\f]+/g, ' '));
  }

  close(name: string): void {
    if (this.skipping > 0) return this.unskip(name);
    if (name === 'a') this.closeAnchor();
    if (name === 'td' || name === 'th') this.closeCell();
    if (name === 'tr') this.closeRow();
    if (name === 'li' || HEADINGS.has(name)) this.closeItem();
    if (name === 'ul' || name === 'ol') this.lists.pop();
    if (BLOCKS.has(name)) this.append('\n');
  }

  /** The text so far, without runs of empty lines. */
  finish(): string {
    while (this.buffers.length > 1) this.closeCell();
    const lines = this.current.text.split('\n').map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''));
    return lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private get current(): Cell {
    return this.buffers.at(-1) as Cell;
  }

  private append(text: string): void {
    this.length += text.length;
    if (this.length > LONGEST) throw new DocumentTooLarge('The page holds more text than a bulletin can.');
    this.current.text += text;
  }

  private skip(name: string): void {
    if (VOID.has(name)) return;
    this.skipping += 1;
    this.skippedTags.push(name);
  }

  private unskip(name: string): void {
    if (VOID.has(name) || this.skippedTags.at(-1) !== name) return;
    this.skippedTags.pop();
    this.skipping -= 1;
  }

  private openItem(): void {
    this.items.push({ link: null });
    const list = this.lists.at(-1);
    if (list?.isOrdered) this.append(`${list.next++}. `);
  }

  /** The link of a list item's title, or of a card's, follows on a line of its own. */
  private closeItem(): void {
    const link = this.items.pop()?.link;
    if (link) this.append(`\n${link}`);
  }

  private closeAnchor(): void {
    const anchor = this.anchors.pop();
    if (anchor === undefined) return;
    const text = wholeTitle(this.current.text.slice(anchor.start).trim(), anchor.title);
    if (text === anchor.title) this.current.text = this.current.text.slice(0, anchor.start) + text;
    if (anchor.href === null) return;
    const isCell = this.buffers.length > 1 && this.rows.length > 0;
    if (SOURCE_WORDS.test(text) || (isCell && text.length >= 8 && text.length < 160)) {
      this.current.text = `${this.current.text.slice(0, anchor.start)}[${text}](${anchor.href})`;
      return;
    }
    const item = this.items.at(-1);
    if (item !== undefined && text.length >= 8) item.link ??= anchor.href;
  }

  private closeCell(): void {
    if (this.buffers.length === 1) return;
    const cell = this.buffers.pop() as Cell;
    const row = this.rows.at(-1);
    if (row === undefined) this.current.text += `\n${cell.text}\n`;
    else row.push(cell.text.trim());
  }

  /** Facts side by side stay one line; a cell that holds an article is laid out as paragraphs. */
  private closeRow(): void {
    const cells = this.rows.pop() ?? [];
    const isLayout =
      cells.some((cell) => cell.length > LONGEST_CELL && cell.includes('\n')) || cells.length === 1;
    this.current.text += isLayout
      ? `\n${cells.join('\n')}\n`
      : `\n${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ')).join('\t')}\n`;
  }

  private resolve(href: string | undefined): string | null {
    if (href === undefined || /^(?:#|javascript:|mailto:|data:)/i.test(href.trim())) return null;
    try {
      const url = new URL(href.trim(), this.base ?? undefined);
      return /^https?:$/.test(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  return 'hidden' in attributes || /display\s*:\s*none/i.test(attributes['style'] ?? '');
}

/** 关于印发某某办法…: lists cut long titles short and print them whole where the pointer rests on them. */
function wholeTitle(text: string, title: string): string {
  const kept = /^(.{6,}?)\s*(?:…+|\.{2,})$/u.exec(text)?.[1];
  return kept !== undefined && title.startsWith(kept) ? title : text;
}
