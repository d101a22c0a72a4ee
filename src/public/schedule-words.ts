import { DateTime } from 'luxon';
import { nextCutOff, type WeeklySchedule } from '../editions/domain/publication-week.js';

type Language = 'zh-CN' | 'en';

const ZH_DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const EN_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When a list's mail comes, in the list's own time: `每周一 08:00 截稿`. */
export function scheduleWords(list: WeeklySchedule, language: Language): string {
  const time = `${two(Math.floor(list.cutoffMinute / 60))}:${two(list.cutoffMinute % 60)}`;
  const day = (language === 'en' ? EN_DAYS : ZH_DAYS)[list.cutoffWeekday - 1] ?? '';
  return language === 'en'
    ? `At most one mail a week, on ${day} after ${time}, and none when nothing new concerns you. Free; one click to leave.`
    : `每${day} ${time} 后发出，每周最多一封；没有与您有关的新政策就不发。免费，一键退订。`;
}

/** When the next edition closes: what the mail after it holds. */
export function nextEditionWords(list: WeeklySchedule, now: Date, language: Language): string {
  const at = DateTime.fromJSDate(nextCutOff(now, list), { zone: list.timeZone });
  const day = (language === 'en' ? EN_DAYS : ZH_DAYS)[at.weekday - 1] ?? '';
  return language === 'en'
    ? `The next edition closes on ${day}, ${at.setLocale('en').toFormat('d LLLL yyyy, HH:mm')}. If anything new concerns you, it will be in your inbox shortly after.`
    : `下一期 ${at.toFormat('M 月 d 日')}（${day}）${at.toFormat('HH:mm')} 截稿；有与您有关的新政策，随后就会送到邮箱。`;
}

/** The day of an instant in the list's zone, in words. */
export function dayWords(instant: Date, timeZone: string, language: Language): string {
  const at = DateTime.fromJSDate(instant, { zone: timeZone });
  return language === 'en' ? at.setLocale('en').toFormat('d LLLL yyyy') : at.toFormat('yyyy 年 M 月 d 日');
}

/** The day after an instant in the list's zone, `YYYY-MM-DD`. */
export function dayAfter(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).plus({ days: 1 }).toISODate() as string;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
