/** A page of a PDF: its printed lines, top to bottom, or a stream of the test's own. */
export type PdfPage = readonly string[] | { readonly stream: string };

/** A PDF (ISO 32000-1) of the given pages in Helvetica; ASCII only, for it embeds no font. */
export function pdf(pages: readonly PdfPage[], trailer = ''): Buffer {
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((page, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`,
      streamOf(page),
    ]),
  ];
  return assembled(objects, trailer);
}

/** Words at a place, in points from the lower left corner. */
export function wordsAt(x: number, y: number, words: string, size = 12): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td (${words.replace(/[()\\]/g, '\\$&')}) Tj ET`;
}

function streamOf(page: PdfPage): string {
  const content =
    'stream' in page ? page.stream : page.map((line, n) => wordsAt(72, 780 - 16 * n, line)).join('\n');
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
