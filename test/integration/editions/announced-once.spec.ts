import * as fc from 'fast-check';
import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { CancelEditionService } from '../../../src/editions/cancel-edition.service.js';
import { nextCutOff } from '../../../src/editions/domain/publication-week.js';
import { EditionsRepository } from '../../../src/editions/editions.repository.js';
import { HoldEditionService } from '../../../src/editions/hold-edition.service.js';
import { OpenDueEditionsService } from '../../../src/editions/open-due-editions.service.js';
import { ProfilesRepository } from '../../../src/matching/profiles.repository.js';
import { CorrectPolicyService } from '../../../src/policies/correct-policy.service.js';
import { aProfile, aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { ModelOfAList, SECTORS, type Told } from './model-of-a-list.js';

const HISTORIES = 32;
const MINUTE_MS = 60_000;
const FAR = new Date('2099-01-01T00:00:00Z');

const who = fc.nat(5);
const sector = fc.nat(SECTORS.length - 1);
/** What may happen to readers; in the days before a cut-off, and between a freeze and the next one. */
const ofReaders = [
  fc.record({ act: fc.constant('join' as const), sector }),
  fc.record({ act: fc.constant('profile' as const), who, sector }),
  fc.record({ act: fc.constant('pause' as const), who }),
  fc.record({ act: fc.constant('resume' as const), who }),
  fc.record({ act: fc.constant('leave' as const), who }),
];
const ofPolicies = [
  fc.record({ act: fc.constant('publish' as const), sector }),
  fc.record({ act: fc.constant('retag' as const), which: who, sector }),
];
const step = fc.oneof(...ofReaders, ...ofPolicies, ...ofPolicies);
const week = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  meanwhile: fc.array(step, { maxLength: 3 }),
  ending: fc.constantFrom('release', 'release', 'refreeze', 'too-late', 'cancel' as const),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Week = typeof week extends fc.Arbitrary<infer T> ? T : never;

/** Rules 1 and 4 of the product over whole histories, against a model that knows no database. */
describe('over any history of readers, policies and editions', () => {
  let app: TestApp;
  let made = 0;

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle', list: null });
  });
  afterAll(() => app.close());

  it('a policy is announced to everybody whom it newly concerns, and to nobody twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(week, { minLength: 2, maxLength: 5 }), async (weeks) => {
        made += 1;
        const history = await History.begin(app, `h${made}`);
        for (const one of weeks) await history.live(one);
        const told = await history.told();
        expect(told).toEqual(history.model.told());
        expect(new Set(told.map(({ reader, policy }) => `${reader} ${policy}`)).size).toBe(told.length);
      }),
      { numRuns: HISTORIES },
    );
    expect(made).toBeGreaterThanOrEqual(HISTORIES);
  }, 120_000);
});

/** One list of its own with its readers and policies, and the model beside it. */
class History {
  readonly model = new ModelOfAList();
  private readonly policies: { readonly id: string; version: number }[] = [];

  private constructor(
    private readonly app: TestApp,
    private readonly slug: string,
  ) {}

  static async begin(app: TestApp, slug: string): Promise<History> {
    app.passDays(1);
    await app.addList({ slug, approval: 'any', announcesFrom: app.clock.now() });
    const history = new History(app, slug);
    for (const chosen of [0, 1, 2]) await history.do({ act: 'join', sector: chosen });
    return history;
  }

