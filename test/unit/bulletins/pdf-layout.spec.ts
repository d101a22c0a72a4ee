import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { pdf, printedAt } from '../../support/pdf.js';

const LEFT = 72;
const TOP = 740;
const PITCH = 20;
const SIZE = 12;
/** Characters in a full line across the page. */
const MEASURE = 36;

/** A paragraph of a given length that names itself, so that its parts are told apart. */
const paragraph = (name: string, length: number) =>
  `${name}为支持企业发展给予资金补助并在用地融资人才等方面予以保障`.repeat(9).slice(0, length - 1) + '。';

/** A paragraph as a printer breaks it: two characters of indent, then full lines. */
function broken(text: string, measure = MEASURE): string[] {
  const lines = [`　　${text.slice(0, measure - 2)}`];
  for (let at = measure - 2; at < text.length; at += measure) lines.push(text.slice(at, at + measure));
  return lines;
}

/** Lines below each other; the indent is a place, not characters. */
function block(lines: readonly string[], x = LEFT, y = TOP): string {
  return lines
    .map((line, n) => {
      const text = line.replace(/^　+/u, '');
      return printedAt(x + (line.length - text.length) * SIZE, y - n * PITCH, text, SIZE);
    })
    .join('\n');
}

const page = (...parts: readonly string[]) => ({ stream: parts.join('\n') });
const head = (words: string) => printedAt(220, 800, words, 9);
const foot = (words: string) => printedAt(280, 40, words, 9);
const textOf = async (...pages: readonly { stream: string }[]) => (await extractDocument(pdf(pages))).text;

describe('the lines of a PDF', () => {
  it('that only the margin broke are one paragraph, without a space between Chinese characters', async () => {
    const [first, second] = [paragraph('甲', 100), paragraph('乙', 80)];
    expect(await textOf(page(block([...broken(first), ...broken(second)])))).toBe(`${first}\n${second}`);
  });

  it('that a page ended go on over the page', async () => {
    const [first, second] = [paragraph('甲', 100), paragraph('乙', 120)];
    const lines = [...broken(first), ...broken(second)];
    const pages = [lines.slice(0, 5), lines.slice(5)].map((part, n) =>
      page(head('某市人民政府公报'), block(part), foot(`- ${n + 1} -`)),
    );
    expect(await textOf(...pages)).toBe(`${first}\n${second}`);
  });

  it('that are short, centred or begin a paragraph stay lines', async () => {
    const first = paragraph('甲', 34);
    const lines = [
      '　　　　　　　　关于支持工业设计发展的通知',
      ...broken(first),
      ...broken(paragraph('乙', 50)),
      '某市文化和旅游局',
      '2026年3月2日',
    ];
    expect((await textOf(page(block(lines)))).split('\n')).toEqual([
      '关于支持工业设计发展的通知',
      first,
      paragraph('乙', 50),
      '某市文化和旅游局',
      '2026年3月2日',
    ]);
  });

  it('that state facts below each other stay apart, and so does a date set to the right from what follows', async () => {
    const facts = [
      '发文机构：' + '某'.repeat(MEASURE - 6) + '局',
      '来源：' + 'a'.repeat(2 * MEASURE - 6),
      '关键字：补助',
    ];
    const signed = '　'.repeat(MEASURE - 6) + '2026年3月2日';
    const first = paragraph('甲', 50);
    expect((await textOf(page(block([...facts, signed, ...broken(first)])))).split('\n')).toEqual([
      ...facts,
      '2026年3月2日',
      first,
    ]);
  });

  it('of letters are joined with a space, a broken address without', async () => {
    const lines = [
      'The measures apply to every enterprise that is registered in the city and',
      'its districts. The full text is published at https://policy.example/2026/',
      '03/02/t20260302.html in both languages.',
    ];
    const widest = Math.max(...lines.map((line) => line.length));
    expect(widest).toBeLessThan(MEASURE * 2 + 2);
    expect(await textOf(page(block(lines)))).toBe(
      'The measures apply to every enterprise that is registered in the city and its districts. The full text is published at https://policy.example/2026/03/02/t20260302.html in both languages.',
    );
  });

  it('say radicals as the characters they are read as', async () => {
    expect(await textOf(page(block(['⼯业⽂化⻓远发展⺠⽣保障'])))).toBe('工业文化长远发展民生保障');
  });

  it('of a table are rows, their cells apart', async () => {
    const row = (y: number, cells: readonly string[]) =>
      cells.map((cell, n) => printedAt(LEFT + [0, 60, 300][n]!, y, cell, SIZE)).join('\n');
    const rows = Array.from({ length: 8 }, (_, n) =>
      row(TOP - n * PITCH, [`${n + 1}`, `支持第${n + 1}类企业的通知`, `2026-03-0${n + 1}`]),
    );
    expect((await textOf(page(...rows))).split('\n')).toEqual(
      Array.from({ length: 8 }, (_, n) => `${n + 1}\t支持第${n + 1}类企业的通知\t2026-03-0${n + 1}`),
    );
  });

  it('across the page, a watermark, are left out', async () => {
    const mark = 'BT /F2 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <518590e88d446599> Tj ET';
    expect(await textOf(page(block(broken(paragraph('甲', 60))), mark))).toBe(paragraph('甲', 60));
  });
});

