import { Taxonomy } from '../../../src/taxonomy/domain/taxonomy.js';
import {
  foundCount,
  pickerNodes,
  topOfTree,
  withoutCovered,
} from '../../../src/taxonomy/domain/tree-picker.js';

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
      { chosen: new Set(['024', '03']), find: '' },
      'zh-CN',
    );
    expect(first).toMatchObject({ code: '02', isChecked: false, isOpen: true });
    expect(first!.children.map((child) => child.isChecked)).toEqual([false, true]);
    expect(second).toMatchObject({ code: '03', isChecked: true, isOpen: false, children: [] });
  });

  it('shows what is looked for with the way to it and all under it, and never hides what is chosen', () => {
    const tree = (find: string, chosen: string[] = []) =>
      pickerNodes(sectors, topOfTree(sectors, 'culture-2018'), { chosen: new Set(chosen), find }, 'zh-CN');
    const [branch, other] = tree(' 名０２４ ');
    expect(branch).toMatchObject({ isHidden: false, isOpen: true, isFound: false });
    expect(branch!.children.map((one) => [one.code, one.isHidden, one.isFound])).toEqual([
      ['021', true, false],
      ['024', false, true],
    ]);
    expect(other!.isHidden).toBe(true);
    expect(foundCount(tree('名02'))).toBe(3);
    expect(tree('名024', ['03'])[1]).toMatchObject({ isHidden: false, isChecked: true });
    expect(tree('nothing').every((one) => one.isHidden)).toBe(true);
    expect(tree('').some((one) => one.isHidden || one.isFound)).toBe(false);
  });

  it('needs no child of a chosen parent', () => {
    expect(withoutCovered(sectors, ['024', '02', '03'])).toEqual(['02', '03']);
    expect(withoutCovered(sectors, ['*', '02'])).toEqual(['*']);
    expect(withoutCovered(sectors, ['021', '024'])).toEqual(['021', '024']);
  });
});
