import { Inject, Injectable } from '@nestjs/common';
import type { List } from '../lists/list.entity.js';
import { matchPolicies, type Taxonomies } from '../matching/domain/policy-matcher.js';
import type { Profile } from '../matching/domain/profile.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { escapeHtml, fillPlaceholders } from '../platform/domain/placeholders.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { PolicyFacts } from '../policies/domain/policy.js';
import { digestCards } from './domain/digest-cards.js';
import { composeDigest, webDigest } from './domain/digest-composer.js';
import type { DigestItem } from './domain/digest-view.js';
import { EditionArchiveQuery } from './edition-archive.query.js';
import { editionFrame } from './edition-frame.js';

/** The newest edition of a list as one profile would have got it. */
export interface ProfileEdition {
  readonly key: string;
  readonly issuedOn: string;
  readonly items: readonly DigestItem[];
}

/** What somebody who subscribes today has just missed: the newest edition, matched and composed for their profile. */
@Injectable()
export class ProfileEditionQuery {
  constructor(
    private readonly archive: EditionArchiveQuery,
    private readonly templates: TemplateEngine,
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null before the list's first edition; no items when none of it concerns the profile. */
  async latest(list: List, profile: Profile, taxonomies: Taxonomies): Promise<ProfileEdition | null> {
    const [edition] = await this.archive.released(list.id, 1);
    if (!edition) return null;
    const announced = await this.announced(edition.id);
    const items = matchPolicies(announced, profile, taxonomies).map(
      ({ policy: { policyId, late, ...facts }, tags }): DigestItem => ({ policyId, late, facts, tags }),
    );
    return { key: edition.key, issuedOn: edition.issuedOn, items };
  }

  /** As a page in the mail's own look, in one language, with nothing of any recipient. */
  html(edition: ProfileEdition, list: List, language: 'zh-CN' | 'en', taxonomies: Taxonomies): string {
    const frame = { ...editionFrame(edition, list, this.config.publicUrl), language };
    const view = webDigest(composeDigest(frame, edition.items, [], digestCards(frame, taxonomies)));
    return fillPlaceholders(this.templates.renderMail('digest', view).html, (field) =>
      escapeHtml(field.endsWith('Url') ? `${this.config.publicUrl}/` : '—'),
    );
  }

  private async announced(
    editionId: string,
  ): Promise<(PolicyFacts & Pick<DigestItem, 'policyId' | 'late'>)[]> {
    const rows = await this.db.rows<{ policyId: string; late: boolean; facts: PolicyFacts }>(
      `select ep.policy_id as "policyId", ep.role = 'late' as late, ep.facts
         from edition_policies ep join policies p on p.id = ep.policy_id
        where ep.edition_id = $1 and ep.role in ('new', 'late') and p.status = 'published' order by ep.position`,
      [editionId],
    );
    return rows.map(({ policyId, late, facts }) => ({ ...facts, policyId, late }));
  }
}
