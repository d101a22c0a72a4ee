import { noticeOf } from '../../../src/admin/console/notice.js';
import { safeNext } from '../../../src/admin/sign-in/sign-in.form.js';
import { barOf } from '../../../src/admin/editions/edition-account.view.js';
import { wordsIn } from '../../../src/admin/words/console-words.js';
import { problemInWords } from '../../../src/admin/words/problem-words.js';

describe('what a page says after a redirect', () => {
  const words = wordsIn('en');

  it('is one of our sentences with whole numbers', () => {
    expect(noticeOf({ done: 'subscribers-imported', added: '3', unchanged: '0', refused: '1' }, words)).toBe(
      'Imported: 3 added, 0 unchanged, 1 refused.',
    );
  });

  it('is nothing that a link could bring along', () => {
    for (const done of ['toString', 'constructor', '__proto__', 'nothing', ['policy-saved'], undefined])
      expect(noticeOf({ done }, words)).toBeNull();
    expect(noticeOf({ done: 'edition-opened', key: 'call 555-1234' }, words)).not.toContain('555');
  });
});

describe('where sign-in leads', () => {
  it.each(['/console', '/console/policies?status=draft&page=2', '/console/editions/01a2'])('%s', (path) =>
    expect(safeNext(path)).toBe(path),
  );
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/console//evil.example',
    '/consoleevil',
    '/console/\\evil',
    '/policies',
    '/console?x=\r\nSet-Cookie:a',
    ['/console'],
    undefined,
  ])('%p is the dashboard', (path) => expect(safeNext(path)).toBe('/console'));
});

describe('a bar', () => {
  it('fills its width and shows the smallest part', () => {
    const bar = barOf(
      [
        { slice: 'accepted', count: 999_999 },
        { slice: 'rejected', count: 1 },
        { slice: 'open', count: 0 },
      ],
      1_000_000,
    );
    expect(bar.map((part) => part.slice)).toEqual(['accepted', 'rejected']);
    expect(bar[1]!.width).toBeGreaterThanOrEqual(4);
    expect(bar[1]!.x + bar[1]!.width).toBeCloseTo(1_000, 0);
  });

  it('of nothing is empty', () => expect(barOf([{ slice: 'open', count: 0 }], 0)).toEqual([]));
});

describe('problems in words', () => {
  it.each([
    ['is empty', '不能为空'],
    ['is longer than 500 characters', '不能超过 500 个字'],
    ['unknown code "x"', '未知代码“x”'],
    ['unknown time zone', '未知时区，请填写 IANA 名称，例如 Asia/Shanghai'],
  ])('%s: %s', (message, chinese) => expect(problemInWords(message, 'zh-CN')).toBe(chinese));
});
