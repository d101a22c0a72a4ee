import type { INestApplicationContext } from '@nestjs/common';
import { CreateAdminService } from '../src/admins/create-admin.service.js';
import { SessionsRepository } from '../src/admins/sessions.repository.js';
import { benchApp, benchConfig } from './bench-app.js';
import { createBenchDatabase, execute } from './bench-database.js';
import { makeList, makeProfiles, makeSubscriptions, seeded } from './corpus.js';
import { aSearch, fillPolicies } from './http-corpus.js';
import { generate, PINS, startWeb, type WebProcess } from './http-processes.js';
import type { Route } from './open-loop.js';

/** What `bench http` takes. */
export interface HttpOptions {
  readonly seconds: number;
  readonly policies: number;
  readonly subscriptions: number;
  readonly subscribe: number;
  readonly search: number;
}

const SECRET = 'bench-secret-bench-secret-bench-secret';
const PROFILES = 200;
const EDITIONS = 150;
const WARM_UP_SECONDS = 5;

/**
 * The web role under an open loop: the subscribe page and the search together, then the archive and the console's lists.
 * Each load runs `seconds`; latencies count from the moment a request was due.
 */
export async function benchHttp(options: HttpOptions): Promise<object> {
  const database = await createBenchDatabase();
  try {
    const started = performance.now();
    const cookie = await prepare(database.url, options);
    const seedSeconds = round((performance.now() - started) / 1_000);
    const web = await startWeb(database.url, SECRET);
    try {
      const [reading, archive, lists] = loadsOf(options, cookie);
      await generate(web.origin, reading, Math.min(WARM_UP_SECONDS, options.seconds));
      return {
        ...(await measured(web, 'reading', reading, options.seconds)),
        ...(await measured(web, 'archive', archive, Math.min(20, options.seconds))),
        ...(await measured(web, 'console', lists, Math.min(20, options.seconds))),
        seedSeconds,
        cores: PINS ? 'generator on the last core, server on the others' : 'shared',
        ...options,
      };
    } finally {
      await web.stop();
    }
  } finally {
    await database.drop();
  }
}

export async function prepare(url: string, options: HttpOptions): Promise<string> {
  const app = await benchApp(
    benchConfig({ databaseUrl: url, smtpUrl: 'smtp://127.0.0.1:1', secretKeys: [SECRET] }),
  );
  try {
    const list = await makeList(app);
    await fillPolicies(url, options.policies);
    const profiles = await makeProfiles(app, PROFILES);
    await makeSubscriptions(url, list.id, profiles, { from: 1, to: options.subscriptions });
    await makeEditions(url, list.id);
    return await signIn(app);
  } finally {
    await app.close();
  }
}

/** Released editions of forty policies each, as the archive shows them. */
async function makeEditions(url: string, listId: string): Promise<void> {
  await execute(
    url,
    `insert into editions (id, list_id, key, window_from, cut_off, status, active, issued_on, frozen_at, released_at, completed_at)
     select gen_random_uuid(), '${listId}', to_char(at, 'IYYY"-W"IW'), at - interval '7 days', at, 'complete', 0, at::date, at, at, at
       from (select date_trunc('week', now()) - n * interval '7 days' as at from generate_series(1, ${EDITIONS}) n) weeks`,
    `insert into edition_policies (edition_id, policy_id, role, position, facts)
     select e.id, p.id, 'new', p.position, '{}' from (select id, row_number() over (order by cut_off) as number from editions) e
       join (select id, row_number() over (order by id) as position from policies) p
         on p.position between e.number * 40 and e.number * 40 + 39`,
    'analyze',
  );
}

async function signIn(app: INestApplicationContext): Promise<string> {
  const admin = await app.get(CreateAdminService).create({ email: 'owner@bench.example', role: 'owner' });
  return `dibao_console=${await app.get(SessionsRepository).start(admin.id, 'zh-CN')}`;
}

function loadsOf(options: HttpOptions, cookie: string): [Route[], Route[], Route[]] {
  const random = seeded(9);
  const searches = Array.from({ length: 2_000 }, () => aSearch(random));
  const consoleRoute = (name: string, paths: string[]): Route => ({ name, perSecond: 3, cookie, paths });
  return [
    [
      { name: 'subscribe', perSecond: options.subscribe, paths: ['/lists/bench', '/lists/bench?lang=en'] },
      { name: 'search', perSecond: options.search, paths: searches },
    ],
    [
      { name: 'home', perSecond: 20, paths: ['/'] },
      { name: 'policies', perSecond: 10, paths: ['/policies', '/policies?page=2', '/policies?lang=en'] },
      { name: 'editions', perSecond: 10, paths: ['/archive/bench'] },
      {
        name: 'feed',
        perSecond: 5,
        paths: ['/feeds/lists/bench.atom', '/feeds/districts/110107.json', '/feeds/sectors/02/deadlines.ics'],
      },
    ],
    [
      consoleRoute('consolePolicies', [
        '/console/policies',
        '/console/policies?page=3',
        '/console/policies?text=%E6%96%87%E6%97%85',
      ]),
      consoleRoute('consoleSubscriptions', ['/console/subscriptions', '/console/subscriptions?page=2']),
      consoleRoute('consoleEditions', ['/console/editions']),
    ],
  ];
}

async function measured(
  web: WebProcess,
  name: string,
  routes: readonly Route[],
  seconds: number,
): Promise<object> {
  const before = web.cpuSeconds();
  const started = performance.now();
  const results = await generate(web.origin, routes, seconds);
  const took = (performance.now() - started) / 1_000;
  const requests = Object.values(results).reduce((sum, one) => sum + one.requests, 0);
  return {
    [name]: {
      requestsPerSecond: round(requests / took),
      webCpuPercent: round(((web.cpuSeconds() - before) / took) * 100),
      ...results,
    },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
