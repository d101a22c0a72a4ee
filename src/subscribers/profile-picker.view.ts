import { POLICY_LEVELS, POLICY_TYPES } from '../policies/domain/policy.js';
import { ALL_SECTORS } from '../taxonomy/domain/taxonomy.js';
import {
  foundCount,
  type PickerNode,
  pickerNodes,
  topOfTree,
  treeName,
} from '../taxonomy/domain/tree-picker.js';
import {
  choosesAllDistricts,
  offersDistrict,
  offersSector,
  type ProfileOffer,
  WITH_ALL_UNDER,
} from './domain/profile-form.js';
import { levelName, typeName } from './domain/profile-words.js';

/** The codes chosen so far, as a form or a stored profile has them. */
export interface ChosenCodes {
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
  readonly levels: readonly string[];
  readonly types: readonly string[];
}

/** What is looked for in the two trees; '' looks for nothing. */
export interface PickerSearch {
  readonly districts: string;
  readonly sectors: string;
}

export const NO_SEARCH: PickerSearch = { districts: '', sectors: '' };

interface Choice {
  readonly value: string;
  readonly name: string;
  readonly isChecked: boolean;
}

/** Plain data for `partials/profile-fields`: what may be chosen, and what is. */
export interface ProfilePicker {
  readonly districts: readonly PickerNode[];
  /** All of the offered district; null where it has none under it. */
  readonly everyDistrict: Choice | null;
  /** The offered district as a whole, without those under it; null where it has none. */
  readonly wholeDistrict: Choice | null;
  readonly allSectors: Choice;
  readonly trees: readonly {
    readonly key: string;
    readonly name: string;
    readonly isOpen: boolean;
    readonly nodes: readonly PickerNode[];
  }[];
  readonly levels: readonly Choice[];
  readonly types: readonly Choice[];
  readonly isFiltered: boolean;
  /** Chosen codes that the list does not offer (any more); kept until taken away. */
  readonly others: readonly (Choice & { readonly field: 'districts' | 'sectors' })[];
  /** What was looked for; how many were found, null where nothing was looked for. */
  readonly search: PickerSearch;
  readonly found: { readonly districts: number | null; readonly sectors: number | null };
}

/** The picker of a list's offer; the first sector tree is unfolded, others where something in them is chosen or found. */
export function profilePicker(
  offer: ProfileOffer,
  chosen: ChosenCodes,
  language: 'zh-CN' | 'en',
  search: PickerSearch = NO_SEARCH,
): ProfilePicker {
  const districts = districtChoices(offer, chosen, search, language);
  const sectorState = { chosen: new Set(chosen.sectors), find: search.sectors };
  const trees = offer.sectorTrees.map((tree, position) => {
    const nodes = pickerNodes(offer.sectors, topOfTree(offer.sectors, tree), sectorState, language);
    const isOpen = position === 0 || nodes.some((node) => node.isChecked || node.isOpen || node.isFound);
    return { key: tree, name: treeName(tree, language), isOpen, nodes };
  });
  const count = (text: string, nodes: readonly PickerNode[]) =>
    text.trim() === '' ? null : foundCount(nodes);
  return {
    ...districts,
    allSectors: {
      value: ALL_SECTORS,
      name: language === 'en' ? 'All sectors' : '全行业（不限行业）',
      isChecked: sectorState.chosen.has(ALL_SECTORS),
    },
    trees,
    levels: choices(POLICY_LEVELS, chosen.levels, (level) => levelName(level, language)),
    types: choices(POLICY_TYPES, chosen.types, (type) => typeName(type, language)),
    isFiltered: chosen.levels.length + chosen.types.length > 0,
    others: notOffered(offer, chosen, language),
    search,
    found: {
      districts: count(search.districts, districts.districts),
      sectors: count(
        search.sectors,
        trees.flatMap((tree) => tree.nodes),
      ),
    },
  };
}

function districtChoices(
  offer: ProfileOffer,
  chosen: ChosenCodes,
  search: PickerSearch,
  language: 'zh-CN' | 'en',
): Pick<ProfilePicker, 'districts' | 'everyDistrict' | 'wholeDistrict'> {
  const { districts, districtRoot } = offer;
  const given = new Set(chosen.districts);
  const choosesAll = choosesAllDistricts(offer, given);
  const all = choosesAll ? new Set([...given, ...districts.descendantsOf(districtRoot)]) : given;
  const state = { chosen: all, find: search.districts };
  const under = pickerNodes(districts, districts.childrenOf(districtRoot), state, language);
  const name = districts.nameOf(districtRoot, language);
  if (under.length === 0) {
    const root = districts.find(districtRoot);
    return {
      districts: root ? pickerNodes(districts, [root], state, language) : [],
      everyDistrict: null,
      wholeDistrict: null,
    };
  }
  const everyName = language === 'en' ? `All of ${name}` : `${name}全部地区`;
  return {
    districts: under,
    everyDistrict: { value: districtRoot + WITH_ALL_UNDER, name: everyName, isChecked: choosesAll },
    wholeDistrict: { value: districtRoot, name, isChecked: given.has(districtRoot) },
  };
}

function choices<T extends string>(
  values: readonly T[],
  chosen: readonly string[],
  nameOf: (value: T) => string,
): Choice[] {
  return values.map((value) => ({ value, name: nameOf(value), isChecked: chosen.includes(value) }));
}

function notOffered(offer: ProfileOffer, chosen: ChosenCodes, language: 'zh-CN' | 'en') {
  const other = (field: 'districts' | 'sectors') => (code: string) => ({
    field,
    value: code,
    name: offer[field].nameOf(code, language),
    isChecked: true,
  });
  return [
    ...chosen.districts
      .filter((code) => offer.districts.has(code) && !offersDistrict(offer, code))
      .map(other('districts')),
    ...chosen.sectors
      .filter((code) => offer.sectors.has(code) && !offersSector(offer, code))
      .map(other('sectors')),
  ];
}
