import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { PoliciesRepository, type PolicyMoment } from '../policies/policies.repository.js';
import type { Policy } from '../policies/policy.entity.js';
import { POLICY_LEVELS, type PolicyFacts } from '../policies/domain/policy.js';
import { CLOSING_SOON_DAYS } from './domain/digest-deadlines.js';
import type { EditionWindow, WindowPolicy } from './domain/edition-audience.js';

/** The window with the facts its digests will print. */
export interface FrozenWindow extends EditionWindow {
  readonly latePolicyIds: readonly string[];
}

/** Which policies an edition is about, as one snapshot sees them. */
@Injectable()
export class EditionWindowQuery {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Waits for changes of policies that are still being written. Call it after the cut-off, before the snapshot. */
  async awaitChanges(): Promise<void> {
    await this.policies.awaitChanges();
  }

  /** Reads the window (windowFrom, cutOff] and keeps the printed facts with the edition. */
  async freeze(
    edition: {
      readonly id: string;
      readonly windowFrom: Date;
      readonly cutOff: Date;
      readonly issuedOn: string;
    },
    tx: Transaction,
  ): Promise<FrozenWindow> {
    const changed = await this.policies.announcedAfterChange(edition.windowFrom, edition.cutOff, tx);
    const printed = inPrintingOrder(await this.published(changed, tx));
    const moments = new Map(
      (await this.policies.momentsAt(changed, edition.cutOff, tx)).map((one) => [one.id, one]),
    );
    const now = printed.flatMap((policy): WindowPolicy[] => {
      const moment = moments.get(policy.id);
      return moment
        ? [{ ...moment, wasVisible: policy.visibleAt !== null && policy.visibleAt <= edition.windowFrom }]
        : [];
    });
    const reminders = inPrintingOrder(await this.published(await this.closingSoon(edition, changed, tx), tx));
    await this.keepFacts(edition.id, now, printed, reminders, tx);
    return {
      now,
      before: await this.momentsTold(edition, changed, tx),
      reminders,
      latePolicyIds: now.filter((policy) => policy.wasVisible).map((policy) => policy.id),
    };
  }

  /**
   * How the policies stood at the previous cut-off, of those that a released edition of the list was about. One
   * that was withdrawn just then, and came back, was told to nobody: it is news.
   */
  private async momentsTold(
    edition: { readonly id: string; readonly windowFrom: Date },
    changed: readonly string[],
    tx: Transaction,
  ): Promise<PolicyMoment[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select p.id from policies p, editions current join lists l on l.id = current.list_id
        where current.id = $1 and p.id = any($2)
          and (p.visible_at <= l.announces_from
               or exists (select from edition_policies ep join editions e on e.id = ep.edition_id
                           where ep.policy_id = p.id and ep.role <> 'reminder'
                             and e.list_id = l.id and e.released_at is not null))`,
      [edition.id, changed],
      tx,
    );
    return await this.policies.momentsAt(
      rows.map((row) => row.id),
      edition.windowFrom,
      tx,
    );
  }

  private async published(ids: readonly string[], tx: Transaction): Promise<Policy[]> {
    // Sample data never reaches a real mail server.
    return (await this.policies.byIds(ids, tx)).filter(
      (policy) => policy.status === 'published' && (!policy.isSample || this.config.localInbox),
    );
  }

  private async closingSoon(
    edition: { readonly windowFrom: Date; readonly issuedOn: string },
    changed: readonly string[],
    tx: Transaction,
  ): Promise<string[]> {
    const lastDay = DateTime.fromISO(edition.issuedOn)
      .plus({ days: CLOSING_SOON_DAYS })
      .toISODate() as string;
    const closing = await this.policies.closingBetween(edition.issuedOn, lastDay, edition.windowFrom, tx);
    return closing.filter((id) => !changed.includes(id));
  }

  private async keepFacts(
    editionId: string,
    now: readonly WindowPolicy[],
    printed: readonly Policy[],
    reminders: readonly Policy[],
    tx: Transaction,
  ): Promise<void> {
    const late = new Map(now.map((policy) => [policy.id, policy.wasVisible]));
    const rows = [
      ...printed
        .filter((policy) => late.has(policy.id))
        .map((policy) => ({ policy, role: late.get(policy.id) ? 'late' : 'new' })),
      ...reminders.map((policy) => ({ policy, role: 'reminder' })),
    ].map(({ policy, role }, position) => ({ policy_id: policy.id, role, position, facts: factsOf(policy) }));
    await this.db.affected(
      `insert into edition_policies (edition_id, policy_id, role, position, facts)
       select $1, r.policy_id, r.role, r.position, r.facts
         from jsonb_to_recordset($2::jsonb) as r(policy_id uuid, role text, position int, facts jsonb)`,
      [editionId, JSON.stringify(rows)],
      tx,
    );
  }
}

/** By level from the nation down, newest first, then by title: the same order for everybody. */
function inPrintingOrder(policies: readonly Policy[]): Policy[] {
  return [...policies].sort(
    (one, other) =>
      POLICY_LEVELS.indexOf(one.level) - POLICY_LEVELS.indexOf(other.level) ||
      (other.publishedOn ?? '').localeCompare(one.publishedOn ?? '') ||
      (one.title < other.title ? -1 : 1),
  );
}

/** What a digest prints of a policy; the full text stays on its page. */
function factsOf(policy: Policy): PolicyFacts {
  const {
    title,
    level,
    districts,
    issuers,
    documentNumber,
    writtenOn,
    publishedOn,
    effectiveFrom,
    effectiveUntil,
  } = policy;
  const { type, sectors, summary, whoCanApply, howMuch, applicationOpensOn, applicationClosesOn } = policy;
  const { howToApply, contact, sourceLink, attachments } = policy;
  return {
    title,
    level,
    districts,
    issuers,
    documentNumber,
    writtenOn,
    publishedOn,
    effectiveFrom,
    effectiveUntil,
    type,
    sectors,
    summary,
    whoCanApply,
    howMuch,
    applicationOpensOn,
    applicationClosesOn,
    howToApply,
    contact,
    sourceLink,
    attachments,
    fullText: null,
  };
}
