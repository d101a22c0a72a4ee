/** A page of a PDF: its printed lines, top to bottom, or a stream of the test's own. */
export type PdfPage = readonly string[] | { readonly stream: string };

/** A PDF (ISO 32000-1) of the given pages in Helvetica, and in a font for any script that says only what its codes mean. */
export function pdf(pages: readonly PdfPage[], trailer = ''): Buffer {
  const kids = pages.map((_, n) => `${8 + 2 * n} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>',
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /DW 1000 /W [32 [${'500 '.repeat(95)}]] >>`,
    stream(CODES_ARE_UNICODE),
    '<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
    ...pages.flatMap((page, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${9 + 2 * n} 0 R >>`,
      streamOf(page),
    ]),
  ];
  return assembled(objects, trailer);
}

/** Words at a place, in points from the lower left corner. */
export function wordsAt(x: number, y: number, words: string, size = 12): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td (${words.replace(/[()\\]/g, '\\$&')}) Tj ET`;
}

/** Words of any script at a place; each ideograph as wide as `size`, each letter half of it. */
export function printedAt(x: number, y: number, words: string, size = 12): string {
  const codes = [...words].map((one) => (one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
  return `BT /F2 ${size} Tf ${x} ${y} Td <${codes}> Tj ET`;
}

const CODES_ARE_UNICODE = [
  '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Any def /CMapType 2 def',
  '1 begincodespacerange <0000> <ffff> endcodespacerange',
  ...Array.from({ length: 4 }, (_, block) => {
    const rows = Array.from({ length: 64 }, (__, n) => (block * 64 + n).toString(16).padStart(2, '0'));
    return `64 beginbfrange ${rows.map((row) => `<${row}00> <${row}ff> <${row}00>`).join(' ')} endbfrange`;
  }),
  'endcmap end end',
].join('\n');

function streamOf(page: PdfPage): string {
  const content =
    'stream' in page ? page.stream : page.map((line, n) => wordsAt(72, 780 - 16 * n, line)).join('\n');
  return stream(content);
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assembled(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const places = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  const size = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${places}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
