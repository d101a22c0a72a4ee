import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import { ImportBulletinService } from '../bulletins/import-bulletin.service.js';
import { lastDueWeek } from '../editions/domain/publication-week.js';
import { List } from '../lists/list.entity.js';
import { ListsRepository } from '../lists/lists.repository.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { newId } from '../platform/ids.js';
import { PACKAGE_ROOT } from '../platform/package-root.js';
import type { PolicyFacts } from '../policies/domain/policy.js';
import { PublishPolicyService } from '../policies/publish-policy.service.js';
import { SavePolicyService } from '../policies/save-policy.service.js';
import { ImportSubscribersService } from '../subscribers/import-subscribers.service.js';

/** Rows made; all 0 when the sample list is there already. */
export interface SeededDemo {
  readonly lists: number;
  readonly policies: number;
  readonly subscribers: number;
}

const SLUG = 'culture';
const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const CONSENT = '示例数据：订阅人均为虚构，地址属于 RFC 2606 保留域名，不会收到真实邮件。';

/**
 * Sample data for a look at the product: one list, real policies with summaries written for it, made-up calls whose
 * deadlines lie ahead of the day of the start, fictitious companies at reserved domains, one bulletin as drafts.
 * Flagged; it never reaches a real mail server.
 */
@Injectable()
export class SeedDemoService {
  constructor(
    private readonly lists: ListsRepository,
    private readonly saving: SavePolicyService,
    private readonly publishing: PublishPolicyService,
    private readonly subscribers: ImportSubscribersService,
    private readonly bulletins: ImportBulletinService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async seed(): Promise<SeededDemo> {
    const known = (await this.lists.all()).some((list) => list.slug === SLUG);
    if (known) return { lists: 0, policies: 0, subscribers: 0 };
    const list = this.sampleList();
    const cutOff = lastDueWeek(this.clock.now(), list).cutOff;
    list.announcesFrom = new Date(cutOff.getTime() - 7 * DAY_MS);
    await this.lists.add(list);
    const policies = await this.seedPolicies(cutOff);
    const imported = await this.subscribers.import(await sample('subscribers.csv'), {
      listSlug: SLUG,
      consent: CONSENT,
      dryRun: false,
      isSample: true,
    });
    await this.bulletins.import(
      { name: 'sample-bulletin.txt', text: await sample('bulletin.txt'), format: 'text' },
      { listSlug: SLUG, publish: false, isSample: true },
    );
    return { lists: 1, policies, subscribers: imported.added };
  }

  private async seedPolicies(cutOff: Date): Promise<number> {
    const real = rowsOf(await sample('policies.csv')).map((row) => ({ row, facts: factsOf(row) }));
    const madeUp = rowsOf(await sample('examples.csv')).map((row) => ({
      row,
      facts: exampleFactsOf(row, { startedAt: this.clock.now(), cutOff }),
    }));
    for (const { row, facts } of [...real, ...madeUp]) {
      const isAnnounced = row['announce_week'] === '0';
      const { policy } = await this.saving.addDraft(facts, {
        announce: isAnnounced ? 'next' : 'never',
        isSample: true,
      });
      const daysBefore = isAnnounced ? 3 : 30;
      await this.publishing.publish(policy.id, {
        visibleAt: new Date(cutOff.getTime() - daysBefore * DAY_MS),
      });
    }
    return real.length + madeUp.length;
  }

  private sampleList(): List {
    const { mailFrom } = this.config;
    const [, address = mailFrom] = /<([^<>]+)>\s*$/.exec(mailFrom) ?? [];
    return Object.assign(new List(), {
      id: newId<'list'>(),
      slug: SLUG,
      name: '北京文化与科技政策周报',
      description:
        '每周一早晨，一封邮件列出与贵公司所在区和行业有关的新政策：国家级、市级、区级，附申报截止日期和原文链接。',
      senderName: '邸报',
      fromAddress: address,
      replyTo: null,
      postalAddress: '北京市（示例列表，请改为贵单位的通信地址）',
      icpNumber: null,
      timeZone: ZONE,
      cutoffWeekday: 1,
      cutoffMinute: 8 * 60,
      language: 'zh-CN',
      sectorTrees: ['culture-2018', 'gbt4754-2017'],
      districtRoot: '110000',
      approval: 'none',
      quietWeekNote: false,
      isSample: true,
      announcesFrom: this.clock.now(),
    } satisfies List);
  }
}

type Row = Readonly<Record<string, string>>;

function rowsOf(csv: string): Row[] {
  return parse<Row>(csv, { columns: true, skip_empty_lines: true });
}

async function sample(file: string): Promise<string> {
  return await readFile(join(PACKAGE_ROOT, 'data', 'sample', file), 'utf8');
}

function factsOf(row: Row): PolicyFacts {
  const text = (column: string) => row[column]?.trim() || null;
  const several = (column: string) =>
    (row[column] ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return {
    title: text('title') ?? '',
    level: text('level') as PolicyFacts['level'],
    districts: several('districts'),
    issuers: several('issuers'),
    documentNumber: text('document_number'),
    writtenOn: text('written_on'),
    publishedOn: text('published_on'),
    effectiveFrom: null,
    effectiveUntil: null,
    type: text('type') as PolicyFacts['type'],
    sectors: several('sectors'),
    summary: text('summary'),
    whoCanApply: text('who_can_apply'),
    howMuch: text('how_much'),
    applicationOpensOn: text('applies_from'),
    applicationClosesOn: text('applies_until'),
    howToApply: text('how_to_apply'),
    contact: text('contact'),
    sourceLink: text('source_link'),
    attachments: [],
    fullText: null,
  };
}

/** A made-up call, published before the cut-off; its window counts from the day of the start, so its deadline lies ahead. */
function exampleFactsOf(row: Row, { startedAt, cutOff }: { startedAt: Date; cutOff: Date }): PolicyFacts {
  const dayFrom = (instant: Date, days: number) =>
    DateTime.fromJSDate(instant, { zone: ZONE }).plus({ days }).toISODate();
  return {
    ...factsOf(row),
    publishedOn: dayFrom(cutOff, -Number(row['published_days_before'])),
    applicationOpensOn: dayFrom(startedAt, Number(row['opens_in_days'])),
    applicationClosesOn: dayFrom(startedAt, Number(row['closes_in_days'])),
    fullText: (row['full_text'] ?? '').replaceAll('|', '\n'),
  };
}
