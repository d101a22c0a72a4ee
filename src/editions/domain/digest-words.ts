import { POLICY_LEVELS, type PolicyLevel } from '../../policies/domain/policy.js';
import type { DigestFields, DigestLabels, Language } from './digest-view.js';

/** How many policies of each level a digest holds. */
export type LevelCounts = ReadonlyMap<PolicyLevel, number>;

/** A closing date as sentences need it: month and day, and the year only where it differs from the edition's. */
export interface Deadline {
  readonly date: string;
  readonly daysLeft: number;
  readonly count: number;
  readonly title: string;
}

/** Every word of the digest in one language: labels for the templates, sentences for the composer. */
export interface DigestWords {
  readonly labels: DigestLabels;
  readonly listSeparator: string;
  readonly allSectors: string;
  levelName(level: PolicyLevel): string;
  /** `2026-09` and `2026-09-30` as a field prints them. */
  fieldDate(date: string): string;
  /** `9 月 30 日`; with the year when it is not the edition's. */
  sentenceDate(date: string, issuedOn: string): string;
  daysLeft(days: number): string;
  withDaysLeft(date: string, days: number): string;
  closed(date: string): string;
  moreTags(count: number): string;
  editionName(key: string, issuedOn: string): string;
  /** With a total of 0: that there is nothing new. */
  subjectCount(listName: string, total: number, weekly: boolean): string;
  levelCounts(counts: LevelCounts): string;
  /** The same in fewer columns. */
  levelCountsShort(counts: LevelCounts): string;
  inBrackets(text: string): string;
  subjectDeadline(deadline: Deadline): string;
  preheaderDeadline(deadline: Deadline): string;
  greeting(company: string): string;
  briefTotal(total: number, counts: LevelCounts, late: number, weekly: boolean): string;
  /** Two sentences in the place of the counts when nothing is new. */
  briefQuiet(weekly: boolean): readonly [string, string];
  briefTerms(open: number): string;
  briefDeadline(deadline: Deadline | null, closingSoon: number): string;
  overflow(count: number): string;
  because(fields: DigestFields, listName: string): string;
  webNote(listName: string): string;
  readonly neutralGreeting: string;
}

const ZH_LEVELS = { national: '国家级', provincial: '省级', municipal: '市级', district: '区级' } as const;
const EN_LEVELS = {
  national: 'National',
  provincial: 'Provincial',
  municipal: 'Municipal',
  district: 'District',
} as const;

function countsOf(counts: LevelCounts, nameOf: (level: PolicyLevel) => string, separator = ' · '): string {
  return POLICY_LEVELS.filter((level) => counts.has(level))
    .map((level) => `${nameOf(level)} ${counts.get(level)}`)
    .join(separator);
}

