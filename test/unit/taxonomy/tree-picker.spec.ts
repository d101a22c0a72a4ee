import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import { pickerNodes, topOfTree, withoutCovered } from '../../../src/taxonomy/domain/tree-picker.js';

const node = (code: string, parent: string | null) => ({
  code,
  parent,
  tree: code === '*' ? null : 'culture-2018',
  name: `名${code}`,
  english: '',
  aliases: [],
});
const sectors = new Taxonomy([
  node('*', null),
  node('02', '*'),
  node('021', '02'),
  node('024', '02'),
  node('03', '*'),
]);

describe('a tree of checkboxes', () => {
  it('begins with the topmost nodes of its tree', () => {
    expect(topOfTree(sectors, 'culture-2018').map((top) => top.code)).toEqual(['02', '03']);
    expect(topOfTree(sectors, 'other')).toEqual([]);
  });

  it('unfolds a branch in which something is chosen, not one that is chosen itself', () => {
    const [first, second] = pickerNodes(
      sectors,
      topOfTree(sectors, 'culture-2018'),
      new Set(['024', '03']),
      'zh-CN',
    );
    expect(first).toMatchObject({ code: '02', isChecked: false, isOpen: true });
    expect(first!.children.map((child) => child.isChecked)).toEqual([false, true]);
    expect(second).toMatchObject({ code: '03', isChecked: true, isOpen: false, children: [] });
  });

  it('needs no child of a chosen parent', () => {
    expect(withoutCovered(sectors, ['024', '02', '03'])).toEqual(['02', '03']);
    expect(withoutCovered(sectors, ['*', '02'])).toEqual(['*']);
    expect(withoutCovered(sectors, ['021', '024'])).toEqual(['021', '024']);
  });
});
