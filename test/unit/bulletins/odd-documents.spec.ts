import fc from 'fast-check';
import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { DomainError } from '../../../src/platform/errors/domain-error.js';
import { docx, xlsx } from '../../support/office-files.js';
import { pdf, type PdfPage } from '../../support/pdf.js';
import { workbook } from '../../support/workbook.js';

const lines = (n: number): PdfPage => Array.from({ length: n }, (_, i) => `Line ${i} of a notice`);

describe('a document that is only odd is read', () => {
  const depth = 10_200;
  const deep = (tag: string, inner: string) => `<${tag}>`.repeat(depth) + inner + `</${tag}>`.repeat(depth);

  it.each([
    ['a page', () => Buffer.from(`<html><body>${deep('div', '深处的字')}</body></html>`)],
    ['a page of tables in tables', () => Buffer.from(`<html>${'<table><tr><td>'.repeat(depth / 3)}深处的字`)],
    ['a page of lists in lists', () => Buffer.from(`<html>${'<ul><li>'.repeat(depth / 2)}深处的字`)],
    ['a Word file', () => docx(deep('w:sdt', '<w:p><w:r><w:t>深处的字</w:t></w:r></w:p>'))],
    [
      'a Word file of tables in tables',
      () =>
        docx(
          `${'<w:tbl><w:tr><w:tc>'.repeat(depth / 3)}<w:p><w:r><w:t>深处的字</w:t></w:r></w:p>${'</w:tc></w:tr></w:tbl>'.repeat(depth / 3)}`,
        ),
    ],
    [
      'a workbook',
      () =>
        xlsx(
          `<row r="1"><c t="str"><v>标题</v></c><c t="str"><v>发布时间</v></c></row><row r="2"><c t="str">${deep('x', '<v>深处的字</v>')}</c></row>`,
        ),
    ],
  ])('%s of ten thousand nested tags', async (_name, bytes) => {
    const before = process.cpuUsage();
    expect((await extractDocument(bytes())).text).toContain('深处的字');
    // CPU time: a busy machine does not stretch it.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  it.each([
    ['a page called .pdf', 'a.pdf', () => Buffer.from('<html><p>通知</p></html>'), 'html'],
    ['a PDF called .docx', 'a.docx', () => pdf([lines(4)]), 'pdf'],
    ['a Word file called .txt', 'a.txt', () => docx('<w:p><w:r><w:t>通知</w:t></w:r></w:p>'), 'docx'],
    [
      'a workbook called .csv',
      'a.csv',
      () =>
        workbook({
          a: [
            ['标题', '发布时间'],
            ['通知', '2024-01-02'],
          ],
        }),
      'xlsx',
    ],
  ])('%s is read as what it is, with a warning', async (_name, name, bytes, format) => {
    const document = await extractDocument(bytes(), { name });
    expect(document.format).toBe(format);
    expect(document.hints.doubts).toMatchObject([{ code: 'wrong-ending' }]);
  });

  it('a PDF without its last words gives the pages it still has; without its trailer it is refused', async () => {
    const whole = pdf([lines(5)]);
    const before = (words: string) => whole.subarray(0, whole.lastIndexOf(words));
    expect((await extractDocument(before('startxref'))).text).toContain('Line 4 of a notice');
    await expect(extractDocument(before('xref\n0'))).rejects.toMatchObject({
      code: 'bulletin.unsupported-document',
      message: expect.stringContaining('The PDF is damaged or cut off'),
    });
  });

  it('a page keeps none of its scripts, handlers and active links', async () => {
    const { text } = await extractDocument(
      Buffer.from(
        '<html><head><script src="//evil.example/x.js"></script></head><body onload="alert(1)"><p onclick="alert(2)">关于某事的通知</p>' +
          '<img src=x onerror="alert(3)"><svg onload="alert(4)"><text>画</text></svg><iframe srcdoc="<script>alert(5)</script>"></iframe>' +
          '<a href="javascript:alert(6)">点击查看原文</a><a href="data:text/html,x">点击查看全文</a><style>@import "x"</style></body></html>',
      ),
    );
    expect(text).toContain('关于某事的通知');
    expect(text).not.toMatch(/alert|onclick|onload|javascript:|data:|@import|<\/?[a-z]/i);
  });
});

describe('a file damaged anywhere', () => {
  const sound: readonly [string, Buffer, number][] = [
    ['a Word file', docx('<w:p><w:r><w:t>关于支持工业设计发展的通知</w:t></w:r></w:p>'), 400],
    [
      'a workbook',
      workbook({
        a: [
          ['标题', '发布时间'],
          ['关于某事的通知', '2024-01-02'],
        ],
      }),
      400,
    ],
    ['a PDF', pdf([lines(6), lines(6)]), 60],
  ];

  it.each(sound)('is read or refused by name, never worse: %s', async (_name, bytes, numRuns) => {
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(bytes.length), async (changes, end) => {
        const damaged = Buffer.from(bytes.subarray(0, end % 3 === 0 ? end : bytes.length));
        for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
        await extractDocument(damaged).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
      }),
      { numRuns },
    );
  });
});
