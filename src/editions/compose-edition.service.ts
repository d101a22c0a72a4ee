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
import type { MatchedTags } from '../matching/domain/match-reason.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { placeholder } from '../platform/domain/placeholders.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import type { PolicyFacts } from '../policies/domain/policy.js';
import { DIGEST_FIELDS } from '../subscribers/domain/links.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { digestCards } from './domain/digest-cards.js';
import { composeDigest, webDigest } from './domain/digest-composer.js';
import { fitDigest } from './domain/digest-fit.js';
import {
  type ClosingSoon,
  type DigestItem,
  type DigestView,
  type Language,
  LANGUAGES,
} from './domain/digest-view.js';
import { editionFrame } from './edition-frame.js';
import type { Edition } from './editions.repository.js';

const DIGESTS_PER_BATCH = 50;

interface ItemRow {
  readonly policy_id: string;
  readonly late: boolean;
  readonly tags: MatchedTags;
}

interface DigestRow {
  readonly id: string;
  readonly message_id: string;
  readonly language: Language;
  readonly reminders: string[];
  readonly items: ItemRow[];
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

  /** Returns how many digests were rendered; 0 when all were there. While one batch is stored the next is rendered. */
  async compose(edition: Edition, list: List): Promise<number> {
    const render = await this.renderer(edition, list);
    const contents = function* (batch: readonly DigestRow[]) {
      for (const digest of batch) yield { id: digest.message_id, content: render(digest) };
    };
    let composed = 0;
    let storing: Promise<void> = Promise.resolve();
    for (let batch = await this.uncomposed(edition.id, null); batch.length > 0;) {
      const next = this.messages.composeAll(contents(batch));
      // Awaited a batch later: until then its failure is not an unhandled one.
      next.catch(() => undefined);
      await storing;
      storing = next;
      composed += batch.length;
      batch = await this.uncomposed(edition.id, batch.at(-1)!.id);
    }
    await storing;
    return composed;
  }

  /** Renders the digests of one edition. What several of them share is made once. */
  private async renderer(edition: Edition, list: List): Promise<(digest: DigestRow) => CanonicalMessage> {
    const facts = await this.frozenFacts(edition.id);
    const taxonomies = await this.taxonomies.load();
    const issued = { key: edition.key, issuedOn: edition.issuedOn as string };
    const frame = editionFrame(issued, list, this.config.publicUrl);
    const frames = new Map(LANGUAGES.map((language) => [language, { ...frame, language }]));
    const cards = new Map([...frames].map(([language, one]) => [language, digestCards(one, taxonomies)]));
    return (digest) => {
      const view = composeDigest(
        frames.get(digest.language)!,
        digest.items.map((item) => itemOf(item, facts)),
        reminders(digest.reminders, facts),
        cards.get(digest.language)!,
      );
      return this.message(edition, list, view);
    };
  }

  private message(edition: Edition, list: List, view: DigestView): CanonicalMessage {
    const { rendered } = fitDigest(view, (cut) => this.templates.renderMail('digest', cut));
    return {
      kind: 'digest',
      language: view.language,
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

  private async uncomposed(editionId: string, after: string | null): Promise<DigestRow[]> {
    return await this.db.rows<DigestRow>(
      `select g.id, g.message_id, g.language, g.reminders,
              (select coalesce(jsonb_agg(jsonb_build_object('policy_id', p.policy_id, 'late', p.late, 'tags', p.tags) order by p.position), '[]')
                 from digest_policies p where p.digest_id = g.id) as items
         from digests g join messages m on m.id = g.message_id
        where g.edition_id = $1 and m.content is null and ($3::uuid is null or g.id > $3)
        order by g.id limit $2`,
      [editionId, DIGESTS_PER_BATCH, after],
    );
  }
}

function itemOf(item: ItemRow, facts: ReadonlyMap<string, PolicyFacts>): DigestItem {
  const known = facts.get(item.policy_id);
  if (!known) throw new Error('A digest announces a policy that is not in its edition.');
  return { policyId: item.policy_id, late: item.late, tags: item.tags, facts: known };
}

function reminders(ids: readonly string[], facts: ReadonlyMap<string, PolicyFacts>): ClosingSoon[] {
  return ids.flatMap((policyId) => {
    const known = facts.get(policyId);
    return known?.applicationClosesOn
      ? [{ policyId, title: known.title, closesOn: known.applicationClosesOn }]
      : [];
  });
}
