import { readSubscriberRow, resolveSector } from '../../../src/subscribers/domain/subscriber-row.js';
import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';

const node = (code: string, parent: string | null, name: string, tree: string | null = null) => ({
  code,
  parent,
  name,
  english: `${name} in English`,
  tree,
  aliases: [] as string[],
});
const CONTEXT = {
  districts: new Taxonomy([
    node('000000', null, '全国'),
    node('110000', '000000', '北京市'),
    { ...node('110107', '110000', '石景山区'), aliases: ['石景山'] },
    node('110108', '110000', '海淀区'),
  ]),
  sectors: new Taxonomy([
    node('*', null, '全行业'),
    node('02', '*', '内容创作生产', 'culture-2018'),
    node('I', '*', '信息传输', 'gbt4754-2017'),
    node('I65', 'I', '软件和信息技术服务业', 'gbt4754-2017'),
    node('X1', '*', '别的', 'another-tree'),
  ]),
  sectorTrees: ['culture-2018', 'gbt4754-2017'],
  language: 'zh-CN' as const,
};
const CELLS = { address: 'li@example.com', company: '示例企业', districts: '110107', sectors: '02' };

describe('a row of a subscriber file', () => {
  it('becomes a subscriber with a profile', () => {
    const cells = {
      ...CELLS,
      contact: '李明',
      districts: '石景山；110108',
      sectors: 'I65, 内容创作生产',
      levels: 'Municipal|district',
      types: 'fund',
      language: 'EN',
    };
    expect(readSubscriberRow(2, cells, CONTEXT)).toEqual({
      row: 2,
      address: 'li@example.com',
      company: '示例企业',
      contact: '李明',
      profile: {
        districts: ['110107', '110108'],
        sectors: ['I65', '02'],
        levels: ['municipal', 'district'],
        types: ['fund'],
      },
      language: 'en',
    });
  });

  it('takes the list’s language and no contact where it gives none', () => {
    expect(readSubscriberRow(2, CELLS, CONTEXT)).toMatchObject({
      contact: null,
      language: 'zh-CN',
      profile: { levels: [], types: [] },
    });
  });

  it('reads a line break in the contact as a space', () => {
    expect(readSubscriberRow(2, { ...CELLS, contact: '李\r\nBcc: x' }, CONTEXT)).toMatchObject({
      contact: '李 Bcc: x',
    });
  });

  it.each([
    ['email', { address: 'li' }, 'one @'],
    ['company', { company: ' ' }, 'is empty'],
    ['company', { company: '甲\n乙' }, 'line break'],
    ['company', { company: '甲'.repeat(201) }, 'longer than 200'],
    ['districts', { districts: '999999' }, 'unknown district "999999"'],
    ['districts', { districts: ' ; ' }, 'at least one district'],
    ['sectors', { sectors: 'Z99' }, 'unknown sector "Z99"'],
    ['sectors', { sectors: '' }, 'at least one sector'],
    ['sectors', { sectors: 'X1' }, 'unknown sector "X1"'],
    ['levels', { levels: 'galactic' }, 'known: national'],
    ['types', { types: 'rumour' }, 'known: plan'],
    ['language', { language: 'fr' }, 'known: zh-CN, en'],
  ])('is refused with its column %s: %j', (column, cells, reason) => {
    const refused = readSubscriberRow(7, { ...CELLS, ...cells }, CONTEXT);
    expect(refused).toEqual([{ row: 7, column, reason: expect.stringContaining(reason) }]);
  });

  it('names every wrong cell, not only the first', () => {
    const cells = { address: 'x', company: '', districts: '1;2', sectors: '' };
    const refused = readSubscriberRow(9, cells, CONTEXT);
    expect(Array.isArray(refused) && refused.map((cell) => cell.column)).toEqual([
      'email',
      'company',
      'districts',
      'districts',
      'sectors',
    ]);
  });
});

describe('a sector in a file', () => {
  it.each([
    ['*', '*'],
    ['全行业', '*'],
    ['All', '*'],
    ['I65', 'I65'],
    ['65', 'I65'],
    ['软件和信息技术服务业', 'I65'],
    ['０２', '02'],
    ['X1', undefined],
    ['99', undefined],
  ])('%s is %s', (text, code) => {
    expect(resolveSector(text, CONTEXT)).toBe(code);
  });
});
