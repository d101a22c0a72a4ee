import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { ALL_SECTORS, type Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import type { Language } from '../words/console-words.js';
import type { TreeNode } from './form-fields.js';

/** Both trees as a form shows them. */
export function treesOf(
  taxonomies: Taxonomies,
  language: Language,
): { districts: TreeNode[]; sectors: TreeNode[] } {
  return {
    districts: rootsOf(taxonomies.districts, language),
    sectors: rootsOf(taxonomies.sectors, language),
  };
}

/** Roots stand alone, their children beside them: two levels to open instead of three. */
function rootsOf(taxonomy: Taxonomy, language: Language): TreeNode[] {
  const children = new Map<string | null, { code: string }[]>();
  for (const node of taxonomy.nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  const nodeOf = (code: string): TreeNode => ({
    code,
    name: taxonomy.nameOf(code, language),
    children: (children.get(code) ?? []).map((child) => nodeOf(child.code)),
  });
  return (children.get(null) ?? []).flatMap(({ code }) => {
    const root = nodeOf(code);
    return [{ ...root, children: [] }, ...root.children];
  });
}

/** Names of codes, in the reader's language. */
export function namesOf(taxonomy: Taxonomy, codes: readonly string[], language: Language): string {
  return codes.map((code) => taxonomy.nameOf(code, language)).join(language === 'en' ? ', ' : '、');
}

/** The short label of a sector tree. */
export function sectorTreesOf(taxonomy: Taxonomy): string[] {
  return [...new Set(taxonomy.nodes.flatMap((node) => (node.tree ? [node.tree] : [])))].filter(
    (tree) => tree !== ALL_SECTORS,
  );
}
