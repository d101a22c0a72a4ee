import type { TableSheet } from '../domain/table-text.js';
import { localName, type OfficePackage, readXml } from './office-package.js';
import { SheetReader } from './xlsx-sheet.js';
import { dateFormats } from './xlsx-formats.js';
import { UnsupportedDocument } from './unreadable.js';

const WORKBOOK = 'xl/workbook.xml';

/**
 * The visible sheets of a workbook (SpreadsheetML, ECMA-376): shared and inline strings, dates as `YYYY-MM-DD`, the value a
 * formula last gave. Row n of a sheet is its row n, also where rows are missing. Macros, pictures and links to other files
 * are not looked at.
 */
export function readWorkbook(file: OfficePackage): TableSheet[] {
  const workbook = file.part(WORKBOOK);
  if (workbook === null)
    throw new UnsupportedDocument('The file is an archive, but no Excel workbook (.xlsx).');
  const { sheets, is1904 } = readSheetList(workbook);
  const targets = file.relations(WORKBOOK);
  const strings = readSharedStrings(file.part('xl/sharedStrings.xml') ?? '');
  const dates = dateFormats(file.part('xl/styles.xml') ?? '');
  return sheets.flatMap(({ name, relation }) => {
    const xml = file.part(targets.get(relation) ?? '');
    if (xml === null) return [];
    return [{ name, rows: new SheetReader({ strings, dates, is1904 }).read(xml) }];
  });
}

function readSheetList(xml: string): { sheets: { name: string; relation: string }[]; is1904: boolean } {
  const sheets: { name: string; relation: string }[] = [];
  let is1904 = false;
  readXml(xml, {
    onopentag(tag, attributes) {
      if (localName(tag) === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (localName(tag) !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const relation = Object.entries(attributes).find(([key]) => localName(key) === 'id')?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', relation });
    },
  });
  return { sheets, is1904 };
}

/** The strings cells point at; runs of one string are joined, phonetic readings (rPh) left out. */
function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  readXml(xml, {
    onopentag(tag) {
      const name = localName(tag);
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      if (name === 't') isText = phonetic === 0;
    },
    ontext(part) {
      if (isText) text += part;
    },
    onclosetag(tag) {
      const name = localName(tag);
      if (name === 't') isText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}
