import fc from 'fast-check';
import { readCsv } from '../../../src/subscribers/csv-records.js';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('reading separated text', () => {
  it('gives back every cell that was written, whatever is in it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', ' ', '京') });
    const row = fc.tuple(cell, cell, cell).filter((cells) => cells.some((one) => one.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const text = ['x,y,z', ...rows.map((cells) => cells.map(quoted).join(','))].join('\r\n');
        const { records, broken } = readCsv(text);
        expect(broken).toEqual([]);
        expect(records.slice(1).map((record) => record.cells)).toEqual(rows);
        expect(records.map((record) => record.row)).toEqual([1, ...rows.map((_, index) => index + 2)]);
      }),
    );
  });

  it('reports a row with a broken quote once, by row and column, and counts on from it', () => {
    const { records, broken } = readCsv(
      ['email,company', 'a@x,"ab"c"d"', 'b@x,ok', 'c@x,o"k', 'd@x,ok'].join('\n'),
    );
    expect(broken).toEqual([
      { row: 2, column: 1, reason: 'has a quote in the wrong place' },
      { row: 4, column: 1, reason: 'has a quote in the wrong place' },
    ]);
    expect(records.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, 'email'],
      [3, 'b@x'],
      [5, 'd@x'],
    ]);
  });

  it('loses no row behind a quote that is never closed', () => {
    const { records, broken } = readCsv(
      ['email,company', 'a@x,"never', 'b@x,ok', 'c@x,"two\nlines"', 'd@x,ok'].join('\n'),
    );
    expect(broken.map(({ row }) => row)).toEqual([2]);
    expect(records.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, 'email'],
      [3, 'b@x'],
      [4, 'c@x'],
      [5, 'd@x'],
    ]);
  });

  it('counts blank rows and leaves them out', () => {
    expect(readCsv('\uFEFFemail;a;b;c\r\n\r\n;;;\r\nli@a.example;1;2;3\r\n').records).toEqual([
      { row: 1, cells: ['email', 'a', 'b', 'c'] },
      { row: 4, cells: ['li@a.example', '1', '2', '3'] },
    ]);
  });
});
