import type { Reach } from '../matching/reach.query.js';
import { levelName } from './domain/profile-words.js';

/** What `partials/reach` prints. */
export interface ReachView {
  readonly heading: string;
  readonly advice: string | null;
  readonly titles: readonly {
    readonly title: string;
    readonly link: string;
    readonly level: string;
    readonly closes: string | null;
    readonly isClosed: boolean;
  }[];
  readonly more: string | null;
}

/** Who reads it, in which language; `langQuery` is carried by links. */
export interface ReachFrame {
  readonly language: 'zh-CN' | 'en';
  readonly langQuery: string;
  /** An operator looks at somebody else's profile; absent, the person themselves. */
  readonly isOperator?: boolean;
}

/** "In the last four weeks N policies would have reached you", with titles and, where it helps, advice. */
export function reachView(reach: Reach, frame: ReachFrame): ReachView {
  const { language } = frame;
  const more = reach.count - reach.newest.length;
  return {
    heading: heading(reach, frame),
    advice: advice(reach, language),
    titles: reach.newest.map((one) => ({
      title: one.title,
      link: `/policies/${one.id}${frame.langQuery}`,
      level: levelName(one.level, language),
      closes: one.closesOn && closesWords(one.closesOn, one.isClosed, language),
      isClosed: one.isClosed,
    })),
    more: more > 0 ? (language === 'en' ? `and ${more} more` : `另有 ${more} 项`) : null,
  };
}

function closesWords(date: string, isClosed: boolean, language: 'zh-CN' | 'en'): string {
  if (language === 'en') return `${isClosed ? 'closed' : 'closes'} ${date}`;
  return isClosed ? `${date} 已截止` : `${date} 截止`;
}

function heading({ count, weeks }: Reach, { language, isOperator = false }: ReachFrame): string {
  if (language === 'en') {
    const policies = count === 1 ? 'policy' : 'policies';
    return `In the last ${weeks} weeks ${count} ${policies} would have reached ${isOperator ? 'this company' : 'you'}`;
  }
  return `过去 ${weeks} 周有 ${count} 条政策会推送给${isOperator ? '这家企业' : '您'}`;
}

function advice({ verdict, total }: Reach, language: 'zh-CN' | 'en'): string | null {
  const isEnglish = language === 'en';
  switch (verdict) {
    case 'nothing':
      return isEnglish
        ? `None of the ${total} policies matched. A wider sector or another district may help.`
        : `同期共有 ${total} 项政策，没有一项与所选相符。可以放宽行业，或再选一个地区。`;
    case 'nearly-everything':
      return isEnglish
        ? `That is nearly all of the ${total} policies. Choosing fewer sectors makes your mail shorter.`
        : `同期共有 ${total} 项政策，几乎全部会推送。选得细一些，邮件会更短。`;
    case 'unknown':
      return isEnglish ? 'No policy was published in that time.' : '这段时间还没有政策发布。';
    case 'some':
      return null;
  }
}
