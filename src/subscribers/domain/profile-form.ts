import type { Profile } from '../../matching/domain/profile.js';
import { POLICY_LEVELS, POLICY_TYPES } from '../../policies/domain/policy.js';
import { ALL_SECTORS, type Taxonomy } from '../../taxonomy/domain/taxonomy.js';
import { withoutCovered } from '../../taxonomy/domain/tree-picker.js';
import { type FormFields, type Refuse, texts } from './form-fields.js';

/** What a list lets its subscribers choose from. */
export interface ProfileOffer {
  readonly districts: Taxonomy;
  readonly sectors: Taxonomy;
  /** The top of the offered districts. */
  readonly districtRoot: string;
  readonly sectorTrees: readonly string[];
  readonly language: 'zh-CN' | 'en';
}

/** Behind a district's code: it and everything under it (`110000+`). */
export const WITH_ALL_UNDER = '+';

/**
 * The profile a form asks for: at least one district and one sector of those offered; no level or no type means all.
 * A district that has others under it brings them along, except the list's root, which is asked for as a whole by
 * `<root>+`. Codes that `kept` already holds stay allowed, so that changing one thing never loses another.
 */
export function readProfile(form: FormFields, offer: ProfileOffer, refuse: Refuse, kept?: Profile): Profile {
  const isDistrict = (code: string) =>
    offersDistrict(offer, bare(code)) || kept?.districts.includes(code) === true;
  const isSector = (code: string) => offersSector(offer, code) || kept?.sectors.includes(code) === true;
  return {
    districts: withAllUnder(offer, codes(form, 'districts', isDistrict, refuse)),
    sectors: withoutCovered(offer.sectors, codes(form, 'sectors', isSector, refuse)),
    levels: members(POLICY_LEVELS, form, 'levels', refuse),
    types: members(POLICY_TYPES, form, 'types', refuse),
  };
}

/** Whether everything under the offer's root is chosen: what `<root>+` stands for. */
export function choosesAllDistricts(offer: ProfileOffer, chosen: ReadonlySet<string>): boolean {
  const under = offer.districts.descendantsOf(offer.districtRoot);
  return (
    chosen.has(offer.districtRoot + WITH_ALL_UNDER) ||
    (under.length > 0 && under.every((code) => chosen.has(code)))
  );
}

/** Whether a district is the list's root or lies under it. */
export function offersDistrict(offer: ProfileOffer, code: string): boolean {
  return offer.districts.has(code) && offer.districts.isSameOrAncestor(offer.districtRoot, code);
}

/** Whether a sector is of a tree the list offers, or all sectors. */
export function offersSector(offer: ProfileOffer, code: string): boolean {
  if (code === ALL_SECTORS) return true;
  const tree = offer.sectors.find(code)?.tree;
  return typeof tree === 'string' && offer.sectorTrees.includes(tree);
}

function bare(code: string): string {
  return code.endsWith(WITH_ALL_UNDER) ? code.slice(0, -WITH_ALL_UNDER.length) : code;
}

function withAllUnder({ districts, districtRoot }: ProfileOffer, codesGiven: readonly string[]): string[] {
  const all = codesGiven.flatMap((code) => {
    const isWhole = code.endsWith(WITH_ALL_UNDER) || code !== districtRoot;
    return isWhole ? [bare(code), ...districts.descendantsOf(bare(code))] : [code];
  });
  return [...new Set(all)];
}

function codes(
  form: FormFields,
  field: 'districts' | 'sectors',
  isOffered: (code: string) => boolean,
  refuse: Refuse,
): string[] {
  const given = texts(form, field, refuse);
  if (given?.length === 0) refuse(field, 'missing');
  else if (given && !given.every(isOffered)) refuse(field, 'unknown');
  return given ?? [];
}

function members<T extends string>(
  known: readonly T[],
  form: FormFields,
  field: string,
  refuse: Refuse,
): T[] {
  const given = texts(form, field, refuse) ?? [];
  const chosen = known.filter((one) => given.includes(one));
  if (chosen.length !== given.length) refuse(field, 'unknown');
  return chosen.length === known.length ? [] : chosen;
}