const ZH: DigestWords = {
  labels: {
    notStated: '原文未写明',
    issuer: '颁发机构',
    publishedOn: '发布时间',
    documentNumber: '发文字号',
    applying: '申报信息',
    whoCanApply: '谁能申请',
    howMuch: '多少钱',
    closes: '截止',
    howToApply: '怎么申请',
    why: '为什么推给我',
    late: '［补发］',
    closingSoon: '即将截止',
    fullText: '查看全文',
    source: '政策原文链接',
    calendar: '截止日加入日历',
    webView: '网页版',
    wholeEdition: '本期全部政策',
    preferences: '修改订阅',
    unsubscribe: '退订',
    subscribe: '订阅',
    openWebView: '在网页版查看全部',
    afterNumber: '、',
    colon: '：',
  },
  listSeparator: '、',
  allSectors: '全部行业',
  levelName: (level) => ZH_LEVELS[level],
  fieldDate: (date) => date,
  sentenceDate: (date, issuedOn) => {
    const { year, month, day } = partsOf(date);
    const monthAndDay = `${month} 月 ${day} 日`;
    return issuedOn.startsWith(year) ? monthAndDay : `${year} 年 ${monthAndDay}`;
  },
  daysLeft: (days) => (days === 0 ? '今天截止' : `还剩 ${days} 天`),
  withDaysLeft: (date, days) => `${date}（${ZH.daysLeft(days)}）`,
  closed: (date) => `${date}（已截止）`,
  moreTags: (count) => `等 ${count} 项`,
  editionName: (key, issuedOn) => {
    const week = weekOf(key);
    const { year, month, day } = partsOf(issuedOn);
    const date = `${year} 年 ${month} 月 ${day} 日`;
    return week ? `${week.year} 年第 ${week.number} 周 · ${date}` : `${key} 期 · ${date}`;
  },
  subjectCount: (listName, total, weekly) =>
    total === 0
      ? `${listName}：${weekly ? '本周' : '本期'}没有新政策`
      : `${listName}：${weekly ? '本周' : '本期'} ${total} 项`,
  levelCounts: (counts) => countsOf(counts, (level) => ZH.levelName(level)),
  levelCountsShort: (counts) => countsOf(counts, (level) => ZH.levelName(level).slice(0, 1), '·'),
  inBrackets: (text) => `（${text}）`,
  subjectDeadline: ({ count, date }) => `，${count} 项 ${date}截止`,
  preheaderDeadline: ({ title, date }) => `${date}截止：${title}`,
  greeting: (company) => `${company}，您好：`,
  briefTotal: (total, counts, late, weekly) =>
    `${weekly ? '本周' : '本期'}有 ${total} 项政策与贵公司有关（${countsOf(counts, (level) => ZH.levelName(level), '、')}）${late > 0 ? `，其中补发 ${late} 项` : ''}。`,
  briefQuiet: (weekly) => [
    `${weekly ? '本周' : '本期'}没有新发布的政策与贵公司有关。`,
    '新发布的政策都已对照过贵公司订阅的地区和行业。',
  ],
  briefTerms: (open) => (open > 0 ? `其中 ${open} 项可以申报或申请资金。` : '其中没有申报或资金类通知。'),
  briefDeadline: (deadline, closingSoon) => {
    if (!deadline) return '目前没有临近的截止日期。';
    const soon = closingSoon > 0 ? `14 天内截止 ${closingSoon} 项，最近的是` : '最近的截止日期是';
    return `${soon} ${deadline.date}（${ZH.daysLeft(deadline.daysLeft)}）。`;
  },
  overflow: (count) => `另有 ${count} 项，请看网页版。`,
  because: (fields, listName) =>
    `您收到这封邮件，是因为${fields.company}自 ${fields.subscribedSince} 起订阅了「${listName}」。`,
  webNote: (listName) => `这是「${listName}」一期邮件的网页版，不含收件人的任何信息。`,
  neutralGreeting: '您好：',
};

