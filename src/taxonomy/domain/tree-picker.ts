import type { Taxonomy, TaxonomyNode } from './taxonomy.js';

/** One checkbox of a picker with what lies under it; plain data for `partials/tree-picker`. */
export interface PickerNode {
  readonly code: string;
  readonly name: string;
  readonly isChecked: boolean;
  /** Something below is checked, so the branch is shown unfolded. */
  readonly isOpen: boolean;
  readonly children: readonly PickerNode[];
}

/** A tree of checkboxes from the given nodes downwards, with the chosen codes checked. */
export function pickerNodes(
  taxonomy: Taxonomy,
  top: readonly TaxonomyNode[],
  chosen: ReadonlySet<string>,
  language: 'zh-CN' | 'en',
): PickerNode[] {
  return top.map((node) => {
    const children = pickerNodes(taxonomy, taxonomy.childrenOf(node.code), chosen, language);
    return {
      code: node.code,
      name: taxonomy.nameOf(node.code, language),
      isChecked: chosen.has(node.code),
      isOpen: children.some((child) => child.isChecked || child.isOpen),
      children,
    };
  });
}

/** The topmost nodes of one sector tree (`culture-2018`, `gbt4754-2017`). */
export function topOfTree(taxonomy: Taxonomy, tree: string): TaxonomyNode[] {
  return taxonomy.nodes.filter(
    (node) => node.tree === tree && taxonomy.find(node.parent ?? '')?.tree !== tree,
  );
}

/** The codes without those that lie under another of them: choosing a branch chooses all of it. */
export function withoutCovered(taxonomy: Taxonomy, codes: readonly string[]): string[] {
  const chosen = new Set(codes);
  return [...chosen].filter(
    (code) => !taxonomy.pathOf(code).some((above) => above !== code && chosen.has(above)),
  );
}

const TREES: Readonly<Record<string, readonly [string, string]>> = {
  'culture-2018': ['文化及相关产业（2018）', 'Culture and related industries (2018)'],
  'gbt4754-2017': ['国民经济行业（GB/T 4754—2017）', 'Industries of the national economy (GB/T 4754-2017)'],
};

/** The name of a sector tree; its key where it has none. */
export function treeName(tree: string, language: 'zh-CN' | 'en'): string {
  return TREES[tree]?.[language === 'en' ? 1 : 0] ?? tree;
}
