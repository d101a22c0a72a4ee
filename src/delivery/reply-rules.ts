import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { PACKAGE_ROOT } from '../platform/package-root.js';
import { type ProviderRule, type ReplyClass } from './domain/reply-classifier.js';

const CLASSES: readonly string[] = ['hard', 'rejected', 'soft', 'config'] satisfies ReplyClass[];

let loaded: ReadonlyMap<string, readonly ProviderRule[]> | undefined;

/** The rules of one provider, in the order of `data/replies/rules.csv`; none for an unknown one. */
export function rulesOf(provider: string | null): readonly ProviderRule[] {
  loaded ??= load();
  return (provider && loaded.get(provider)) || [];
}

/** The providers there are rules for. */
export function knownProviders(): string[] {
  loaded ??= load();
  return [...loaded.keys()];
}

function load(): Map<string, ProviderRule[]> {
  const file = join(PACKAGE_ROOT, 'data', 'replies', 'rules.csv');
  const rows = parse<Record<string, string>>(readFileSync(file), {
    columns: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  const rules = new Map<string, ProviderRule[]>();
  for (const { provider = '', pattern = '', class: replyClass = '', reason = '' } of rows) {
    if (!CLASSES.includes(replyClass)) throw new Error(`${file}: unknown class "${replyClass}".`);
    const rule = { provider, pattern: new RegExp(pattern, 'i'), class: replyClass as ReplyClass, reason };
    rules.set(provider, [...(rules.get(provider) ?? []), rule]);
  }
  return rules;
}
