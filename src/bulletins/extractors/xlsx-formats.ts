import { DateTime } from 'luxon';
import { localName, readXml } from './office-package.js';

/** Built-in number formats that print a date (ECMA-376 18.8.30), the Chinese ones (27–36, 50–58) among them. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** For each cell style, whether it prints its number as a date. */
export function dateFormats(styles: string): readonly boolean[] {
  const custom = new Map<number, string>();
  const isDate: boolean[] = [];
  let isCellStyles = false;
  readXml(styles, {
    onopentag(tag, attributes) {
      const name = localName(tag);
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isCellStyles = true;
      if (name !== 'xf' || !isCellStyles) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      isDate.push(BUILT_IN_DATES.has(id) || printsDate(custom.get(id) ?? ''));
    },
    onclosetag(tag) {
      if (localName(tag) === 'cellXfs') isCellStyles = false;
    },
  });
  return isDate;
}

/** A format that prints a year or a day, outside quoted text, colours and conditions. */
function printsDate(code: string): boolean {
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, '');
  return /[yde]/i.test(plain) && !/[#0?]/.test(plain);
}

const FIRST_DAY = DateTime.utc(1899, 12, 30);
const FIRST_DAY_1904 = DateTime.utc(1904, 1, 1);
const LAST_SERIAL = 2_958_465;

/** A serial day number as `YYYY-MM-DD`: day 60 of the 1900 system (29 February 1900) does not exist and gives null, as do numbers outside the calendar. */
export function dateOfSerial(serial: number, is1904: boolean): string | null {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day < 1 || day > LAST_SERIAL || (!is1904 && day === 60)) return null;
  const first = is1904 ? FIRST_DAY_1904 : FIRST_DAY;
  return first.plus({ days: !is1904 && day < 60 ? day + 1 : day }).toFormat('yyyy-MM-dd');
}
