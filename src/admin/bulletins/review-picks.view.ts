import type { SectorSuggestion } from '../../bulletins/domain/parsed-entry.js';
import type { ReviewEntry } from '../../bulletins/domain/review-entry.js';
import { PRE_TICKED } from '../../bulletins/domain/suggest-sectors.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import type { FormTexts, TreeNode } from '../console/form-fields.js';
import { treesOf } from '../console/taxonomy-trees.js';
import type { Language } from '../words/console-words.js';

/** A code that was suggested or chosen, with the words it comes from. */
export interface PickView {
  readonly code: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly words: readonly string[];
  readonly percent: number | null;
  readonly isWeak: boolean;
}

/** A node of the tree below; what stands above already has no box of its own. */
export interface PickNode {
  readonly code: string;
  readonly label: string;
  readonly isListed: boolean;
  readonly children: readonly PickNode[];
}

export interface PickerView {
  readonly picks: readonly PickView[];
  readonly tree: readonly PickNode[];
}

interface Suggestion {
  readonly code: string;
  readonly confidence: number;
  readonly words: readonly string[];
}

/** The pickers of districts and sectors: suggestions with their words, then the whole tree. */
export function pickersOf(
  entry: ReviewEntry,
  texts: FormTexts,
  taxonomies: Taxonomies,
  language: Language,
  textOf: (span: { readonly start: number; readonly end: number }) => string,
): Readonly<Record<'districts' | 'sectors', PickerView>> {
  const trees = treesOf(taxonomies, language);
  const origin = entry.read.origins.districts;
  const districts = entry.read.districts.map((code) => ({
    code,
    confidence: origin?.confidence ?? 0,
    words: [...new Set((origin?.spans ?? []).map(textOf))],
  }));
  const picker = (kind: 'districts' | 'sectors', suggestions: readonly Suggestion[]): PickerView => {
    const chosen = [texts[kind] ?? []].flat();
    const known = suggestions.filter(({ code }) => taxonomies[kind].has(code));
    const codes = [...new Set([...known.map(({ code }) => code), ...chosen])];
    const picks = codes.map((code) => {
      const suggested = known.find((one) => one.code === code);
      return {
        code,
        label: taxonomies[kind].nameOf(code, language),
        isChosen: chosen.includes(code),
        words: suggested?.words ?? [],
        percent: suggested ? Math.round(suggested.confidence * 100) : null,
        isWeak: suggested !== undefined && suggested.confidence < PRE_TICKED,
      };
    });
    return { picks, tree: trees[kind].map((node) => pickNode(node, new Set(codes))) };
  };
  return {
    districts: picker('districts', districts),
    sectors: picker('sectors', entry.read.sectors.map(withWords)),
  };
}

function withWords({ code, confidence, evidence }: SectorSuggestion): Suggestion {
  return { code, confidence, words: [...new Set(evidence.map(({ text }) => text))] };
}

function pickNode(node: TreeNode, listed: ReadonlySet<string>): PickNode {
  return {
    code: node.code,
    label: node.name,
    isListed: listed.has(node.code),
    children: node.children.map((child) => pickNode(child, listed)),
  };
}
