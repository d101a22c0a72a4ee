import { zip } from './zip.js';

/** A cell as Excel keeps it: text by its shared string, a date or number by its value, or XML of the test's own. */
export type SheetCell = string | number | Date | { readonly xml: string } | null;

const DATE_STYLE = 1;

/** A workbook (.xlsx) of the given sheets; hidden ones carry `!` before their name. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>): Buffer {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {};
  for (const [n, rows] of Object.values(sheets).entries())
    parts[`xl/worksheets/sheet${n + 1}.xml`] = sheetXml(rows, strings);
  const list = names.map(
    (name, n) =>
      `<sheet name="${name.replace('!', '')}" sheetId="${n + 1}"${name.startsWith('!') ? ' state="hidden"' : ''} r:id="rId${n + 1}"/>`,
  );
  const relations = names.map(
    (_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`,
  );
  return zip({
    'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  });
}

function sheetXml(rows: readonly (readonly SheetCell[])[], strings: string[]): string {
  const xml = rows.map((cells, row) => {
    const filled = cells.flatMap((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings));
    return `<row r="${row + 1}">${filled.join('')}</row>`;
  });
  return `<worksheet><sheetData>${xml.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: SheetCell, place: string, strings: string[]): string[] {
  if (cell === null) return [];
  if (typeof cell === 'number') return [`<c r="${place}"><v>${cell}</v></c>`];
  if (cell instanceof Date)
    return [`<c r="${place}" s="${DATE_STYLE}"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`];
  if (typeof cell !== 'string') return [cell.xml.replace('<c', `<c r="${place}"`)];
  return [`<c r="${place}" t="s"><v>${strings.push(cell) - 1}</v></c>`];
}

function letters(column: number): string {
  return String.fromCharCode(65 + column);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
