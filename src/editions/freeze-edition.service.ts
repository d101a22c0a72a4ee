import { Inject, Injectable } from '@nestjs/common';
import { MessagesRepository } from '../delivery/messages.repository.js';
import { RunsRepository } from '../delivery/runs.repository.js';
import type { List } from '../lists/list.entity.js';
import { ProfilesRepository } from '../matching/profiles.repository.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/database/database.js';
import { Database } from '../platform/database/database.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { newsFor, newsWithout, type ProfileNews, quietWeekOf } from './domain/edition-audience.js';
import { type AudienceGroup, EditionAudienceQuery } from './edition-audience.query.js';
import { editionFrame } from './edition-frame.js';
import { EditionWindowQuery, type FrozenWindow } from './edition-window.query.js';
import type { Edition } from './editions.repository.js';
import { FrozenDigests } from './frozen-digests.js';

/** What a freeze made. */
export interface Frozen {
  readonly runId: string;
  readonly policies: number;
  readonly profiles: number;
  readonly digests: number;
  readonly active: number;
  readonly paused: number;
  readonly nothingNew: number;
}

/**
 * The freeze itself: policies, digests and audience of one edition in one snapshot. Matching runs once per
 * distinct profile; the audience is filled by one INSERT … SELECT. No work per subscriber here.
 */
@Injectable()
export class FreezeEditionService {
  constructor(
    private readonly window: EditionWindowQuery,
    private readonly audience: EditionAudienceQuery,
    private readonly profiles: ProfilesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly messages: MessagesRepository,
    private readonly runs: RunsRepository,
    private readonly templates: TemplateEngine,
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Waits for what the snapshot must not miss: policies dated before the cut-off that are still being written. */
  async ready(): Promise<void> {
    await this.window.awaitChanges();
  }

  /** The caller holds the list's lock and a REPEATABLE READ transaction. */
  async freeze(
    edition: Edition,
    list: List,
    moment: { readonly issuedOn: string; readonly datedAt: Date },
    tx: Transaction,
  ): Promise<Frozen> {
    const { issuedOn, datedAt } = moment;
    const window = await this.window.freeze({ ...edition, issuedOn }, tx);
    await this.audience.noteHad(list.id, window.latePolicyIds, tx);
    const counts = await this.audience.counts(list.id, edition.cutOff, tx);
    const groups = await this.audience.groups(list.id, edition.cutOff, tx);
    const digests = await this.match(groups, window, { edition: { ...edition, issuedOn }, list }, tx);
    const messageIds = await this.messages.reserve(digests.languages, 'digest', datedAt, tx);
    await digests.store(edition.id, messageIds, this.db, tx);
    const runId = await this.runs.open('bulk', { isSample: counts.sample > 0 }, tx);
    const eligible = await this.audience.fill({ ...edition, timeZone: list.timeZone }, runId, tx);
    return {
      runId,
      policies: window.now.length,
      profiles: new Set(groups.map((group) => group.profileId)).size,
      digests: digests.count,
      active: counts.active,
      paused: counts.paused,
      nothingNew: counts.active - counts.paused - eligible,
    };
  }

  private async match(
    groups: readonly AudienceGroup[],
    window: FrozenWindow,
    of: { readonly edition: { readonly key: string; readonly issuedOn: string }; readonly list: List },
    tx: Transaction,
  ): Promise<FrozenDigests> {
    const taxonomies = await this.taxonomies.load(tx);
    const { list } = of;
    const frame = editionFrame(of.edition, list, this.config.publicUrl);
    const digests = new FrozenDigests(frame, this.templates.mailVersion('digest'));
    const ids = [...new Set(groups.map((group) => group.profileId))];
    const profiles = new Map((await this.profiles.byIds(ids, tx)).map((profile) => [profile.id, profile]));
    let last: { readonly profileId: string; readonly news: ProfileNews } | undefined;
    for (const group of groups) {
      const profile = profiles.get(group.profileId);
      if (!profile) throw new Error('A subscription names a profile that is not there.');
      if (last?.profileId !== group.profileId)
        last = { profileId: group.profileId, news: newsFor(profile, window, taxonomies) };
      const news = newsWithout(last.news, new Set(group.had.split(',').filter((id) => id !== '')));
      if (news.items.length > 0) digests.add(group, news);
      else if (list.quietWeekNote) digests.add(group, quietWeekOf(profile, window, taxonomies));
    }
    return digests;
  }
}
