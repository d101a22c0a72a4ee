import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { DocumentReader } from '../../../src/bulletins/document-reader.js';
import { NO_HINTS } from '../../../src/bulletins/domain/document-hints.js';
import type { LexiconState } from '../../../src/bulletins/reading-tasks.js';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';
import { docx, overlapping, zipOf } from '../../support/office-files.js';

const NOTICE = '关于支持工业设计发展的通知\n发布日期:2024-03-01\n各有关单位:请遵照执行。\n';
const given = (text: string) => ({ bytes: Buffer.from(text), about: {} });
const page = (paragraphs: number) =>
  `<html><body>${Array.from({ length: paragraphs }, (_, n) => `<p>第${n}段 关于某事的说明</p>`).join('')}</body></html>`;

const readers: DocumentReader[] = [];
function reader(limits?: { seconds: number; heapMb: number }): DocumentReader {
  const made = new DocumentReader(limits);
  readers.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(readers.splice(0).map(async (one) => await one.onModuleDestroy()));
});

describe('reading documents apart', () => {
  it('gives texts, entries and refusals as reading them here would', async () => {
    const apart = reader();
    expect(await apart.run('extract', given(NOTICE))).toMatchObject({ format: 'text', text: NOTICE });
    const { entries } = await apart.run('parse-document', given(NOTICE));
    expect(entries).toMatchObject([{ title: '关于支持工业设计发展的通知', publishedOn: '2024-03-01' }]);
    await expect(apart.run('extract', given(''))).rejects.toMatchObject({
      name: 'EmptyDocument',
      code: 'bulletin.empty-document',
      kind: 'invalid',
    });
  });

  it('knows the words editors added, as soon as their version changes', async () => {
    const apart = reader();
    const text = '关于某事的通知\n主办者为:北京市文化和旅游局\n发布日期:2024-03-01\n';
    const label = { kind: 'label', word: '主办者为', target: '', says: { field: 'issuer' } } as const;
    const issuersBy = async (lexicon: LexiconState) =>
      (await apart.run('parse', { text, hints: NO_HINTS, lexicon })).entries[0]?.issuers;
    expect(await issuersBy({ version: 0, changes: [] })).toEqual([]);
    expect(await issuersBy({ version: 1, changes: [{ ...label, isRemoval: false }] })).toEqual([
      '北京市文化和旅游局',
    ]);
  });

  it('refuses what takes too long, and reads the next document', async () => {
    const apart = reader({ seconds: 4, heapMb: 1_000 });
    const endless = Array.from({ length: 400_000 }, (_, n) => `${n}、关于第${n}件事的通知`).join('\n');
    await expect(apart.run('parse-document', given(endless))).rejects.toMatchObject({
      code: 'bulletin.too-slow',
      message: 'The document was not read within 4 seconds.',
    });
    expect((await apart.run('extract', given(NOTICE))).text).toBe(NOTICE);
  });

  it('refuses what takes too much memory, and reads the next document', async () => {
    const apart = reader({ seconds: 60, heapMb: 48 });
    const huge = Array.from({ length: 300_000 }, (_, n) => `${n}、关于第${n}件事的通知`).join('\n');
    await expect(apart.run('parse-document', given(huge))).rejects.toMatchObject({
      code: 'bulletin.too-large',
      message: 'Reading the document takes more than 48 MB of memory.',
    });
    expect((await apart.run('extract', given(NOTICE))).text).toBe(NOTICE);
  });

  it('answers every one of ten documents given at once', async () => {
    const apart = reader();
    const texts = Array.from({ length: 10 }, (_, n) => `${NOTICE}第${n}份\n`);
    const read = await Promise.all(texts.map(async (text) => await apart.run('extract', given(text))));
    expect(read.map(({ text }) => text)).toEqual(texts);
  });

  it.each([1, 199, 200, 201, 1_000])(
    'gives %i entries whole and in their order, and says how far it is',
    async (count) => {
      const apart = reader();
      const rows = Array.from(
        { length: count },
        (_, n) => `关于支持第${n + 1}类企业的通知\t北京市文化和旅游局\t2026-03-02`,
      );
      const text = ['标题\t颁发机构\t发布时间', ...rows].join('\n');
      const hints = { ...NO_HINTS, layout: 'policy-table' as const };
      const shares: number[] = [];
      const task = { text, hints, lexicon: { version: 0, changes: [] } };
      const { entries } = await apart.run('parse', task, (share) => shares.push(share));
      expect(entries.map(({ title }) => title)).toEqual(rows.map((row) => row.split('\t')[0]));
      expect(entries.map(({ position }) => position)).toEqual(rows.map((_, n) => n + 1));
      expect(shares.every((share, n) => share >= (shares[n - 1] ?? 0) && share <= 1)).toBe(true);
    },
  );

  it('leaves this thread free while a large page is read', async () => {
    const apart = reader();
    const bytes = Buffer.from(page(150_000));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const started = performance.now();
    delay.enable();
    await apart.run('extract', { bytes, about: {} });
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan((performance.now() - started) / 3);
  });
});

describe('a process that is given bombs', () => {
  const SCRIPT = `
    const { DocumentReader } = await import(process.argv[1]);
    const { readDocumentBytes } = await import(process.argv[2]);
    const [sound, ...bombs] = process.argv.slice(3);
    const reader = new DocumentReader();
    const outcome = async (file) => {
      try { return (await reader.run('extract', await readDocumentBytes(file))).format; } catch (error) { return error.code; }
    };
    const first = await outcome(sound);
    const before = process.resourceUsage().maxRSS;
    const codes = [];
    for (const file of bombs) codes.push(await outcome(file));
    const last = await outcome(sound);
    console.log(JSON.stringify({ first, codes, last, grownMb: (process.resourceUsage().maxRSS - before) / 1024 }));`;

  it('refuses every one, lives on, and its memory stays bounded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dibao-bombs-'));
    const bomb = deflateRawSync(Buffer.alloc(300_000_000, 32));
    const files: readonly (readonly [string, Buffer])[] = [
      ['sound.docx', docx('<w:p><w:r><w:t>通知</w:t></w:r></w:p>')],
      ['bomb.docx', zipOf('word/document.xml', bomb)],
      ['bomb.xlsx', zipOf('xl/workbook.xml', bomb)],
      ['liar.docx', zipOf('word/document.xml', bomb, { size: 10 })],
      ['overlap.docx', overlapping('word/document.xml')],
      ['large.txt', Buffer.alloc(50_000_000, 'a')],
      ['deep.html', Buffer.from(`<html>${'<div>'.repeat(2_000_000)}`)],
    ];
    try {
      for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
      const compiled = ['document-reader.js', 'extract-text.js'].map(
        (name) => pathToFileURL(join(PACKAGE_ROOT, 'dist', 'src', 'bulletins', name)).href,
      );
      const words = [...compiled, ...files.map(([name]) => join(folder, name))];
      const ran = await promisify(execFile)(process.execPath, [
        '--input-type=module',
        '-e',
        SCRIPT,
        ...words,
      ]);
      const told = JSON.parse(ran.stdout) as { codes: string[]; grownMb: number };
      const large = 'bulletin.too-large';
      expect(told).toMatchObject({
        first: 'docx',
        codes: [large, large, large, 'bulletin.unsupported-document', large, large],
        last: 'docx',
      });
      expect(told.grownMb).toBeLessThan(250);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
