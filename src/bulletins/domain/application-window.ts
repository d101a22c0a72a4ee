import { findDates, type FoundDate } from './dates.js';
import { evidenceIn } from './evidence.js';
import type { SourceLine } from './normalise.js';
import type { ApplicationState, ApplicationWindow, Evidence, ParseWarning } from './parsed-entry.js';

const SUBJECT = /(?:申报|申请|受理|征集|报名|报送|提交|填报|兑现|征求意见|反馈)/u;
const LABEL =
  /(?:申报|申请|受理|征集|报名|报送|兑现|反馈|截止)(?:系统开放)?(?:时间|周期|期限|时限|日期|截止(?:时间|日期)?)/u;
/** Titles of papers one applies under; elsewhere a date with 前 is somebody's duty, not a window. */
const CALL = /申报|申请|征集|报名|申领|认定|推荐|大赛|征求意见|公示|遴选|揭榜|评选|补贴|补助|奖励|资金|兑现/u;
const CLOSING =
  /(?:截止|截至|前(?=[，,。；;）)]|将|提交|报送|完成|登录|通过|$|[\p{Script=Han}])|之前|以前|止(?=[，,。；）)]|$)|逾期)/u;
const FROM = /(?:自|从|于)?\s*$/u;
const STANDING: readonly (readonly [ApplicationState, RegExp])[] = [
  ['until-used-up', /(?:额度|资金|名额)(?:发|用|兑|领)(?:完|尽|满)(?:即|为)止|先到先得/u],
  ['standing', /(?:常年|长期|全年)(?:受理|申报|有效|接受|开放)|随时(?:申报|受理|提交)|无(?:申报)?截止/u],
  [
    'announced-later',
    /(?:申报|受理|报名)?时间(?:以|另行|由)[^。；]{0,16}(?:通知|公告|公布)(?:为准)?|另行(?:通知|公布)(?:申报|受理)时间/u,
  ],
];

interface Clause {
  readonly line: SourceLine;
  readonly text: string;
}

/** The application window with the words it was read from. Dates without a year stay null and are warned of. */
export function readApplicationWindow(
  lines: readonly SourceLine[],
  title: string | null,
): {
  window: ApplicationWindow;
  warnings: ParseWarning[];
} {
  const clauses = lines
    .flatMap((line) => clausesOf(line))
    .filter(({ text }) => SUBJECT.test(text) || LABEL.test(text));
  const dated = clauses
    .map((clause) => ({ clause, dates: dayDates(clause.text) }))
    .filter(({ dates }) => dates.length > 0);
  const isCall = CALL.test(title ?? '');
  const best =
    dated.find(({ clause }) => LABEL.test(clause.text)) ??
    (isCall ? dated.find(({ clause, dates }) => isDeadline(clause.text, dates)) : undefined);
  if (best !== undefined) return fromDates(best.clause, best.dates);
  for (const clause of clauses)
    for (const [state, pattern] of STANDING) {
      const words = pattern.exec(clause.text)?.[0];
      if (words !== undefined)
        return { window: windowOf(null, null, state, [evidenceIn(clause.line, words)]), warnings: [] };
    }
  return { window: windowOf(null, null, 'not-stated', []), warnings: [] };
}

function clausesOf(line: SourceLine): Clause[] {
  return line.text.split(/(?<=[。；;])/u).map((text) => ({ line, text }));
}

function dayDates(text: string): FoundDate[] {
  return findDates(text).filter(
    ({ problem, text: words }) => problem !== 'partial-date' && !/^\d{4}$/.test(words),
  );
}

function isDeadline(text: string, dates: readonly FoundDate[]): boolean {
  return dates.some(({ end }) => CLOSING.test(text.slice(end, end + 12))) || isRange(text, dates);
}

function isRange(text: string, dates: readonly FoundDate[]): boolean {
  const [first, second] = dates;
  return (
    first !== undefined &&
    second !== undefined &&
    /^\s*\S{0,6}\s*(?:至|到|—|-|–|~|～|起至)\s*\S{0,2}$/u.test(text.slice(first.end, second.start))
  );
}

function fromDates(
  clause: Clause,
  dates: readonly FoundDate[],
): { window: ApplicationWindow; warnings: ParseWarning[] } {
  const [first, second] = dates as [FoundDate, FoundDate | undefined];
  const closes =
    isRange(clause.text, dates) && second !== undefined
      ? withYearOf(second, first)
      : closing(clause.text, dates);
  const opens = first !== closes && isOpening(clause.text, first, dates) ? first : null;
  const used = [opens, closes].filter((date) => date !== null);
  const evidence = [
    evidenceIn(clause.line, clause.text.slice(used[0]?.start ?? first.start, (used.at(-1) ?? first).end)),
  ];
  const isYearless = [opens, closes].some((date) => date !== null && date.problem === 'undated');
  const impossible = [opens, closes].find((date) => date?.problem === 'impossible-date');
  const line = clause.line.number;
  const warnings: ParseWarning[] = [];
  if (isYearless)
    warnings.push({
      code: 'application-undated',
      message: `申报时间没有年份:${evidence[0]?.text ?? ''}`,
      line,
    });
  if (impossible)
    warnings.push({ code: 'impossible-date', message: `申报时间不存在:${impossible.text}`, line });
  return {
    window: windowOf(opens?.value ?? null, closes?.value ?? null, isYearless ? 'undated' : 'dated', evidence),
    warnings,
  };
}

function closing(text: string, dates: readonly FoundDate[]): FoundDate | null {
  const marked = dates.find(
    ({ start, end }) =>
      CLOSING.test(text.slice(end, end + 12)) ||
      /(?:截止|截至|期限)\S{0,6}$/u.test(text.slice(Math.max(0, start - 10), start)),
  );
  return marked ?? (dates.length === 1 && /截止|截至/u.test(text) ? (dates[0] ?? null) : null);
}

function isOpening(text: string, first: FoundDate, dates: readonly FoundDate[]): boolean {
  if (isRange(text, dates)) return true;
  return (
    /^\s*(?:起|开始)/u.test(text.slice(first.end)) ||
    (FROM.test(text.slice(0, first.start)) && /开始|启动/u.test(text))
  );
}

/** 2023年3月1日至4月7日: the second date's year is the first's, as printed. */
function withYearOf(second: FoundDate, first: FoundDate): FoundDate {
  if (second.problem !== 'undated' || first.value === null || second.month === null || second.day === null)
    return second;
  const value = `${first.value.slice(0, 4)}-${twoDigits(second.month)}-${twoDigits(second.day)}`;
  return value < first.value ? second : { ...second, value, problem: null };
}

function windowOf(
  opensOn: string | null,
  closesOn: string | null,
  state: ApplicationState,
  evidence: readonly Evidence[],
): ApplicationWindow {
  return { opensOn, closesOn, state, evidence };
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
