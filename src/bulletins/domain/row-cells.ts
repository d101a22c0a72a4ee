import { readApplicationWindow } from './application-window.js';
import type { Lexicon } from './lexicon.js';
import { normaliseText, type SourceLine } from './normalise.js';
import type {
  ApplicationWindow,
  FieldOrigin,
  ParsedEntry,
  ParseWarning,
  ReadField,
  WarningCode,
} from './parsed-entry.js';
import { NATION } from './places.js';
import {
  type CellReading,
  dateOfCell,
  districtsOfCell,
  levelOfCell,
  linkOfCell,
  sectorsOfCell,
  typeOfCell,
} from './read-cell.js';
import type { TableColumn } from './table-columns.js';
import { CELL_BREAK, type TableCell, type TableRow } from './table-text.js';

export interface NamedCell extends TableCell {
  /** What its column is called in the table. */
  readonly header: string;
}

/** A row with its filled cells by column. */
export interface PolicyRow {
  readonly row: TableRow;
  readonly cells: ReadonlyMap<TableColumn, NamedCell>;
}

/** Doubts of an entry's own readers that a filled column settles. */
const SETTLED_BY_LEVEL = ['no-level', 'inferred-level', 'level-conflict'];
const LONGEST_SHOWN = 40;
const SETTLED_BY_DISTRICT = ['no-district', 'ambiguous-district'];

const FIELDS: Partial<Record<TableColumn, ReadField>> = {
  level: 'level',
  districts: 'districts',
  type: 'type',
  sectors: 'sectors',
  summary: 'summary',
  whoCanApply: 'whoCanApply',
  howMuch: 'howMuch',
  contact: 'contact',
  effectiveFrom: 'effectiveFrom',
  effectiveUntil: 'effectiveUntil',
  sourceLink: 'sourceLink',
  attachments: 'attachments',
  opensOn: 'application',
  closesOn: 'application',
  window: 'application',
};

/** Reads the cells of one row by column; what is wrong gathers in `problems`, what was read in `origins`. */
export class RowCells {
  readonly problems: ParseWarning[] = [];
  private readonly read = new Set<TableColumn>();

  constructor(
    private readonly row: PolicyRow,
    private readonly lexicon: Lexicon,
    private readonly home: string | null,
  ) {}

  text(column: TableColumn): string | null {
    const cell = this.row.cells.get(column);
    if (cell === undefined) return null;
    this.read.add(column);
    return cell.text.replaceAll(CELL_BREAK, '\n').trim();
  }

  /** A cell as lines of the document, each where it stands; breaks inside the cell part them. */
  lines(column: TableColumn): SourceLine[] {
    const cell = this.row.cells.get(column);
    let offset = cell?.offset ?? 0;
    return (cell?.text ?? '').split(CELL_BREAK).flatMap((raw) => {
      const line = { number: this.row.row.line, raw, text: normaliseText(raw).trim(), offset };
      offset += raw.length + 1;
      return line.text === '' ? [] : [line];
    });
  }

  level = () => this.value('level', (text) => levelOfCell(text, this.lexicon));
  type = () => this.value('type', (text) => typeOfCell(text, this.lexicon));
  districts = () => this.value('districts', (text) => districtsOfCell(text, this.lexicon, this.home));
  link = () => this.value('sourceLink', linkOfCell);
  date = (column: 'effectiveFrom' | 'effectiveUntil' | 'opensOn' | 'closesOn') =>
    this.value(column, dateOfCell);

  sectors(): ParsedEntry['sectors'] | null {
    const codes = this.value('sectors', (text) => sectorsOfCell(text, this.lexicon));
    const cell = this.row.cells.get('sectors');
    if (codes === null || cell === undefined) return null;
    const evidence = [{ text: cell.text, start: cell.offset, end: cell.offset + cell.text.length }];
    return codes.map((code) => ({ code, confidence: 1, evidence }));
  }

