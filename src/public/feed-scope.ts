import { Injectable } from '@nestjs/common';
import { ListsRepository } from '../lists/lists.repository.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { EVERY_POLICY, type PolicySearch } from '../policies/policy-search.query.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { ALL_SECTORS } from '../taxonomy/domain/taxonomy.js';
import type { FeedKind } from './feed.view.js';
import { sectorsAround } from './policy-search.form.js';

/** There is no feed of this kind or code. */
export class FeedNotFound extends DomainError {
  readonly code = 'feed.not-found';
  override readonly kind = 'not-found';
}

/** What a feed is about: its name and the search for its policies. */
export interface Scope {
  readonly name: string;
  /** Path of the page that shows the same policies. */
  readonly page: string;
  readonly search: PolicySearch;
}

const CODE = /^[\w*.-]{1,64}$/;

/** Finds out which policies a feed holds; the same meeting of districts and sectors as in matching. */
@Injectable()
export class FeedScope {
  constructor(
    private readonly lists: ListsRepository,
    private readonly taxonomies: TaxonomiesRepository,
  ) {}

  /** Refuses a list, district or sector that does not exist. */
  async of(kind: FeedKind, code: string): Promise<Scope> {
    if (!CODE.test(code)) throw new FeedNotFound('There is no such feed.');
    const taxonomies = await this.taxonomies.load();
    if (kind === 'lists') return await this.ofList(code, taxonomies);
    const node = taxonomies[kind].find(code);
    if (!node) throw new FeedNotFound('There is no such feed.');
    return {
      name: node.name,
      page: `/policies?${kind === 'districts' ? 'district' : 'sector'}=${encodeURIComponent(code)}`,
      search:
        kind === 'districts'
          ? { ...EVERY_POLICY, districts: taxonomies.districts.pathOf(code) }
          : { ...EVERY_POLICY, sectors: sectorsAround(code, taxonomies) },
    };
  }

  /** What somebody could subscribe to there: the list's district with all above and under it, and its sector trees. */
  private async ofList(slug: string, taxonomies: Awaited<ReturnType<TaxonomiesRepository['load']>>) {
    const list = await this.lists.bySlug(slug);
    const { districts, sectors } = taxonomies;
    const codes = districts.nodes.map((node) => node.code);
    const under = codes.filter((code) => districts.isSameOrAncestor(list.districtRoot, code));
    const ofTrees = sectors.nodes.filter(
      (node) => node.tree !== null && list.sectorTrees.includes(node.tree),
    );
    return {
      name: list.name,
      page: `/archive/${list.slug}`,
      search: {
        ...EVERY_POLICY,
        districts: [...new Set([...under, ...districts.pathOf(list.districtRoot)])],
        sectors: [...ofTrees.map((node) => node.code), ALL_SECTORS],
      },
    };
  }
}
