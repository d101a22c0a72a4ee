import { MOST_ROWS } from './delimited.js';
import { localName, readXml } from './office-package.js';
import { DocumentTooLarge } from './unreadable.js';
import { dateOfSerial } from './xlsx-formats.js';

const MOST_COLUMNS = 200;

/** What cells of a workbook refer to. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  /** By cell style: prints its number as a date. */
  readonly dates: readonly boolean[];
  readonly is1904: boolean;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
}

/** Reads one sheet's cells into rows; columns beyond the 200th are left out. Throws `DocumentTooLarge` beyond 20,000 rows. */
export class SheetReader {
  private readonly rows: string[][] = [];
  private row: string[] = [];
  private number = 0;
  private cell: OpenCell | null = null;
  private isValue = false;
  private phonetic = 0;

  constructor(private readonly parts: WorkbookParts) {}

  read(xml: string): string[][] {
    readXml(xml, {
      onopentag: (tag, attributes) => this.open(localName(tag), attributes),
      ontext: (text) => {
        if (this.isValue && this.cell !== null) this.cell.value += text;
      },
      onclosetag: (tag) => this.close(localName(tag)),
    });
    return this.rows;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.number = Math.max(Number(attributes['r']) || 0, this.number + 1);
      this.row = [];
    }
    if (name === 'c')
      this.cell = {
        column: columnOf(attributes['r']) ?? this.row.length,
        type: attributes['t'] ?? 'n',
        style: Number(attributes['s'] ?? 0),
        value: '',
      };
    if (name === 'rPh') this.phonetic += 1;
    // <f> is the formula, <v> what it last gave, <is><t> a string kept in the cell itself.
    if (name === 'v' || name === 't') this.isValue = this.phonetic === 0;
  }

  /** Rows without a value are only counted: sheets are often formatted far below their last row. */
  private endRow(): void {
    if (this.row.every((cell) => cell === '')) return;
    if (this.number > MOST_ROWS + 1) throw new DocumentTooLarge(`The sheet has more than ${MOST_ROWS} rows.`);
    while (this.rows.length < this.number - 1) this.rows.push([]);
    this.rows.push(this.row);
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    if (name === 'rPh') this.phonetic -= 1;
    if (name === 'c') this.endCell();
    if (name === 'row') this.endRow();
  }

  private endCell(): void {
    const cell = this.cell;
    this.cell = null;
    if (cell === null || cell.column >= MOST_COLUMNS) return;
    while (this.row.length < cell.column) this.row.push('');
    this.row[cell.column] = this.printed(cell);
  }

  private printed({ type, style, value }: OpenCell): string {
    if (type === 's') return this.parts.strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? '是' : '否';
    if (type === 'd') return value.slice(0, 10);
    if (type !== 'n' || value === '') return value;
    return this.parts.dates[style] === true
      ? (dateOfSerial(Number(value), this.parts.is1904) ?? value)
      : value;
  }
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
