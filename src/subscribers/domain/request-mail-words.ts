import { DateTime } from 'luxon';

/** The words of a mail that differ from request to request. */
export interface RequestMailWords {
  readonly subject: string;
  readonly preheader: string;
  readonly editionName: string;
  /** The list's local date and minute of the request. */
  readonly requestedAt: string;
}

/** Subject, preheader and date of the mail that answers a subscription form. */
export function requestMailWords(
  request: { readonly language: 'zh-CN' | 'en'; readonly requestedAt: Date; readonly isActive: boolean },
  list: { readonly name: string; readonly timeZone: string },
): RequestMailWords {
  const at = DateTime.fromJSDate(request.requestedAt, { zone: list.timeZone });
  if (request.language === 'en') {
    const requestedAt = at.setLocale('en').toFormat('d LLL yyyy, HH:mm');
    return request.isActive
      ? {
          subject: `You are already subscribed to ${list.name}`,
          preheader: 'Nothing has changed. Here is the link to your preferences.',
          editionName: 'You are already subscribed',
          requestedAt,
        }
      : {
          subject: `Please confirm your subscription to ${list.name}`,
          preheader: 'One button, and the policies that concern you arrive once a week.',
          editionName: 'Confirm your subscription',
          requestedAt,
        };
  }
  const requestedAt = at.toFormat('yyyy 年 M 月 d 日 HH:mm');
  return request.isActive
    ? {
        subject: `您已经订阅了「${list.name}」`,
        preheader: '订阅没有任何变动，可由此修改订阅。',
        editionName: '您已经订阅',
        requestedAt,
      }
    : {
        subject: `请确认订阅「${list.name}」`,
        preheader: '点一次按钮，与贵公司有关的政策每周送到邮箱。',
        editionName: '确认订阅',
        requestedAt,
      };
}
