import type { ParseWarning } from './parsed-entry.js';

/** What files of an ending hold; an ending that is not here promises nothing. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  txt: ['text', 'markdown'],
  md: ['markdown', 'text'],
  html: ['html'],
  htm: ['html'],
  docx: ['docx'],
  doc: ['docx'],
  pdf: ['pdf'],
  xlsx: ['xlsx'],
  xls: ['xlsx'],
  csv: ['csv', 'tsv', 'text'],
  tsv: ['tsv', 'csv', 'text'],
};

/** A warning when a file's ending belies its content: it is read as what it is. Null when they agree. */
export function endingDoubt(name: string | null, format: string): ParseWarning | null {
  const ending = /\.([a-z]{2,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  const promised = ENDINGS[ending];
  if (promised === undefined || promised.includes(format)) return null;
  return {
    code: 'wrong-ending',
    message: `文件名以 .${ending} 结尾,内容却是 ${format},已按内容读取`,
    line: 1,
  };
}
