import { DateTime } from 'luxon';

/** Whether a policy can be applied for on a day, as far as its source says; `none` where it gives no window. */
export type ApplicationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'ahead'; readonly opensOn: string }
  | { readonly kind: 'open'; readonly daysLeft: number | null }
  | { readonly kind: 'over' };

/** Dates are `YYYY-MM-DD` or `YYYY-MM`, a month counts whole; `daysLeft` is null where the closing day is not given. */
export function applicationState(
  opensOn: string | null,
  closesOn: string | null,
  today: string,
): ApplicationState {
  if (opensOn === null && closesOn === null) return { kind: 'none' };
  if (closesOn !== null && closesOn < today.slice(0, closesOn.length)) return { kind: 'over' };
  if (opensOn !== null && opensOn > today.slice(0, opensOn.length)) return { kind: 'ahead', opensOn };
  return { kind: 'open', daysLeft: closesOn?.length === 10 ? daysBetween(today, closesOn) : null };
}

/** The state as one short phrase; null where there is none. */
export function applicationWords(state: ApplicationState, language: 'zh-CN' | 'en'): string | null {
  const isEnglish = language === 'en';
  switch (state.kind) {
    case 'none':
      return null;
    case 'ahead':
      return isEnglish ? `Opens ${state.opensOn}` : `${state.opensOn} 起申报`;
    case 'over':
      return isEnglish ? 'Closed' : '已截止';
    case 'open':
      return openWords(state.daysLeft, isEnglish);
  }
}

function openWords(daysLeft: number | null, isEnglish: boolean): string {
  if (daysLeft === null) return isEnglish ? 'Open for application' : '正在申报';
  if (daysLeft === 0) return isEnglish ? 'Closes today' : '今天截止';
  if (isEnglish) return `Open, ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return `正在申报，还剩 ${daysLeft} 天`;
}

function daysBetween(from: string, to: string): number {
  const day = (text: string) => DateTime.fromISO(text, { zone: 'utc' });
  return day(to).diff(day(from), 'days').days;
}
