import { Injectable } from '@nestjs/common';
import { problemsOfPublishing } from '../policies/domain/policy-rules.js';
import type { PolicyFacts } from '../policies/domain/policy.js';
import { fingerprintOf, PoliciesRepository } from '../policies/policies.repository.js';
import { TaxonomiesRepository } from '../taxonomy/taxonomies.repository.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import type { ParsedEntry, ParseWarning } from './domain/parsed-entry.js';
import { policyFromEntry } from './domain/policy-from-entry.js';
import { loadLexicon } from './lexicon.loader.js';

/** One entry as it would be stored. */
export interface PreviewedEntry {
  readonly entry: ParsedEntry;
  /** Null when the entry has no title: it would be skipped. */
  readonly facts: PolicyFacts | null;
  /** The policy that is there already, from this or another document. */
  readonly knownAs: string | null;
  /** Without warnings, and with a district and a sector: it may be published as it is. */
  readonly isClean: boolean;
}

/** What a document holds, before anything is stored. */
export interface PreviewedBulletin {
  readonly entries: readonly PreviewedEntry[];
  readonly warnings: readonly ParseWarning[];
}

/** Reads a document and stores nothing. */
@Injectable()
export class PreviewBulletinService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly taxonomies: TaxonomiesRepository,
  ) {}

  async preview(text: string): Promise<PreviewedBulletin> {
    const parsed = parseBulletin(text, loadLexicon());
    const { districts } = await this.taxonomies.load();
    const entries: PreviewedEntry[] = [];
    for (const entry of parsed.entries) {
      const facts = policyFromEntry(entry, (code) => districts.has(code));
      const known = facts && (await this.policies.byFingerprint(fingerprintOf(facts)));
      entries.push({
        entry,
        facts,
        knownAs: known?.id ?? null,
        isClean: facts !== null && entry.warnings.length === 0 && problemsOfPublishing(facts).length === 0,
      });
    }
    return { entries, warnings: parsed.warnings };
  }
}
