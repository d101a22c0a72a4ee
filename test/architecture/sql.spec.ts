import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { sourcesIn, textsOf } from './sources.js';

/** Which room owns which table. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  taxonomy: ['districts', 'sectors', 'taxonomy_version'],
  lists: ['lists'],
  admins: ['admins', 'admin_sessions', 'audit_entries', 'sign_in_attempts'],
  policies: ['policies', 'policy_revisions', 'policy_relations', 'policy_search'],
  delivery: [
    'messages',
    'runs',
    'deliveries',
    'delivery_resolutions',
    'domain_rates',
    'ledger_identity',
    'suppressions',
  ],
  matching: ['profiles'],
  bulletins: [
    'bulletins',
    'bulletin_entries',
    'bulletin_imports',
    'review_entries',
    'review_relations',
    'lexicon_words',
    'lexicon_proposals',
    'lexicon_state',
  ],
  subscribers: [
    'companies',
    'subscribers',
    'subscriptions',
    'consents',
    'request_budgets',
    'address_changes',
    'leaving_reasons',
  ],
  editions: ['editions', 'edition_policies', 'digests', 'digest_policies', 'edition_audience'],
};

const floors = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'scripts', 'floors.json'), 'utf8')) as Record<
  string,
  number
>;
const roomOf = new Map(
  Object.entries(TABLES).flatMap(([room, tables]) => tables.map((table) => [table, room] as const)),
);
const NAMED = /\b(?:from|join|into|update|using|table|lock table)\s+(?:only\s+)?([a-z_]+)\b/gi;

describe('SQL', () => {
  it('knows the room of every table of the migrations', () => {
    const made = sourcesIn('migrations')
      .flatMap(textsOf)
      .flatMap((text) => [...text.matchAll(/create table (?:if not exists )?([a-z_]+)/gi)])
      .map(([, table]) => table as string);
    expect(made.length).toBeGreaterThan(15);
    expect([...new Set(made)].sort()).toEqual([...roomOf.keys()].sort());
  });

  it('of a room names only its own tables and those of rooms below', () => {
    const seen: string[] = [];
    const trespasses: string[] = [];
    for (const source of sourcesIn('src'))
      for (const [, name = ''] of textsOf(source).flatMap((text) => [...text.matchAll(NAMED)])) {
        const owner = roomOf.get(name.toLowerCase());
        if (!owner || source.room === '') continue;
        seen.push(name);
        const below = (floors[owner] ?? Infinity) < (floors[source.room] ?? -1);
        if (owner !== source.room && !below) trespasses.push(`${source.path} names ${name} of ${owner}`);
      }
    expect(seen.length).toBeGreaterThan(40);
    expect(trespasses).toEqual([]);
  });
});
