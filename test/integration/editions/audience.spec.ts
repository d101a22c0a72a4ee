import { AdvanceEditionService } from '../../../src/editions/advance-edition.service.js';
import { nextCutOff } from '../../../src/editions/domain/publication-week.js';
import { OpenDueEditionsService } from '../../../src/editions/open-due-editions.service.js';
import { matchPolicies } from '../../../src/matching/domain/policy-matcher.js';
import type { Profile } from '../../../src/matching/domain/profile.js';
import { balances } from '../../../src/editions/domain/edition-progress.js';
import { CorrectPolicyService } from '../../../src/policies/correct-policy.service.js';
import {
  type MatchFacts,
  POLICY_LEVELS,
  POLICY_TYPES,
  type PolicyFacts,
} from '../../../src/policies/domain/policy.js';
import { TaxonomiesRepository } from '../../../src/taxonomy/taxonomies.repository.js';
import { aPolicy, aSubscriber } from '../../support/builders.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const DISTRICTS = ['000000', '110000', '110105', '110107', '110108', '110115', '310000'];
const SECTORS = ['*', '02', '022', '03', 'I', 'I65', 'I64', 'C'];
const SUBSCRIBERS = 40;
const HOUR_MS = 3_600_000;

interface KnownPolicy {
  readonly id: string;
  version: number;
  facts: MatchFacts;
  /** As at the previous cut-off; null when it was not there yet. */
  before: MatchFacts | null;
  changed: boolean;
}

interface KnownSubscriber {
  readonly address: string;
  profile: Profile;
  readonly had: Set<string>;
}

/** Editions over random policies, corrections and profiles, pinned to the pure definition in domain/. */
describe.each([1, 2, 3])('the audience of an edition on random data (seed %i)', (seed) => {
  let app: TestApp;
  const random = generator(seed);

  beforeAll(async () => {
    app = await startTestApp({ workers: 'idle', config: { localInbox: true } });
  });

  afterAll(() => app.close());

  it('is, week after week, exactly whom the matcher names and who has not had it', async () => {
    const taxonomies = await app.get(TaxonomiesRepository).load();
    const subscribers = await makeSubscribers();
    const policies: KnownPolicy[] = [];
    for (let week = 0; week < 4; week += 1) {
      for (let made = 0; made < 6; made += 1) policies.push(await makePolicy());
      for (const policy of policies) if (random() < 0.3) await retag(policy);
      for (const subscriber of subscribers) if (random() < 0.1) await changeProfile(subscriber);
      const announced = await announcedByNextEdition();
      const expected = new Map(
        subscribers.map((subscriber) => [subscriber.address, expectedFor(subscriber)] as const),
      );
      expect(announced).toEqual(new Map([...expected].filter(([, ids]) => ids.length > 0)));
      for (const subscriber of subscribers)
        for (const id of expected.get(subscriber.address) ?? []) subscriber.had.add(id);
      for (const policy of policies) Object.assign(policy, { before: policy.facts, changed: false });
    }

    /** Rules 1, 3 and 4: matches now, did not at the previous cut-off, was not announced to them before. */
    function expectedFor({ profile, had }: KnownSubscriber): string[] {
      const matches = (facts: MatchFacts | null) =>
        facts !== null && matchPolicies([facts], profile, taxonomies).length === 1;
      return policies
        .filter((policy) => policy.changed && matches(policy.facts) && !matches(policy.before))
        .map((policy) => policy.id)
        .filter((id) => !had.has(id))
        .sort();
    }
  });

  async function makeSubscribers(): Promise<KnownSubscriber[]> {
    const made = Array.from({ length: SUBSCRIBERS }, (_, index) => ({
      address: `s${index}@a.example`,
      profile: randomProfile(),
      had: new Set<string>(),
    }));
    await app.importSubscribers(
      made.map(({ address, profile }) =>
        aSubscriber(address, {
          districts: profile.districts.join(';'),
          sectors: profile.sectors.join(';'),
          levels: profile.levels.join(';'),
          types: profile.types.join(';'),
          language: random() < 0.2 ? 'en' : 'zh-CN',
        }),
      ),
    );
    return made;
  }

  async function makePolicy(): Promise<KnownPolicy> {
    const facts = randomFacts();
    const { id, version } = await app.publishPolicy({ ...aPolicy(), ...facts });
    return { id, version, facts, before: null, changed: true };
  }

  async function retag(policy: KnownPolicy): Promise<void> {
    const change: Partial<PolicyFacts> = random() < 0.5 ? { sectors: randomFacts().sectors } : randomFacts();
    const stored = await app.get(CorrectPolicyService).correct(policy.id, policy.version, change);
    Object.assign(policy, {
      version: stored.version,
      facts: { ...policy.facts, ...change },
      changed: true,
    });
  }

  async function changeProfile(subscriber: KnownSubscriber): Promise<void> {
    subscriber.profile = randomProfile();
    await app.changeProfile(subscriber.address, subscriber.profile);
  }

  /** Runs the next edition without sending; what each address is told by it, as the books say. */
  async function announcedByNextEdition(): Promise<Map<string, string[]>> {
    const list = await app.list();
    const at = nextCutOff(app.clock.now(), list);
    app.clock.set(at);
    const id = await app.get(OpenDueEditionsService).openAt(list, at);
    await app.get(AdvanceEditionService).advance(id);
    expect(balances(await app.account())).toBe(true);
    app.clock.set(new Date(at.getTime() + HOUR_MS));
    const rows = await app.sql<{ address: string; ids: string[] }>(
      `select d.address, array_agg(dp.policy_id::text order by dp.policy_id::text) as ids
         from editions e join deliveries d on d.run_id = e.run_id
         join digests g on g.message_id = d.message_id join digest_policies dp on dp.digest_id = g.id
        where e.id = $1 group by d.id, d.address`,
      [id],
    );
    return new Map(rows.map((row) => [row.address, row.ids]));
  }

  function randomFacts(): MatchFacts {
    return {
      level: pick(POLICY_LEVELS),
      type: pick(POLICY_TYPES.slice(0, 3)),
      districts: several(DISTRICTS),
      sectors: several(SECTORS),
    };
  }

  function randomProfile(): Profile {
    return {
      districts: several(DISTRICTS),
      sectors: several(SECTORS),
      levels: random() < 0.2 ? [pick(POLICY_LEVELS)] : [],
      types: random() < 0.2 ? [pick(POLICY_TYPES.slice(0, 3))] : [],
    };
  }

  function pick<T>(values: readonly T[]): T {
    return values[Math.floor(random() * values.length)] as T;
  }

  function several<T>(values: readonly T[]): T[] {
    return [...new Set([pick(values), ...(random() < 0.4 ? [pick(values)] : [])])];
  }
});

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
