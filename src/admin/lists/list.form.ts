import { z } from 'zod';
import type { ListSettings } from '../../lists/domain/list-rules.js';
import { APPROVALS } from '../../lists/domain/list-rules.js';
import type { List } from '../../lists/list.entity.js';
import type { FormTexts } from '../console/form-fields.js';
import { lines, oneLine, oneOf, several } from '../console/form-input.js';

const listForm = z.object({
  slug: oneLine(63),
  name: oneLine(200),
  description: lines(2_000),
  senderName: oneLine(100),
  fromAddress: oneLine(254),
  replyTo: oneLine(254),
  postalAddress: oneLine(300),
  icpNumber: oneLine(60),
  timeZone: oneLine(60),
  cutoffWeekday: z.string('must be a weekday').regex(/^[1-7]$/, 'must be a weekday'),
  cutoffTime: z
    .string('must be a time such as 08:00')
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00'),
  language: oneOf(['zh-CN', 'en']),
  sectorTrees: several(10),
  districtRoot: oneLine(20),
  approval: oneOf(APPROVALS),
  quietWeek: oneOf(['silent', 'note']),
});

/** The form of a list; `slug` counts only for a new one. */
export const listSettingsForm = listForm.transform(
  ({ cutoffWeekday, cutoffTime, replyTo, icpNumber, quietWeek, ...rest }): ListSettings => ({
    ...rest,
    replyTo: replyTo || null,
    icpNumber: icpNumber || null,
    quietWeekNote: quietWeek === 'note',
    cutoffWeekday: Number(cutoffWeekday),
    cutoffMinute: Number(cutoffTime.slice(0, 2)) * 60 + Number(cutoffTime.slice(3)),
  }),
);

/** The texts with which a list's form begins. */
export function listTexts(list: List): FormTexts {
  const { slug, name, description, senderName, fromAddress, postalAddress, timeZone, language } = list;
  return {
    slug,
    name,
    description,
    senderName,
    fromAddress,
    postalAddress,
    timeZone,
    language,
    replyTo: list.replyTo ?? '',
    icpNumber: list.icpNumber ?? '',
    cutoffWeekday: String(list.cutoffWeekday),
    cutoffTime: `${pad(Math.floor(list.cutoffMinute / 60))}:${pad(list.cutoffMinute % 60)}`,
    sectorTrees: list.sectorTrees,
    districtRoot: list.districtRoot,
    approval: list.approval,
    quietWeek: list.quietWeekNote ? 'note' : 'silent',
  };
}

/** What a new list begins with. */
export const NEW_LIST: FormTexts = {
  timeZone: 'Asia/Shanghai',
  cutoffWeekday: '1',
  cutoffTime: '08:00',
  language: 'zh-CN',
  sectorTrees: ['culture-2018', 'gbt4754-2017'],
  districtRoot: '110000',
  approval: 'any',
  quietWeek: 'silent',
};

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
