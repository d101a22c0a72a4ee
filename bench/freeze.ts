import { AdvanceEditionService } from '../src/editions/advance-edition.service.js';
import { EditionAccountQuery } from '../src/editions/edition-account.query.js';
import { OpenDueEditionsService } from '../src/editions/open-due-editions.service.js';
import { benchApp, benchConfig, peakRssMb } from './bench-app.js';
import { createBenchDatabase } from './bench-database.js';
import { makeList, makePolicies, makeProfiles, makeSubscriptions } from './corpus.js';

/** An edition from due to frozen and composed; the release waits for a review that never comes. */
export async function benchFreeze(options: {
  readonly subscriptions: number;
  readonly profiles: number;
  readonly policies: number;
}): Promise<object> {
  const database = await createBenchDatabase();
  try {
    const app = await benchApp(benchConfig({ databaseUrl: database.url, smtpUrl: 'smtp://127.0.0.1:1' }));
    try {
      const list = await makeList(app);
      await makePolicies(app, options.policies, { wide: false });
      const profiles = await makeProfiles(app, options.profiles);
      await makeSubscriptions(database.url, list.id, profiles, { from: 1, to: options.subscriptions });
      const rssBefore = Math.round(process.memoryUsage().rss / 1_048_576);
      const started = performance.now();
      const id = await app.get(OpenDueEditionsService).openAt(list, new Date());
      const edition = await app.get(AdvanceEditionService).advance(id);
      const seconds = (performance.now() - started) / 1_000;
      const account = await app.get(EditionAccountQuery).of(edition);
      return {
        seconds: Math.round(seconds * 1_000) / 1_000,
        freezeSeconds: account.seconds.freeze,
        composeSeconds: account.seconds.compose,
        distinctProfiles: account.profiles,
        digests: account.digests,
        eligible: account.eligible,
        peakRssMb: peakRssMb(),
        rssBeforeMb: rssBefore,
        ...options,
      };
    } finally {
      await app.close();
    }
  } finally {
    await database.drop();
  }
}