  attachments(): ParsedEntry['attachments'] {
    const parts = (this.text('attachments') ?? '').split(/\n|[;；]\s*/u).filter((part) => part.trim() !== '');
    return parts.map((part) => {
      const link = /https?:\/\/[^\s)]+/i.exec(part)?.[0] ?? null;
      const title = part
        .replace(link ?? '', '')
        .replace(/[[\]():：]/gu, ' ')
        .trim();
      return { title: title || (link ?? ''), link, line: this.row.row.line };
    });
  }

  /** From 申报开始 and 截止日期, else from one column that holds both, else as the entry has it. */
  application(asRead: ApplicationWindow): ApplicationWindow {
    const whole = this.lines('window')[0];
    const read = whole && readApplicationWindow([{ ...whole, text: `申报时间:${whole.text}` }], null).window;
    if (whole && read?.opensOn === null && read.closesOn === null && !/until|standing|later/.test(read.state))
      this.wrong('window', '看不出申报何时开始、何时截止');
    const opensOn = this.date('opensOn') ?? read?.opensOn ?? null;
    const closesOn = this.date('closesOn') ?? read?.closesOn ?? null;
    if (opensOn === null && closesOn === null) return read ?? asRead;
    const evidence = (['opensOn', 'closesOn', 'window'] as const).flatMap((column) => {
      const cell = this.row.cells.get(column);
      return cell ? [{ text: cell.text, start: cell.offset, end: cell.offset + cell.text.length }] : [];
    });
    return { opensOn, closesOn, state: 'dated', evidence };
  }

  /** Dates that the entry's own readers left open although their cells are filled. */
  checkDates(read: ParsedEntry): void {
    for (const column of ['publishedOn', 'writtenOn'] as const)
      if (read[column] === null) this.value(column, dateOfCell);
    if (read.documentNumber === null && this.row.cells.has('documentNumber'))
      this.wrong('documentNumber', '不是发文字号');
  }

  settles(): readonly string[] {
    return [
      ...(this.read.has('level') ? SETTLED_BY_LEVEL : []),
      ...(this.read.has('districts') ? SETTLED_BY_DISTRICT : []),
    ];
  }

  nameOf(code: string): string {
    return code === NATION ? '全国' : (this.lexicon.divisionNames.get(code) ?? code);
  }

  /** Every column read is its field's origin: the cell, as sure as a label. */
  origins(): Partial<Record<ReadField, FieldOrigin>> {
    const { line } = this.row.row;
    const known = [...this.read].flatMap((column) => {
      const cell = this.row.cells.get(column);
      const field = FIELDS[column];
      if (cell === undefined || field === undefined) return [];
      const spans = [{ line, endLine: line, start: cell.offset, end: cell.offset + cell.text.length }];
      return [[field, { line, way: 'label' as const, confidence: 1, spans }] as const];
    });
    return Object.fromEntries(known);
  }

  private value<T>(column: TableColumn, read: (text: string) => CellReading<T>): T | null {
    const cell = this.row.cells.get(column);
    if (cell === undefined) return null;
    const found = read(cell.text);
    if ('problem' in found) {
      this.wrong(column, found.problem);
      return null;
    }
    this.read.add(column);
    return found.value;
  }

  /** A doubt about a cell, named by row and column as the editor sees them. */
  warn(code: WarningCode, problem: string, column: TableColumn): void {
    const { row, sheet, line } = this.row.row;
    const cell = this.row.cells.get(column);
    const place = `${sheet === null ? '' : `工作表「${sheet}」`}第 ${row} 行「${cell?.header ?? column}」`;
    const shown = (cell?.text ?? '').slice(0, LONGEST_SHOWN);
    this.problems.push({ code, message: `${place}:${problem}(${shown})`, line });
  }

  private wrong(column: TableColumn, problem: string): void {
    this.warn('wrong-cell', problem, column);
  }
}
