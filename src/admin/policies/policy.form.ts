import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  LONGEST_FULL_TEXT,
  ANNOUNCE_MODES,
  type AnnounceMode,
  type Attachment,
  POLICY_LEVELS,
  POLICY_TYPES,
  type PolicyFacts,
} from '../../policies/domain/policy.js';
import { lines, oneLine, oneOf, several, wholeNumber } from '../console/form-input.js';
import type { FormTexts } from '../console/form-fields.js';

/** What the policy form sends. */
export const policyForm = z.object({
  title: oneLine(500),
  level: oneOf(POLICY_LEVELS),
  type: oneOf(POLICY_TYPES),
  announce: oneOf(ANNOUNCE_MODES),
  districts: several(100),
  sectors: several(300),
  issuers: lines(2_000),
  documentNumber: oneLine(200),
  writtenOn: oneLine(20),
  publishedOn: oneLine(20),
  effectiveFrom: oneLine(20),
  effectiveUntil: oneLine(20),
  summary: lines(2_000),
  whoCanApply: lines(5_000),
  howMuch: lines(5_000),
  applicationOpensOn: oneLine(20),
  applicationClosesOn: oneLine(20),
  howToApply: lines(5_000),
  contact: lines(2_000),
  sourceLink: oneLine(2_000),
  attachments: lines(20_000),
  fullText: lines(LONGEST_FULL_TEXT),
});

/** The version that was edited, and a short hash of every field as it was then. */
export const versionForm = z.object({ version: wholeNumber(1, 999_999_999), base: oneLine(1_000) });

export type PolicyInput = z.output<typeof policyForm>;

/** A policy's facts from its form; blank is absent. */
export function factsFrom(input: PolicyInput): PolicyFacts & { readonly announce: AnnounceMode } {
  const { title, level, type, announce, districts, sectors } = input;
  return {
    title,
    level,
    type,
    announce,
    districts,
    sectors: sectors.includes('*') ? ['*'] : sectors,
    issuers: rowsOf(input.issuers),
    documentNumber: absent(input.documentNumber),
    writtenOn: absent(input.writtenOn),
    publishedOn: absent(input.publishedOn),
    effectiveFrom: absent(input.effectiveFrom),
    effectiveUntil: absent(input.effectiveUntil),
    summary: absent(input.summary),
    whoCanApply: absent(input.whoCanApply),
    howMuch: absent(input.howMuch),
    applicationOpensOn: absent(input.applicationOpensOn),
    applicationClosesOn: absent(input.applicationClosesOn),
    howToApply: absent(input.howToApply),
    contact: absent(input.contact),
    sourceLink: absent(input.sourceLink),
    attachments: rowsOf(input.attachments).map(attachmentFrom),
    fullText: absent(input.fullText),
  };
}

/** The texts with which a policy's form begins. */
export function textsFrom(facts: PolicyFacts & { readonly announce: AnnounceMode }): FormTexts {
  const { title, level, type, announce, districts, sectors, issuers, attachments, ...rest } = pick(facts);
  return {
    title,
    level,
    type,
    announce,
    districts,
    sectors,
    issuers: issuers.join('\n'),
    attachments: attachments.map((one) => `${one.title} ${one.link}`).join('\n'),
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? ''])),
  };
}

export const POLICY_FIELDS = Object.keys(policyForm.shape) as (keyof PolicyInput)[];

/** One short hash per field, to see later which fields two people changed. */
export function baseOf(texts: FormTexts): string {
  return POLICY_FIELDS.map((name) => fingerprint(texts[name])).join(',');
}

/** Whether two texts of a field are the same to a reader. */
export function fingerprint(text: string | readonly string[] | undefined): string {
  const same = [text ?? []].flat().map((one) => one.replace(/\r\n?/g, '\n').trim());
  return createHash('sha256')
    .update(JSON.stringify(same.filter(Boolean).sort()))
    .digest('hex')
    .slice(0, 8);
}

function pick(facts: PolicyFacts & { readonly announce: AnnounceMode }) {
  return Object.fromEntries(POLICY_FIELDS.map((name) => [name, facts[name]])) as unknown as typeof facts;
}

function absent(text: string): string | null {
  return text === '' ? null : text;
}

function rowsOf(text: string): string[] {
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');
}

function attachmentFrom(row: string): Attachment {
  const [, title = '', link = ''] = /^(?:(.*?)\s+)?(\S+)$/.exec(row) ?? [];
  return { title: title || link, link };
}
