import type { Numbering } from './docx-numbering.js';
import { readXml } from './office-package.js';
import { DocumentTooLarge } from './unreadable.js';

const LONGEST = 8_000_000;
/** Runs and blocks that are not read: deletions, text moved elsewhere, and the copy of a text box kept for old programs. */
const SKIPPED = new Set(['w:del', 'w:moveFrom', 'mc:Fallback']);
const SOURCE_WORDS = /原文|链接|详情|查看|全文/u;

/** What paragraphs of a Word file refer to. */
export interface WordParts {
  readonly numbering: Numbering;
  /** By kind and id, `footnote 2`. */
  readonly notes: ReadonlyMap<string, string>;
  /** Targets of hyperlinks by relation id. */
  readonly links: ReadonlyMap<string, string>;
}

interface OpenParagraph {
  text: string;
  list: { id: string | null; level: number | null };
  style: string | null;
  readonly notes: string[];
  /** Lines of the text boxes anchored in it. */
  readonly boxes: string[];
}

/** Follows the tags of WordprocessingML (ECMA-376); paragraphs nest in text boxes, rows in tables of tables. */
export class WordText {
  private readonly lines: string[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly rows: string[][] = [];
  private readonly cells: string[][] = [];
  private readonly links: { start: number; address: string | null }[] = [];
  private isText = false;
  private isHidden = false;
  private isRunProperties = false;
  private skipping = 0;
  private length = 0;

  constructor(private readonly parts: WordParts) {}

  read(xml: string): string {
    readXml(xml, {
      onopentag: (name, attributes) => this.open(name, attributes),
      ontext: (text) => {
        if (this.isText && !this.isHidden) this.append(text);
      },
      onclosetag: (name) => this.close(name),
    });
    return this.lines.join('\n');
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (SKIPPED.has(name)) this.skipping += 1;
    if (this.skipping > 0) return;
    this.openInline(name, attributes);
    const paragraph = this.paragraphs.at(-1);
    const value = attributes['w:val'] ?? '';
    if (name === 'w:p')
      this.paragraphs.push({ text: '', list: { id: null, level: null }, style: null, notes: [], boxes: [] });
    if (name === 'w:tr') this.rows.push([]);
    if (name === 'w:tc') this.cells.push([]);
    if (paragraph === undefined) return;
    if (name === 'w:numId') paragraph.list.id = value;
    if (name === 'w:ilvl') paragraph.list.level = Number(value);
    if (name === 'w:pStyle') paragraph.style = value;
    if (name === 'w:footnoteReference' || name === 'w:endnoteReference')
      paragraph.notes.push(`${name.slice(2, -9)} ${attributes['w:id'] ?? ''}`);
  }

  private openInline(name: string, attributes: Record<string, string>): void {
    if (name === 'w:r') this.isHidden = false;
    if (name === 'w:rPr') this.isRunProperties = true;
    if (name === 'w:vanish' && this.isRunProperties)
      this.isHidden = !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '');
    if (name === 'w:t') this.isText = true;
    if (name === 'w:tab' && !this.isRunProperties && this.paragraphs.at(-1)?.text) this.append(' ');
    if (name === 'w:br' || name === 'w:cr') this.append('\n');
    if (name === 'w:noBreakHyphen') this.append('-');
    if (name === 'w:hyperlink')
      this.links.push({
        start: this.paragraphs.at(-1)?.text.length ?? 0,
        address: this.parts.links.get(attributes['r:id'] ?? '') ?? null,
      });
  }

  private close(name: string): void {
    if (SKIPPED.has(name)) this.skipping -= 1;
    if (this.skipping > 0 || SKIPPED.has(name)) return;
    if (name === 'w:t') this.isText = false;
    if (name === 'w:rPr') this.isRunProperties = false;
    if (name === 'w:r') this.isHidden = false;
    if (name === 'w:hyperlink') this.endLink();
    if (name === 'w:p') this.endParagraph();
    if (name === 'w:tc') this.rows.at(-1)?.push((this.cells.pop() ?? []).join(' ').replace(/\s*\n\s*/g, ' '));
    if (name === 'w:tr') this.put((this.rows.pop() ?? []).join('\t'));
  }

  /** 政策原文链接 often hides its address behind 点击查看. */
  private endLink(): void {
    const { start, address } = this.links.pop() ?? { start: 0, address: null };
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined || address === null || !/^https?:\/\//i.test(address)) return;
    const words = paragraph.text.slice(start).trim();
    if (SOURCE_WORDS.test(words)) paragraph.text = `${paragraph.text.slice(0, start)}[${words}](${address})`;
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (paragraph === undefined) return;
    const { text, list, style } = paragraph;
    const mark = text.trim() === '' ? '' : this.parts.numbering.markOf(list.id, list.level, style);
    const notes = paragraph.notes.flatMap((id) => this.parts.notes.get(id) || []).map((note) => `注:${note}`);
    const own = [mark + text, ...paragraph.boxes, ...notes];
    const around = this.paragraphs.at(-1);
    if (around === undefined) for (const line of own) this.put(line);
    else around.boxes.push(...own);
  }

  /** A line goes to the cell it stands in, else to the document. */
  private put(line: string): void {
    const cell = this.cells.at(-1);
    if (cell === undefined) this.lines.push(line);
    else if (line !== '') cell.push(line);
  }

  private append(text: string): void {
    this.length += text.length;
    if (this.length > LONGEST) throw new DocumentTooLarge('The file holds more text than a bulletin can.');
    const paragraph = this.paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.text += text;
  }
}
