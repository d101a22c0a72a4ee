import { Parser } from 'htmlparser2';
import { readNumbering, type Numbering } from './docx-numbering.js';
import { UnsupportedDocument } from './unreadable.js';
import { readZipEntries, readZipPart } from './zip.js';

/** The text of a Word file: a line per paragraph with its automatic number, table rows tab-separated. Refuses other archives. */
export function docxToText(bytes: Uint8Array): string {
  const entries = readZipEntries(bytes);
  const part = (name: string) => {
    const entry = entries.find((one) => one.name === name);
    return entry === undefined ? null : new TextDecoder().decode(readZipPart(bytes, entry));
  };
  const document = part('word/document.xml');
  if (document === null)
    throw new UnsupportedDocument('The file is an archive, but no Word document (.docx).');
  const numbering = readNumbering(part('word/numbering.xml') ?? '');
  return new WordText(numbering).read(document);
}

/** Follows the tags of WordprocessingML (ECMA-376): w:p, w:t, w:tab, w:br, w:tbl, w:numPr; deletions are left out. */
class WordText {
  private readonly lines: string[] = [];
  private readonly cells: string[][] = [];
  private paragraph = '';
  private cell: string[] = [];
  private isText = false;
  private deleted = 0;
  private list: { id: string | null; level: number } = { id: null, level: 0 };

  constructor(private readonly numbering: Numbering) {}

  read(xml: string): string {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => this.open(name, attributes),
        ontext: (text) => {
          if (this.isText && this.deleted === 0) this.paragraph += text;
        },
        onclosetag: (name) => this.close(name),
      },
      { xmlMode: true },
    );
    parser.write(xml);
    parser.end();
    return this.lines.join('\n');
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'w:p') this.list = { id: null, level: 0 };
    if (name === 'w:t') this.isText = true;
    if (name === 'w:tab' && this.paragraph !== '') this.paragraph += ' ';
    if (name === 'w:br' || name === 'w:cr') this.paragraph += '\n';
    if (name === 'w:del') this.deleted += 1;
    if (name === 'w:numId') this.list = { ...this.list, id: attributes['w:val'] ?? null };
    if (name === 'w:ilvl') this.list = { ...this.list, level: Number(attributes['w:val'] ?? 0) };
    if (name === 'w:tr') this.cells.push([]);
    if (name === 'w:tc') this.cell = [];
  }

  private close(name: string): void {
    if (name === 'w:t') this.isText = false;
    if (name === 'w:del') this.deleted -= 1;
    if (name === 'w:p') this.endParagraph();
    if (name === 'w:tc') this.cells.at(-1)?.push(this.cell.join(' ').replace(/\s*\n\s*/g, ' '));
    if (name === 'w:tr') this.lines.push((this.cells.pop() ?? []).join('\t'));
  }

  private endParagraph(): void {
    const { id, level } = this.list;
    const mark = id === null || this.paragraph.trim() === '' ? '' : this.numbering.next(id, level);
    const text = mark + this.paragraph;
    this.paragraph = '';
    if (this.cells.length > 0) this.cell.push(text);
    else this.lines.push(text);
  }
}