describe('columns of a PDF', () => {
  const column = (name: string, length = 160) => broken(paragraph(name, length), 16);
  const right = LEFT + 20 * SIZE;

  it('are read one after the other, below what stands across them', async () => {
    const title = printedAt(150, TOP + 40, '关于支持工业设计产业高质量发展的若干措施', 18);
    const text = await textOf(page(title, block(column('甲')), block(column('乙'), right)));
    expect(text).toBe(
      `关于支持工业设计产业高质量发展的若干措施\n${paragraph('甲', 160)}\n${paragraph('乙', 160)}`,
    );
  });

  it('whose lines stand at other heights are no table either', async () => {
    const text = await textOf(page(block(column('甲')), block(column('乙'), right, TOP - 7)));
    expect(text).toBe(`${paragraph('甲', 160)}\n${paragraph('乙', 160)}`);
  });

  it('carry a paragraph from one to the next, and over the page', async () => {
    const lines = broken(paragraph('甲', 300), 16);
    const text = await textOf(
      page(head('某市公报'), block(lines.slice(0, 7)), block(lines.slice(7, 14), right), foot('第1页 共2页')),
      page(head('某市公报'), block(lines.slice(14, 18)), block(lines.slice(18), right), foot('第2页 共2页')),
    );
    expect(text).toBe(paragraph('甲', 300));
  });

  it('of which three stand beside each other are read in their order', async () => {
    const names = ['甲', '乙', '丙'];
    const parts = names.map((name, n) => block(broken(paragraph(name, 80), 10), LEFT + n * 13 * SIZE));
    expect(await textOf(page(...parts))).toBe(names.map((name) => paragraph(name, 80)).join('\n'));
  });
});

describe('what a PDF prints on every page', () => {
  const bodies = ['甲', '乙', '丙', '丁'].map((name) => paragraph(name, 90));
  const printed = async (of: (n: number) => readonly string[]) =>
    await textOf(...bodies.map((body, n) => page(...of(n + 1), block(broken(body)))));

  it.each([
    ['- 3 -', (n: number) => `- ${n} -`],
    ['— 3 —', (n: number) => `— ${n} —`],
    ['－3－', (n: number) => `－${n}－`],
    ['· 3 ·', (n: number) => `· ${n} ·`],
    ['第3页 共4页', (n: number) => `第${n}页 共4页`],
    ['第 3 页 / 共 4 页', (n: number) => `第 ${n} 页 / 共 4 页`],
    ['3 / 4', (n: number) => `${n} / 4`],
    ['Page 3 of 4', (n: number) => `Page ${n} of 4`],
    ['3', (n: number) => `${n}`],
    ['13, of a gazette', (n: number) => `${n + 10}`],
  ])('is not in its text: page numbers as %s', async (_name, number) => {
    expect(await printed((n) => [foot(number(n))])).toBe(bodies.join('\n'));
    expect(await printed((n) => [printedAt(500, 800, number(n), 9)])).toBe(bodies.join('\n'));
  });

  it('is not in its text: running heads and feet, alike or of odd and even pages, with a number or without', async () => {
    const heads = () => [head('某市人民政府公报 2026年第3期'), foot('某市人民政府办公厅主办')];
    const sides = (n: number) => [n % 2 ? head(`某市公报 ${n}`) : printedAt(400, 800, `${n} 政策文件`, 9)];
    expect(await printed(heads)).toBe(bodies.join('\n'));
    expect(await printed(sides)).toBe(bodies.join('\n'));
  });

  it('stays where it is text: numbers that count nothing, lines that stand with the text, heads of one page', async () => {
    const numbers = ['2026', '7', '90', '31'];
    expect(await printed((n) => [foot(numbers[n - 1] ?? '')])).toBe(
      bodies.map((body, n) => `${body}\n${numbers[n]}`).join('\n'),
    );
    const attached = await textOf(...bodies.map((body) => page(block(['附件', ...broken(body)], LEFT, 780))));
    expect(attached).toBe(bodies.map((body) => `附件\n${body}`).join('\n'));
    expect(await printed((n) => (n === 1 ? [head('某市文件')] : []))).toBe(`某市文件\n${bodies.join('\n')}`);
  });
});
