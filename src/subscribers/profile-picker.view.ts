import { POLICY_LEVELS, POLICY_TYPES } from '../policies/domain/policy.js';
import { ALL_SECTORS } from '../taxonomy/domain/taxonomy.js';
import { type PickerNode, pickerNodes, topOfTree, treeName } from '../taxonomy/domain/tree-picker.js';
import { offersDistrict, offersSector, type ProfileOffer } from './domain/profile-form.js';
import { levelName, typeName } from './domain/profile-words.js';

/** The codes chosen so far, as a form or a stored profile has them. */
export interface ChosenCodes {
  readonly districts: readonly string[];
  readonly sectors: readonly string[];
  readonly levels: readonly string[];
  readonly types: readonly string[];
}

interface Choice {
  readonly value: string;
  readonly name: string;
  readonly isChecked: boolean;
}

/** Plain data for `partials/profile-fields`: what may be chosen, and what is. */
export interface ProfilePicker {
  readonly districts: readonly PickerNode[];
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
}

/** The picker of a list's offer; the first sector tree is unfolded, others where something in them is chosen. */
export function profilePicker(
  offer: ProfileOffer,
  chosen: ChosenCodes,
  language: 'zh-CN' | 'en',
): ProfilePicker {
  const isDistrict = new Set(chosen.districts);
  const isSector = new Set(chosen.sectors);
  const under = pickerNodes(
    offer.districts,
    offer.districts.childrenOf(offer.districtRoot),
    isDistrict,
    language,
  );
  const root = {
    value: offer.districtRoot,
    name: offer.districts.nameOf(offer.districtRoot, language),
    isChecked: isDistrict.has(offer.districtRoot),
  };
  return {
    districts: under.length > 0 ? under : [{ ...root, code: root.value, isOpen: false, children: [] }],
    wholeDistrict: under.length > 0 ? root : null,
    allSectors: {
      value: ALL_SECTORS,
      name: language === 'en' ? 'All sectors' : '全行业（不限行业）',
      isChecked: isSector.has(ALL_SECTORS),
    },
    trees: offer.sectorTrees.map((tree, position) => {
      const nodes = pickerNodes(offer.sectors, topOfTree(offer.sectors, tree), isSector, language);
      const isOpen = position === 0 || nodes.some((node) => node.isChecked || node.isOpen);
      return { key: tree, name: treeName(tree, language), isOpen, nodes };
    }),
    levels: choices(POLICY_LEVELS, chosen.levels, (level) => levelName(level, language)),
    types: choices(POLICY_TYPES, chosen.types, (type) => typeName(type, language)),
    isFiltered: chosen.levels.length + chosen.types.length > 0,
    others: notOffered(offer, chosen, language),
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
