import { DateTime } from 'luxon';
import { CONFIRMATION_HOURS } from './confirmation.js';

/** The transactional mails a person's own acts bring about. */
export const NOTICE_KINDS = [
  'confirmation',
  'already-subscribed',
  'lost-link',
  'address-confirmation',
  'address-changed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the words of a notice depend on. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly language: 'zh-CN' | 'en';
  readonly requestedAt: Date;
  /** Placeholders of per-recipient values: the company, and the masked new address of a change. */
  readonly company: string;
  readonly maskedAddress: string;
  readonly list: { readonly name: string; readonly senderName: string; readonly timeZone: string };
}

/** All words of a notice; the templates hold none. */
export interface NoticeWords {
  readonly subject: string;
  readonly preheader: string;
  /** The line under the masthead. */
  readonly editionName: string;
  readonly greeting: string;
  readonly lead: string;
  readonly actionLabel: string;
  readonly note: string;
  readonly leaveLabel: string;
}

/** The words of a notice in its language, with the list's local date and minute of the request. */
export function noticeWords(facts: NoticeFacts): NoticeWords {
  const at = DateTime.fromJSDate(facts.requestedAt, { zone: facts.list.timeZone });
  return facts.language === 'en'
    ? {
        greeting: `Dear ${facts.company},`,
        ...ENGLISH[facts.kind](facts, at.setLocale('en').toFormat('d LLL yyyy, HH:mm')),
      }
    : {
        greeting: `${facts.company}，您好：`,
        ...CHINESE[facts.kind](facts, at.toFormat('yyyy 年 M 月 d 日 HH:mm')),
      };
}

type Words = (facts: NoticeFacts, at: string) => Omit<NoticeWords, 'greeting'>;

const CHINESE: Record<NoticeKind, Words> = {
  confirmation: ({ list }, at) => ({
    subject: `请确认订阅「${list.name}」`,
    preheader: '点一次按钮，与贵公司有关的政策每周送到邮箱。',
    editionName: '确认订阅',
    lead: `${at}，有人用这个邮箱订阅「${list.name}」。如果是您本人，请确认：`,
    actionLabel: '确认订阅',
    note: `链接 ${CONFIRMATION_HOURS} 小时内有效，打开后还需在页面上点一次按钮；订阅后每封邮件都可以一键退订。未经确认，我们不会再发任何邮件。`,
    leaveLabel: '不是您本人？拒绝订阅（退订）',
  }),
  'already-subscribed': ({ list }, at) => ({
    subject: `您已经订阅了「${list.name}」`,
    preheader: '订阅没有任何变动，可由此修改订阅。',
    editionName: '您已经订阅',
    lead: `${at}，有人用这个邮箱订阅「${list.name}」。这个邮箱已经订阅，设置没有任何变动。查看或修改订阅：`,
    actionLabel: '修改订阅',
    note: '如果不是您本人操作，不必理会。',
    leaveLabel: '退订',
  }),
  'lost-link': ({ list }, at) => ({
    subject: `您的「${list.name}」管理链接`,
    preheader: '由此修改、暂停、下载或删除您的订阅资料。',
    editionName: '管理链接',
    lead: `${at}，有人请求把订阅的管理链接发到这个邮箱。由此可以查看全部订阅，修改、暂停、下载或删除您的资料：`,
    actionLabel: '管理订阅',
    note: '如果不是您本人操作，不必理会：没有任何改动，链接也只发给了这个邮箱。请不要转发本邮件，有链接的人就能修改您的订阅。',
    leaveLabel: '退订',
  }),
  'address-confirmation': ({ list }, at) => ({
    subject: `请确认：「${list.name}」改发到这个邮箱`,
    preheader: '点一次按钮，以后的邮件就发到这里。',
    editionName: '确认新邮箱',
    lead: `${at}，有人请求把「${list.name}」改发到这个邮箱。如果是您本人，请确认：`,
    actionLabel: '确认新邮箱',
    note: `链接 ${CONFIRMATION_HOURS} 小时内有效，打开后还需在页面上点一次按钮。未经确认，什么都不会改变，我们也不会给这个邮箱发别的邮件。`,
    leaveLabel: '不是您本人？拒绝（退订）',
  }),
  'address-changed': ({ list, maskedAddress }, at) => ({
    subject: `「${list.name}」的邮箱已更改`,
    preheader: '以后的邮件不再发到这里。',
    editionName: '邮箱已更改',
    lead: `${at}，新邮箱 ${maskedAddress} 已经确认，以后的邮件都发到那里，这个邮箱不会再收到。`,
    actionLabel: '查看订阅',
    note: '如果不是您本人操作，请立即打开上面的页面，把邮箱改回来或退订。',
    leaveLabel: '退订',
  }),
};

const ENGLISH: Record<NoticeKind, Words> = {
  confirmation: ({ list }, at) => ({
    subject: `Please confirm your subscription to ${list.name}`,
    preheader: 'One button, and the policies that concern you arrive once a week.',
    editionName: 'Confirm your subscription',
    lead: `Someone asked on ${at} to send ${list.name} to this address. If that was you, please confirm:`,
    actionLabel: 'Confirm subscription',
    note: `The link is valid for ${CONFIRMATION_HOURS} hours and opens a page with one more button. Every mail can be unsubscribed from in one click. Without your confirmation no further mail will be sent.`,
    leaveLabel: 'Not you? Decline or unsubscribe',
  }),
  'already-subscribed': ({ list }, at) => ({
    subject: `You are already subscribed to ${list.name}`,
    preheader: 'Nothing has changed. Here is the link to your preferences.',
    editionName: 'You are already subscribed',
    lead: `Someone asked on ${at} to send ${list.name} to this address. It is subscribed already, and nothing has changed. To see or change your choice:`,
    actionLabel: 'Preferences',
    note: 'If it was not you, you need not do anything.',
    leaveLabel: 'Unsubscribe',
  }),
  'lost-link': ({ list }, at) => ({
    subject: `Your link to manage ${list.name}`,
    preheader: 'Change, pause, download or erase what we hold about you.',
    editionName: 'Your link',
    lead: `Someone asked on ${at} for the link that manages the subscriptions of this address. It shows all of them, to change, pause, download or erase:`,
    actionLabel: 'Manage subscriptions',
    note: 'If it was not you, you need not do anything: nothing has changed, and only this address has the link. Please do not forward this mail; whoever has the link can change your subscription.',
    leaveLabel: 'Unsubscribe',
  }),
  'address-confirmation': ({ list }, at) => ({
    subject: `Please confirm: ${list.name} to this address`,
    preheader: 'One button, and further mail comes here.',
    editionName: 'Confirm the new address',
    lead: `Someone asked on ${at} to send ${list.name} to this address from now on. If that was you, please confirm:`,
    actionLabel: 'Confirm new address',
    note: `The link is valid for ${CONFIRMATION_HOURS} hours and opens a page with one more button. Without your confirmation nothing changes, and no other mail will be sent here.`,
    leaveLabel: 'Not you? Decline (unsubscribe)',
  }),
  'address-changed': ({ list, maskedAddress }, at) => ({
    subject: `The address for ${list.name} has changed`,
    preheader: 'Further mail no longer comes here.',
    editionName: 'Address changed',
    lead: `On ${at} the new address ${maskedAddress} was confirmed. All further mail goes there and none comes here.`,
    actionLabel: 'See the subscription',
    note: 'If it was not you, please open the page above at once to change the address back or to unsubscribe.',
    leaveLabel: 'Unsubscribe',
  }),
};
