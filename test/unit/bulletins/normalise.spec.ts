import * as fc from 'fast-check';
import { findDates, readDate } from '../../../src/bulletins/domain/dates.js';
import { numberAtStart, numberOfLabel } from '../../../src/bulletins/domain/document-number.js';
import { comparable, normaliseText, readLines, tidy } from '../../../src/bulletins/domain/normalise.js';

describe('normalising', () => {
  it('folds Kangxi radicals, full-width digits and invisible characters, and keeps Chinese punctuation', () => {
    expect(normaliseText('\u200b⼈⼒２０２４年，（⽂化）：\u00a0完')).toBe('人力2024年，（文化）： 完');
  });

  it('reads what converters leave as the page showed it, and nothing else', () => {
    const read = (text: string) => readLines(text).map(({ text: reading }) => reading);
    expect(read('<p>&nbsp;&nbsp;第&#49;批&ldquo;甲&rdquo;\\_乙<br/>丙</p>')).toEqual(['第1批“甲”_乙 丙']);
    expect(read('关于印发<渔港办法>的通知 a&b &unknown; &#0; 1<2')).toEqual([
      '关于印发<渔港办法>的通知 a&b &unknown; &#0; 1<2',
    ]);
    expect(read('\uF06C 甲∶乙〖2024〗')).toEqual(['• 甲：乙【2024】']);
  });

  it('gives whole dates one form, whatever blanks and dashes their page set', () => {
    const [line] = readLines(
      '2024 年 3 月 5 日，2 0 2 4 年 1 0 月 8 日，2024－03－05，2024-03-05T08:30:00.0Z',
    );
    expect(line?.text).toBe('2024年3月5日，2024年10月8日，2024-03-05，2024-03-05 08:30:00');
  });

  it('drops the day of the week behind a date in figures, not behind a page’s clock', () => {
    const lines = readLines('2024-03-05 星期二 渔港检查\n2024年3月5日 星期二');
    expect(lines.map(({ text }) => text)).toEqual(['2024-03-05 渔港检查', '2024年3月5日 星期二']);
  });

  it('keeps every line with its number, its raw form and its place', () => {
    const text = '甲\r\n\u00a0\n乙';
    const lines = readLines(text);
    expect(lines.map(({ number, text: reading }) => [number, reading])).toEqual([
      [1, '甲'],
      [2, ''],
      [3, '乙'],
    ]);
    for (const { raw, offset } of lines) expect(text.slice(offset, offset + raw.length)).toBe(raw);
  });

  it('closes gaps between Chinese characters only', () => {
    expect(tidy('关于印发 《甲 办法》的  通知 No 1')).toBe('关于印发《甲办法》的通知 No 1');
  });

  it('does not change what is compared', () => {
    fc.assert(fc.property(fc.string(), (text) => comparable(comparable(text)) === comparable(text)));
  });
});

describe('dates', () => {
  it.each([
    ['2020-9-5 16:14:59', '2020-09-05'],
    ['2020年10月16日', '2020-10-16'],
    ['2020/1/2', '2020-01-02'],
    ['2020.01.02', '2020-01-02'],
    ['20201016', '2020-10-16'],
    ['二〇二〇年十月二十一日', '2020-10-21'],
    ['17 July 2020', '2020-07-17'],
    ['2026-07', '2026-07'],
    ['2026年7月', '2026-07'],
    ['03-23', null],
    ['3月15日', null],
    ['2021-02-29', null],
  ])('%s is %s', (text, value) => {
    expect(readDate(text)?.value ?? null).toBe(value);
  });

  it('reads back every day it prints', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number);
        return [iso, `${y}年${m}月${d}日`, `${y}/${m}/${d}`].every((text) => readDate(text)?.value === iso);
      }),
    );
  });

  it('are found in running text, each once', () => {
    expect(findDates('自2021年1月1日起至2025年12月31日').map(({ value }) => value)).toEqual([
      '2021-01-01',
      '2025-12-31',
    ]);
  });
});

describe('document numbers', () => {
  it.each([
    ['京房公积金管委会办〔2021〕12号', '京房公积金管委会办〔2021〕12号'],
    ['国令第706号', '国令第706号'],
    ['京建住[2007]1176号', '京建住〔2007〕1176号'],
    ['〔十五届〕第84号', '〔十五届〕第84号'],
    ['无', null],
  ])('%s is %s', (text, value) => {
    expect(numberOfLabel(text)).toBe(value);
  });

  it.each(['公告〔十五届〕第84号', '公 告 〔十五届〕第84号　　《某条例》已由…'])(
    'of an assembly leave out its heading: %s',
    (text) => {
      expect(numberAtStart(`北京市人民代表大会常务委员会${text}`)?.value).toBe('〔十五届〕第84号');
    },
  );

  it('are no 〔〕 in running text', () => {
    expect(numberAtStart('含知识产权〔IP〕、电子设计自动化〔EDA〕')).toBeNull();
  });
});
