/** One node of a tree: a district (GB/T 2260 code or own key) or a sector (GB/T 4754, culture 2018). */
export interface TaxonomyNode {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
  readonly english: string;
  /** Which sector tree it belongs to; null for districts and the two roots. */
  readonly tree: string | null;
  readonly aliases: readonly string[];
}

/** The nation, root of all districts. */
export const NATION = '000000';
/** All sectors, the virtual root of every sector tree. */
export const ALL_SECTORS = '*';

/** An immutable tree with the two questions matching asks. Unknown codes have no ancestors and no name. */
export class Taxonomy {
  readonly nodes: readonly TaxonomyNode[];
  private readonly byCode: ReadonlyMap<string, TaxonomyNode>;
  private readonly children = new Map<string | null, TaxonomyNode[]>();
  private readonly paths = new Map<string, readonly string[]>();

  constructor(nodes: Iterable<TaxonomyNode>) {
    this.byCode = new Map([...nodes].map((node) => [node.code, node]));
    this.nodes = [...this.byCode.values()];
    for (const node of this.nodes)
      this.children.set(node.parent, [...(this.children.get(node.parent) ?? []), node]);
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  find(code: string): TaxonomyNode | undefined {
    return this.byCode.get(code);
  }

  /** The node's name in a language; the code itself when the node is unknown. */
  nameOf(code: string, language: 'zh-CN' | 'en' = 'zh-CN'): string {
    const node = this.byCode.get(code);
    if (!node) return code;
    return language === 'en' ? node.english || node.name : node.name;
  }

  /** The code and its ancestors, nearest first. A loop in the data ends the path instead of hanging. */
  pathOf(code: string): readonly string[] {
    const known = this.paths.get(code);
    if (known) return known;
    const path: string[] = [];
    for (
      let at: string | null = code;
      at !== null && !path.includes(at);
      at = this.byCode.get(at)?.parent ?? null
    )
      path.push(at);
    this.paths.set(code, path);
    return path;
  }

  /** Whether `ancestor` is `code` itself or stands above it. */
  isSameOrAncestor(ancestor: string, code: string): boolean {
    return this.pathOf(code).includes(ancestor);
  }

  childrenOf(code: string): readonly TaxonomyNode[] {
    return this.children.get(code) ?? [];
  }

  /** All codes under a node, parents before children. A loop in the data ends the walk instead of hanging. */
  descendantsOf(code: string): readonly string[] {
    const found = new Set<string>();
    const walk = (above: string) => {
      for (const child of this.childrenOf(above)) {
        if (child.code === code || found.has(child.code)) continue;
        found.add(child.code);
        walk(child.code);
      }
    };
    walk(code);
    return [...found];
  }

  /** Finds a node by code, full name or alias; several nodes with one alias are no answer. */
  resolve(text: string): TaxonomyNode | undefined {
    const wanted = text.normalize('NFKC').trim();
    if (wanted === '') return undefined;
    const exact = this.byCode.get(wanted) ?? this.nodes.find((node) => node.name === wanted);
    if (exact) return exact;
    const lower = wanted.toLowerCase();
    const found = this.nodes.filter(
      (node) => node.aliases.includes(wanted) || node.english.toLowerCase() === lower,
    );
    return found.length === 1 ? found[0] : undefined;
  }
}
