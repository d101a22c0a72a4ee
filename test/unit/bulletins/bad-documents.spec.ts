import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { type DocumentAbout, extractDocument, readDocument } from '../../../src/bulletins/extract-text.js';
import { docx, overlapping, word, xlsx, zipOf } from '../../support/office-files.js';
import { pdf, type PdfPage } from '../../support/pdf.js';
import { zip } from '../../support/zip.js';

const lines = (n: number): PdfPage => Array.from({ length: n }, (_, i) => `Line ${i} of a notice`);
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]>`;
const outside = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>';
const bomb = () => Buffer.alloc(200_000_000, 32);
const password = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`;
const picture = 'q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q';

const REFUSED: readonly [string, () => Buffer, DocumentAbout, string, RegExp][] = [
  ['a document of 50 MB', () => Buffer.alloc(50_000_000, 'a'), {}, 'too-large', /20 MB/],
  [
    'a bomb in a Word file',
    () => zipOf('word/document.xml', deflateRawSync(bomb())),
    {},
    'too-large',
    /30 MB/,
  ],
  ['a bomb in a workbook', () => zipOf('xl/workbook.xml', deflateRawSync(bomb())), {}, 'too-large', /30 MB/],
  [
    'a bomb that claims to be small',
    () => zipOf('word/document.xml', deflateRawSync(bomb()), { size: 100 }),
    {},
    'too-large',
    /30 MB/,
  ],
  [
    'parts that are large only together',
    () =>
      zip({
        'word/document.xml': word('x'.repeat(16_000_000)),
        'word/styles.xml': 'x'.repeat(16_000_000),
        'word/numbering.xml': 'x'.repeat(16_000_000),
      }),
    {},
    'too-large',
    /unpacks to more/,
  ],
  [
    'a Word file of overlapping parts',
    () => overlapping('word/document.xml'),
    {},
    'unsupported-document',
    /overlap/,
  ],
  [
    'a workbook of overlapping parts',
    () => overlapping('xl/workbook.xml'),
    {},
    'unsupported-document',
    /overlap/,
  ],
  [
    'a part that lies about its packed size',
    () => {
      const bytes = docx('<w:p><w:r><w:t>a</w:t></w:r></w:p>');
      bytes.writeUInt32LE(900_000, bytes.lastIndexOf('PK\u0001\u0002') + 20);
      return bytes;
    },
    {},
    'unsupported-document',
    /damaged/,
  ],
  [
    'a directory that points outside the file',
    () => {
      const bytes = docx('');
      bytes.writeUInt32LE(0xfffffff0, bytes.length - 6);
      return bytes;
    },
    {},
    'unsupported-document',
    /damaged/,
  ],
  [
    'an archive cut in half',
    () => docx('a'.repeat(9_000)).subarray(0, 60),
    {},
    'unsupported-document',
    /damaged/,
  ],
  [
    'a Word file whose parts are encrypted',
    () => zipOf('word/document.xml', deflateRawSync(Buffer.from('x')), { flags: 1 }),
    {},
    'encrypted-document',
    /password/,
  ],
  [
    'an Excel file saved with a password',
    () =>
      Buffer.concat([
        OLE,
        Buffer.alloc(1_000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(500),
      ]),
    { name: 'a.xlsx' },
    'encrypted-document',
    /password/,
  ],
  [
    'an old Word file',
    () => Buffer.concat([OLE, Buffer.alloc(2_000)]),
    { name: 'a.doc' },
    'unsupported-document',
    /\.docx/,
  ],
  [
    'entities of other files in a Word file',
    () => docx('<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>', outside),
    {},
    'unsupported-document',
    /entities/,
  ],
  [
    'entities of other files in a workbook',
    () => xlsx('<row><c t="str"><v>&secret;</v></c></row>', outside),
    {},
    'unsupported-document',
    /entities/,
  ],
  [
    'a billion laughs in a Word file',
    () => docx('<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>', laughs),
    {},
    'unsupported-document',
    /entities/,
  ],
  [
    'a billion laughs in a workbook',
    () => xlsx('<row><c t="str"><v>&l9;</v></c></row>', laughs),
    {},
    'unsupported-document',
    /entities/,
  ],
  ['a PDF under a password', () => pdf([lines(3)], password), {}, 'encrypted-document', /password/],
  ['a scanned PDF', () => pdf([{ stream: picture }, { stream: picture }]), {}, 'scanned-document', /no text/],
  [
    'a PDF cut off at its beginning',
    () => pdf([lines(40)]).subarray(0, 120),
    {},
    'unsupported-document',
    /PDF/,
  ],
  [
    'a PDF of 501 pages',
    () => pdf(Array.from({ length: 501 }, () => lines(1))),
    {},
    'unsupported-document',
    /501 pages/,
  ],
  [
    'binary data under the name of a text',
    () => deflateSync(Buffer.from(JSON.stringify(lines(500)))),
    { name: 'a.txt' },
    'binary-document',
    /not text/,
  ],
  ['a file of zeros', () => Buffer.alloc(4_000), { name: 'a.txt' }, 'binary-document', /not text/],
  [
    'a page of a million nested tags',
    () => Buffer.from(`<html>${'<div>'.repeat(1_000_000)}`),
    {},
    'too-large',
    /nests more/,
  ],
  [
    'a Word file of a million nested tags',
    () => docx('<a>'.repeat(1_000_000)),
    {},
    'too-large',
    /nests more/,
  ],
  ['an empty file', () => Buffer.alloc(0), { name: 'a.docx' }, 'empty-document', /empty/],
  [
    'a page of scripts alone',
    () => Buffer.from('<html><script>alert(1)</script></html>'),
    {},
    'empty-document',
    /no text/,
  ],
  ['a Word file without words', () => docx('<w:p/>'), {}, 'empty-document', /no text/],
];

describe('a document that cannot be read is refused, and the refusal names the problem', () => {
  it.each(REFUSED)('%s', async (_name, bytes, about, code, words) => {
    const given = bytes();
    const before = process.cpuUsage();
    await expect(extractDocument(given, about)).rejects.toMatchObject({
      code: `bulletin.${code}`,
      message: expect.stringMatching(words),
    });
    // CPU time: a busy machine does not stretch it.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  it('a file of 50 MB, without reading it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dibao-large-'));
    try {
      const file = await open(join(folder, 'large.txt'), 'w');
      await file.truncate(50_000_000);
      await file.close();
      const before = process.memoryUsage().arrayBuffers;
      await expect(readDocument(join(folder, 'large.txt'))).rejects.toMatchObject({
        code: 'bulletin.too-large',
        message: 'The file has 50 MB; 20 MB is the most.',
      });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
