import { beginsWithLabel } from './labels.js';
import { findNumbers } from './document-number.js';
import { isOrganisation } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { isExplainer, isFullTitle, isTitleLike } from './titles.js';

/** What bodies do besides issuing papers. */
export const NEWS =
  /召开|举行|举办|出席|调研|会见|主持|强调|部署|视察|座谈|开幕|签约|签署|揭牌|参加|走访|慰问|考察|宣讲会|发布会|顺利/u;
const ISSUED =
  /(?:印发|发布|公布|出台|下发|颁布|修订|修改|通过|批复|施行|实施|公告|征求意见).{0,12}《[^》]{4,}》|《[^》]{4,}》.{0,12}(?:印发|发布|公布|出台|施行|实施|公告|征求意见)/u;
/** 某局印发通知,加快…: a paper that is not named. */
const ISSUED_UNNAMED = /(?:印发|发布|下发|发出|出台)了?(?:通知|公告|通告|意见|方案|办法|细则|文件|规划)/u;
const CALL =
  /(?:申报|申领|申请|报名|征集|推荐|遴选|认定|评选|招募)(?:工作|渠道|通道|系统|入口)?(?:正式|全面|陆续)?(?:启动|开始|开启|开放|开通)|(?:申报|申领|申请|报名|征集|评选)(?:期|期限|时间|条件)$/u;
const EVENT = /(?:开展|组织|启动).*活动$/u;

/** Whether a headline, or else what it stands over, tells of a policy or a call, and not of a meeting, a visit, an event or an explanation. */
export function tellsPolicy(title: string, lead: string, lexicon: Lexicon): boolean {
  if (isExplainer(title, lexicon) || EVENT.test(title)) return false;
  if (isFullTitle(title, lexicon) || CALL.test(title)) return true;
  if (ISSUED.test(title)) return !/解读|宣讲|发布会|培训|座谈会/u.test(title);
  if (NEWS.test(title)) return false;
  const first = /^[^。]*/u.exec(lead)?.[0] ?? '';
  return isTitleLike(title, lexicon) || ISSUED.test(first) || ISSUED_UNNAMED.test(first);
}

/** Whether a headline tells of meetings, visits or contracts, over lines that tell of no paper either. */
export function tellsNews(title: string, lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  const lead = lines.find(({ text }) => text !== '')?.text ?? '';
  return NEWS.test(title) && !isTitleLike(title, lexicon) && !tellsPolicy(title, lead, lexicon);
}

/** Words of the matter: papers, and what companies ask of government. */
const MATTER =
  /《[^《》]{4,}》|第[一二三四五六七八九十百\d]{1,4}[条章]|政策|政府|印发|通知|公告|通告|公示|条例|办法|规定|细则|申报|申请|申领|办理|政务|行政|补贴|补助|资助|奖励|扶持|优惠|减免|税|企业|认定|审批|许可|登记|缴存|缴费|公积金|社保|医保|保险|就业|创业|招标|采购|规划|方案|意见|试行|施行|\b(?:polic(?:y|ies)|grants?|fund(?:s|ing)?|scheme|regulations?|guidance|consultation|tax|business(?:es)?|appl(?:y|ication)|government|council|licen[cs]e|compliance|eligib\w+)\b/iu;

/**
 * Whether a text has anything of a policy: a label, a number, a paper in 《》, articles, a body, or a word of the matter. What has
 * none (a greeting, a chat, a recipe) is no policy, whatever it is.
 */
export function speaksOfPolicy(lines: readonly SourceLine[], lexicon: Lexicon): boolean {
  return lines.some(
    ({ text }) =>
      text !== '' &&
      (MATTER.test(text) ||
        beginsWithLabel(text, lexicon) ||
        findNumbers(text).length > 0 ||
        (text.length <= 40 && isOrganisation(text, lexicon) && /\p{Script=Han}{4}/u.test(text))),
  );
}