  /** Days with their steps, the cut-off, what happens while the edition is frozen, and how it ends. */
  async live({ steps, meanwhile, ending }: Week): Promise<void> {
    for (const one of steps) await this.do(one);
    const list = await this.app.list(this.slug);
    const at = nextCutOff(this.app.clock.now(), list);
    this.app.clock.set(at);
    const id = await this.app.get(OpenDueEditionsService).openAt(list, at);
    await this.app.get(AdvanceEditionService).advance(id);
    const freeze = this.model.freeze();
    for (const one of meanwhile) await this.do(one);
    if (ending === 'cancel') {
      await this.app.get(CancelEditionService).cancel(id, 'test');
      this.model.cancel(freeze);
    } else {
      const isFrozenAgain = ending !== 'release';
      if (ending === 'refreeze') await this.app.get(HoldEditionService).refreeze(id);
      if (ending === 'too-late') this.app.passDays(1.1);
      await this.app.get(AdvanceEditionService).advance(id, { approveAs: 'test' });
      expect((await this.app.get(EditionsRepository).byId(id)).releasedAt).not.toBeNull();
      this.model.release(freeze, isFrozenAgain ? 'as-it-is-now' : 'as-frozen');
    }
    this.tick();
  }

  /** What the books say was announced, as the model names it. */
  async told(): Promise<Told[]> {
    const rows = await this.app.sql<{ reader: string; policy: string }>(
      `select p.address as reader, dp.policy_id as policy
         from lists l join editions e on e.list_id = l.id and e.released_at is not null
         join deliveries d on d.run_id = e.run_id join subscriptions s on s.id = d.reference
         join subscribers p on p.id = s.subscriber_id
         join digests g on g.message_id = d.message_id join digest_policies dp on dp.digest_id = g.id
        where l.slug = $1`,
      [this.slug],
    );
    const numbers = new Map(this.policies.map(({ id }, index) => [id, index]));
    return rows
      .map(({ reader, policy }) => ({
        reader: Number(/^r(\d+)/.exec(reader)?.[1]),
        policy: numbers.get(policy) ?? -1,
      }))
      .sort((one, other) => one.reader - other.reader || one.policy - other.policy);
  }

  private async do(one: Step): Promise<void> {
    this.tick();
    const reader = 'who' in one ? one.who % this.model.readers.length : this.model.readers.length;
    if (one.act === 'publish') await this.publish(one.sector);
    else if (one.act === 'retag') await this.retag(one.which, one.sector);
    else if (one.act === 'join') await this.join(one.sector);
    else if (one.act === 'profile') await this.changeProfile(reader, one.sector);
    else if (one.act === 'leave')
      await this.set(reader, `status = 'ended', ended_reason = 'unsubscribed', ended_at = now()`);
    else await this.set(reader, `paused_until = $2`, one.act === 'pause' ? FAR : null);
    this.model.do(one.act, {
      reader,
      policy: 'which' in one ? one.which : null,
      sector: 'sector' in one ? one.sector : null,
    });
  }

  private async publish(chosen: number): Promise<void> {
    const { id, version } = await this.app.publishPolicy({ sectors: [SECTORS[chosen]!] });
    this.policies.push({ id, version });
  }

  private async retag(which: number, chosen: number): Promise<void> {
    if (this.policies.length === 0) return;
    const policy = this.policies[which % this.policies.length]!;
    const change = { sectors: [SECTORS[chosen]!] };
    policy.version = (
      await this.app.get(CorrectPolicyService).correct(policy.id, policy.version, change)
    ).version;
  }

  private async join(chosen: number): Promise<void> {
    const address = this.addressOf(this.model.readers.length);
    await this.app.importSubscribers([aSubscriber(address, { sectors: SECTORS[chosen]! })], this.slug);
  }

  private async changeProfile(reader: number, chosen: number): Promise<void> {
    const profileId = await this.app.get(ProfilesRepository).idOf(aProfile({ sectors: [SECTORS[chosen]!] }));
    await this.set(reader, 'profile_id = $2', profileId);
  }

  private async set(reader: number, what: string, value?: unknown): Promise<void> {
    const id = await this.app.subscriptionOf(this.addressOf(reader), this.slug);
    await this.app.sql(
      `update subscriptions set ${what} where id = $1`,
      value === undefined ? [id] : [id, value],
    );
  }

  private addressOf(reader: number): string {
    return `r${reader}@${this.slug}.example`;
  }

  private tick(): void {
    this.app.clock.set(new Date(this.app.clock.now().getTime() + MINUTE_MS));
  }
}