const EN: DigestWords = {
  labels: {
    notStated: 'not stated in the source',
    issuer: 'Issuer',
    publishedOn: 'Published',
    documentNumber: 'Document no.',
    applying: 'Applying',
    whoCanApply: 'Who can apply',
    howMuch: 'How much',
    closes: 'Closes',
    howToApply: 'How to apply',
    why: 'Why you get this',
    late: '[late addition]',
    closingSoon: 'Closing soon',
    fullText: 'Full text',
    source: 'Original document',
    calendar: 'Add deadline to calendar',
    webView: 'Web version',
    wholeEdition: 'The whole edition',
    preferences: 'Preferences',
    unsubscribe: 'Unsubscribe',
    subscribe: 'Subscribe',
    openWebView: 'See everything on the web',
    afterNumber: '. ',
    colon: ': ',
  },
  listSeparator: ', ',
  allSectors: 'All sectors',
  levelName: (level) => EN_LEVELS[level],
  fieldDate: (date) => {
    const { year, month, day } = partsOf(date);
    return [day, MONTHS[month - 1], year].filter((part) => part !== null).join(' ');
  },
  sentenceDate: (date, issuedOn) => {
    const { year, month, day } = partsOf(date);
    return `${day} ${MONTHS[month - 1]}${issuedOn.startsWith(year) ? '' : ` ${year}`}`;
  },
  daysLeft: (days) => (days === 0 ? 'closes today' : days === 1 ? '1 day left' : `${days} days left`),
  withDaysLeft: (date, days) => `${date} (${EN.daysLeft(days)})`,
  closed: (date) => `${date} (closed)`,
  moreTags: (count) => `${count} in all`,
  editionName: (key, issuedOn) => {
    const week = weekOf(key);
    return week
      ? `Week ${week.number}, ${week.year} · ${EN.fieldDate(issuedOn)}`
      : `Edition ${key} · ${EN.fieldDate(issuedOn)}`;
  },
  subjectCount: (listName, total, weekly) =>
    `${listName}: ${total === 0 ? 'nothing new' : total} ${total === 0 ? (weekly ? 'this week' : 'in this edition') : weekly ? 'this week' : total === 1 ? 'policy' : 'policies'}`,
  levelCounts: (counts) => countsOf(counts, (level) => EN.levelName(level).toLowerCase()),
  levelCountsShort: (counts) => EN.levelCounts(counts),
  inBrackets: (text) => ` (${text})`,
  subjectDeadline: ({ count, date }) => `, ${count} ${count === 1 ? 'closes' : 'close'} ${date}`,
  preheaderDeadline: ({ title, date }) => `Closes ${date}: ${title}`,
  greeting: (company) => `Dear ${company},`,
  briefTotal: (total, counts, late, weekly) => {
    const concern = total === 1 ? '1 policy concerns' : `${total} policies concern`;
    const lateNote = late > 0 ? `; ${late} ${late === 1 ? 'is a late addition' : 'are late additions'}` : '';
    return `${concern} you ${weekly ? 'this week' : 'in this edition'}: ${countsOf(counts, (level) => EN.levelName(level).toLowerCase(), ', ')}${lateNote}.`;
  },
  briefQuiet: (weekly) => [
    `No newly published policy concerns you ${weekly ? 'this week' : 'in this edition'}.`,
    'Everything new was compared with the districts and sectors you asked for.',
  ],
  briefTerms: (open) =>
    open > 0
      ? `${open} of them ${open === 1 ? 'is a call for applications or funding' : 'are calls for applications or funding'}.`
      : 'None of them is a call for applications or funding.',
  briefDeadline: (deadline, closingSoon) => {
    if (!deadline) return 'No deadline is near.';
    const left = `${deadline.date} (${EN.daysLeft(deadline.daysLeft)})`;
    if (closingSoon === 0) return `The nearest deadline is ${left}.`;
    return `${closingSoon} ${closingSoon === 1 ? 'closes' : 'close'} within 14 days, the first on ${left}.`;
  },
  overflow: (count) => `${count} more ${count === 1 ? 'is' : 'are'} in the web version.`,
  because: (fields, listName) =>
    `You get this mail because ${fields.company} subscribed to ${listName} on ${fields.subscribedSince}.`,
  webNote: (listName) =>
    `This is the web version of one edition of ${listName}; it shows nothing of its recipient.`,
  neutralGreeting: 'Good day,',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The words of a language. */
export function digestWords(language: Language): DigestWords {
  return language === 'en' ? EN : ZH;
}

/** Whether an edition's key names a week (`2026-W41`). */
export function isWeekly(editionKey: string): boolean {
  return weekOf(editionKey) !== null;
}

function weekOf(editionKey: string): { year: number; number: number } | null {
  const match = /^(\d{4})-W(\d{2})/.exec(editionKey);
  return match ? { year: Number(match[1]), number: Number(match[2]) } : null;
}

function partsOf(date: string): { year: string; month: number; day: number | null } {
  const [year = '', month, day] = date.split('-');
  return { year, month: Number(month), day: day === undefined ? null : Number(day) };
}
