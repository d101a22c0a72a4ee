import type { List } from '../lists/list.entity.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import { offersDistrict, offersSector } from '../subscribers/domain/profile-form.js';

/** A list that brings policies like this, its form filled in with the district and the sectors. */
export interface SubscribeLink {
  readonly name: string;
  readonly language: 'zh-CN' | 'en';
  readonly link: string;
}

/** Most lists shown at once. */
const LISTS = 3;

/**
 * The lists on which one can subscribe to these districts and sectors; codes a list does not offer are left out. Where
 * nothing in particular is wanted, every list.
 */
export function subscribeLinks(
  lists: readonly List[],
  wanted: { readonly districts: readonly string[]; readonly sectors: readonly string[] },
  { districts, sectors }: Taxonomies,
  lang: string,
): SubscribeLink[] {
  const isAny = wanted.districts.length + wanted.sectors.length === 0;
  return lists
    .map((list) => ({ list, offer: { ...list, districts, sectors } }))
    .map(({ list, offer }) => ({
      list,
      districts: wanted.districts.filter((code) => offersDistrict(offer, code)),
      sectors: wanted.sectors.filter((code) => offersSector(offer, code)),
    }))
    .filter((one) => isAny || one.districts.length + one.sectors.length > 0)
    .slice(0, LISTS)
    .map((one) => ({
      name: one.list.name,
      language: one.list.language,
      link: addressOf(one, lang),
    }));
}

function addressOf(
  {
    list,
    districts,
    sectors,
  }: { readonly list: List; readonly districts: readonly string[]; readonly sectors: readonly string[] },
  lang: string,
): string {
  const query = new URLSearchParams();
  for (const code of districts) query.append('districts', code);
  for (const code of sectors) query.append('sectors', code);
  if (lang !== '') query.set('lang', lang);
  const text = query.toString();
  return `/lists/${list.slug}${text === '' ? '' : `?${text}`}`;
}
