import { Inject, Injectable } from '@nestjs/common';
import type { CanonicalMessage } from '../delivery/domain/canonical-message.js';
import {
  AUTO_GENERATED,
  feedbackIdHeader,
  listIdHeader,
  oneClickHeaders,
} from '../delivery/domain/mail-headers.js';
import { MessagesRepository } from '../delivery/messages.repository.js';
import type { List } from '../lists/list.entity.js';
import type { Taxonomies } from '../matching/domain/policy-matcher.js';
import type { MatchedTags } from '../matching/domain/match-reason.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { placeholder } from '../platform/domain/placeholders.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { PolicyFacts } from '../policies/domain/policy.js';
import { DIGEST_FIELDS } from '../subscribers/domain/links.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { composeDigest, webDigest } from './domain/digest-composer.js';
import { fitDigest } from './domain/digest-fit.js';
import type { ClosingSoon, DigestItem } from './domain/digest-view.js';
import { editionFrame } from './edition-frame.js';
import type { Edition } from './editions.repository.js';

const DIGESTS_PER_BATCH = 50;

interface DigestRow {
  readonly message_id: string;
  readonly language: 'zh-CN' | 'en';
  readonly reminders: string[];
  readonly items: { policy_id: string; late: boolean; tags: MatchedTags }[];
}

/** Renders each distinct digest of a frozen edition once. Interrupted, it goes on with what is missing. */
@Injectable()
export class ComposeEditionService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly templates: TemplateEngine,
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns how many digests were rendered; 0 when all were there. */
  async compose(edition: Edition, list: List): Promise<number> {
    const facts = await this.frozenFacts(edition.id);
    const taxonomies = await this.taxonomies.load();
    let composed = 0;
    for (;;) {
      const batch = await this.uncomposed(edition.id);
      if (batch.length === 0) return composed;
      await this.messages.composeAll(
        batch.map((digest) => ({
          id: digest.message_id,
          content: this.message(edition, list, digest, facts, taxonomies),
        })),
      );
      composed += batch.length;
    }
  }

  private message(
    edition: Edition,
    list: List,
    digest: DigestRow,
    facts: ReadonlyMap<string, PolicyFacts>,
    taxonomies: Taxonomies,
  ): CanonicalMessage {
    const frame = {
      ...editionFrame(
        { key: edition.key, issuedOn: edition.issuedOn as string },
        list,
        this.config.publicUrl,
      ),
      language: digest.language,
    };
    const items = digest.items.map((item): DigestItem => ({
      policyId: item.policy_id,
      late: item.late,
      tags: item.tags,
      facts: facts.get(item.policy_id) as PolicyFacts,
    }));
    const view = composeDigest(frame, items, reminders(digest.reminders, facts), taxonomies);
    const { rendered } = fitDigest(view, (cut) => this.templates.renderMail('digest', cut));
    return {
      kind: 'digest',
      language: digest.language,
      from: { name: list.senderName, address: list.fromAddress },
      replyTo: list.replyTo,
      subject: view.subject,
      html: rendered.html,
      text: rendered.text,
      headers: [
        ...oneClickHeaders(placeholder('unsubscribeUrl')),
        listIdHeader(list.slug, list.fromAddress),
        feedbackIdHeader(edition.key, list.slug, 'digest'),
        AUTO_GENERATED,
      ],
      fields: DIGEST_FIELDS,
      webView: webDigest(view),
    };
  }

  private async frozenFacts(editionId: string): Promise<Map<string, PolicyFacts>> {
    const rows = await this.db.rows<{ policy_id: string; facts: PolicyFacts }>(
      'select policy_id, facts from edition_policies where edition_id = $1',
      [editionId],
    );
    return new Map(rows.map((row) => [row.policy_id, row.facts]));
  }

  private async uncomposed(editionId: string): Promise<DigestRow[]> {
    return await this.db.rows<DigestRow>(
      `select g.message_id, g.language, g.reminders,
              (select coalesce(jsonb_agg(jsonb_build_object('policy_id', p.policy_id, 'late', p.late, 'tags', p.tags) order by p.position), '[]')
                 from digest_policies p where p.digest_id = g.id) as items
         from digests g join messages m on m.id = g.message_id
        where g.edition_id = $1 and m.content is null
        order by g.id limit $2`,
      [editionId, DIGESTS_PER_BATCH],
    );
  }
}

function reminders(ids: readonly string[], facts: ReadonlyMap<string, PolicyFacts>): ClosingSoon[] {
  return ids.flatMap((policyId) => {
    const known = facts.get(policyId);
    return known?.applicationClosesOn
      ? [{ policyId, title: known.title, closesOn: known.applicationClosesOn }]
      : [];
  });
}
