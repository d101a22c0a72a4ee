import type { Lexicon } from './lexicon.js';
import { findMoney } from './money.js';
import type { ParsedEntry } from './parsed-entry.js';
import { levelOfCode, NATION } from './places.js';
import { type PolicyRow, RowCells } from './row-cells.js';
import { suggestSectors } from './suggest-sectors.js';
import type { TableColumn } from './table-columns.js';

const BODY_COLUMNS: readonly TableColumn[] = ['text', 'summary', 'whoCanApply', 'howMuch', 'window'];
/** An entry whose title, issuers, number and dates were read as any entry's, completed by the other columns of its row. */
export function entryOfRow(
  read: ParsedEntry,
  row: PolicyRow,
  { lexicon, home }: { readonly lexicon: Lexicon; readonly home: string | null },
): ParsedEntry {
  const cells = new RowCells(row, lexicon, home);
  const body = BODY_COLUMNS.flatMap((column) => cells.lines(column));
  const place = placeOf(read, cells);
  const sectors =
    cells.sectors() ??
    suggestSectors(cells.lines('title')[0] ?? null, body, lexicon, {
      who: cells.lines('whoCanApply'),
      issuers: read.issuers,
    });
  const patch = {
    ...place,
    sectors,
    type: cells.type() ?? read.type,
    application: cells.application(read.application),
    text: cells.text('text') ?? '',
    summary: cells.text('summary'),
    whoCanApply: cells.text('whoCanApply'),
    howMuch: cells.text('howMuch'),
    money: findMoney(body),
    contact: cells.text('contact'),
    effectiveFrom: cells.date('effectiveFrom'),
    effectiveUntil: cells.date('effectiveUntil'),
    sourceLink: cells.link() ?? read.sourceLink,
    attachments: cells.attachments(),
  };
  cells.checkDates(read);
  const settled = cells.settles();
  const warnings = read.warnings.filter(({ code }) => !settled.includes(code));
  const textLine = { line: row.row.line };
  return {
    ...read,
    ...patch,
    textStart: textLine,
    textEnd: textLine,
    origins: { ...read.origins, ...cells.origins() },
    warnings: [...warnings, ...cells.problems],
  };
}

/** Level and districts: from their columns, else as read from the issuer. A level column that the issuer belies is taken and warned of. */
function placeOf(
  read: ParsedEntry,
  cells: RowCells,
): Pick<ParsedEntry, 'level' | 'districts' | 'districtNames'> {
  const districts = cells.districts();
  const given = cells.level();
  const [first] = districts ?? [];
  const level = given ?? read.level ?? (first === undefined ? null : levelOfCode(first));
  if (given !== null && read.level !== null && given !== read.level)
    cells.warn('level-conflict', '层级与颁发机构不符', 'level');
  const fromLevel = level === 'national' ? [NATION] : level === read.level ? read.districts : [];
  const codes = districts ?? fromLevel;
  if (codes.length === 0 && level !== read.level) cells.warn('no-district', '读不出地区', 'level');
  return { level, districts: codes, districtNames: codes.map((code) => cells.nameOf(code)) };
}
