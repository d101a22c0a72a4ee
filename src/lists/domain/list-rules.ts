import { IANAZone } from 'luxon';
import type { FieldProblem } from '../../platform/errors/domain-error.js';

export const APPROVALS = ['none', 'any', 'second-person'] as const;

/** What an operator says about a list. */
export interface ListSettings {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly senderName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly postalAddress: string;
  readonly icpNumber: string | null;
  readonly timeZone: string;
  readonly cutoffWeekday: number;
  readonly cutoffMinute: number;
  readonly language: 'zh-CN' | 'en';
  readonly sectorTrees: readonly string[];
  readonly districtRoot: string;
  readonly approval: (typeof APPROVALS)[number];
  /** Whoever has nothing new gets a note that says so. */
  readonly quietWeekNote: boolean;
}

/** The codes that the taxonomies know. */
export interface KnownCodes {
  readonly districts: readonly string[];
  readonly sectorTrees: readonly string[];
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const MAILBOX =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Everything that keeps a list from being stored, by field; empty when it may. Texts that go into headers hold no line break. */
export function problemsOfList(list: ListSettings, known: KnownCodes): FieldProblem[] {
  return [
    ...unless(SLUG.test(list.slug), 'slug', 'must be lower-case letters, digits and hyphens'),
    ...headerText('name', list.name, 200),
    ...headerText('senderName', list.senderName, 100),
    ...unless(list.description.length <= 2_000, 'description', 'is longer than 2000 characters'),
    ...unless(isMailbox(list.fromAddress), 'fromAddress', 'must be one mail address'),
    ...unless(list.replyTo === null || isMailbox(list.replyTo), 'replyTo', 'must be one mail address'),
    ...headerText('postalAddress', list.postalAddress, 300),
    ...(list.icpNumber === null ? [] : headerText('icpNumber', list.icpNumber, 60)),
    ...unless(IANAZone.isValidZone(list.timeZone), 'timeZone', 'unknown time zone'),
    ...unless(isWhole(list.cutoffWeekday, 1, 7), 'cutoffWeekday', 'must be a weekday'),
    ...unless(isWhole(list.cutoffMinute, 0, 1_439), 'cutoffTime', 'must be a time such as 08:00'),
    ...unless(list.sectorTrees.length > 0, 'sectorTrees', 'needs at least one sector tree'),
    ...list.sectorTrees
      .filter((tree) => !known.sectorTrees.includes(tree))
      .map((tree) => ({ field: 'sectorTrees', message: `unknown code "${tree}"` })),
    ...unless(
      known.districts.includes(list.districtRoot),
      'districtRoot',
      `unknown code "${list.districtRoot}"`,
    ),
    ...unless(APPROVALS.includes(list.approval), 'approval', `must be one of ${APPROVALS.join(', ')}`),
  ];
}

function headerText(field: string, text: string, longest: number): FieldProblem[] {
  if (text.trim() === '') return [{ field, message: 'is empty' }];
  if (CONTROL.test(text)) return [{ field, message: 'contains a line break or control character' }];
  return unless(text.length <= longest, field, `is longer than ${longest} characters`);
}

function isMailbox(text: string): boolean {
  return text.length <= 254 && MAILBOX.test(text) && !/^\.|\.@|\.\./.test(text);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function unless(holds: boolean, field: string, message: string): FieldProblem[] {
  return holds ? [] : [{ field, message }];
}
