import type { Taxonomy, TaxonomyNode } from './taxonomy.js';

/** One checkbox of a picker with what lies under it; plain data for `partials/tree-picker`. */
export interface PickerNode {
  readonly code: string;
  readonly name: string;
  /** Other names it is found by: not printed, words apart; '' when it has none. */
  readonly alias: string;
  readonly isChecked: boolean;
  /** Something below is checked or found, so the branch is shown unfolded. */
  readonly isOpen: boolean;
  /** The search found neither it nor anything above or below it, and it is not chosen. */
  readonly isHidden: boolean;
  /** The search found this very node. */
  readonly isFound: boolean;
  readonly children: readonly PickerNode[];
}

/** What is chosen in a tree and what is looked for in it; '' looks for nothing and hides nothing. */
export interface PickerState {
  readonly chosen: ReadonlySet<string>;
  readonly find: string;
}

/** A text as searching compares it: full-width and capital letters are no difference (Unicode NFKC). */
export function searchable(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A tree of checkboxes from the given nodes downwards, with the chosen codes checked and what is looked for unfolded. */
export function pickerNodes(
  taxonomy: Taxonomy,
  top: readonly TaxonomyNode[],
  state: PickerState,
  language: 'zh-CN' | 'en',
  isUnderFound = false,
): PickerNode[] {
  const wanted = searchable(state.find);
  return top.map((node) => {
    const name = taxonomy.nameOf(node.code, language);
    const alias = aliasOf(node, name);
    const isFound = wanted !== '' && searchable(`${name} ${alias}`).includes(wanted);
    const isNear = isUnderFound || isFound;
    const children = pickerNodes(taxonomy, taxonomy.childrenOf(node.code), state, language, isNear);
    const isChecked = state.chosen.has(node.code);
    const isOpen = children.some((child) => child.isChecked || child.isOpen || child.isFound);
    const isHidden = wanted !== '' && !isNear && !isChecked && children.every((child) => child.isHidden);
    return { code: node.code, name, alias, isChecked, isOpen, isHidden, isFound, children };
  });
}

/** How many nodes a search found, whatever their depth. */
export function foundCount(nodes: readonly PickerNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.isFound ? 1 : 0) + foundCount(node.children), 0);
}

/** Names that say more than the printed one. */
function aliasOf(node: TaxonomyNode, name: string): string {
  return [...new Set(node.aliases)].filter((alias) => !name.includes(alias)).join(' ');
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
