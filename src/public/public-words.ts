import { pickerWords } from '../subscribers/picker-words.js';

type Language = 'zh-CN' | 'en';

const ZH = {
  ...pickerWords('zh-CN'),
  proof: '防止滥用',
  proofWorking: '正在验证，不影响继续填写……',
  proofDone: '验证通过',
  lostLink: '已经订阅过？找回管理链接',
  whoYouAre: '企业与邮箱',
  company: '企业名称',
  email: '邮箱',
  emailHint: '我们先发一封确认邮件，点过确认才会开始推送。',
  leaveEmpty: '请留空',
  subscribe: '订阅',
  problemsHeading: '请改一改这几处',
  sentTitle: '请查收确认邮件',
  sentLead: '如果这个邮箱可以订阅，几分钟内会收到一封确认邮件。',
  sentSteps: [
    '打开邮件，点“确认订阅”。',
    '在打开的页面上再点一次按钮。',
    '完成。每周最多一封，没有新政策就不发。',
  ],
  sentNote: '没有收到？请看看垃圾邮件箱；短时间内重复提交不会再发邮件。',
  sentUtf8:
    '您的邮箱在 @ 之前含有中文等字符，有些邮件服务器不支持。十分钟内没有收到，请换一个只含英文字母和数字的邮箱。',
  sentAgain: '返回修改',
  confirm: '确认订阅',
  sendAgain: '再发一封确认邮件',
  decline: '不是我申请的，拒绝订阅',
  changePreferences: '修改订阅',
  notSentAgain: '以上政策在您订阅之前已经发布，不会再用邮件发送。',
  subscribeAgain: '重新订阅',
  appliesForwards: '修改从下一期起生效，已发过的不会重发。',
  save: '保存',
  pauseHeading: '暂停推送',
  pauseHint: '放假或出差时可以先停一停。暂停期间的政策不会补发。',
  pauseUntil: '恢复日期',
  pause: '暂停',
  resume: '马上恢复',
  allSubscriptions: '我的全部订阅',
};

/** Every word of the public forms in one language. */
export type PublicWords = typeof ZH;

const EN: PublicWords = {
  ...pickerWords('en'),
  proof: 'Against abuse',
  proofWorking: 'Checking. You can go on meanwhile …',
  proofDone: 'Checked',
  lostLink: 'Already subscribed? Get your link again',
  whoYouAre: 'Company and address',
  company: 'Company',
  email: 'Email address',
  emailHint: 'We mail you a link first. Nothing else is sent until you confirm.',
  leaveEmpty: 'Leave this empty',
  subscribe: 'Subscribe',
  problemsHeading: 'Please look at these fields again',
  sentTitle: 'Please check your inbox',
  sentLead: 'If this address can be subscribed, a mail with a link will arrive within minutes.',
  sentSteps: [
    'Open the mail and follow “Confirm subscription”.',
    'Press the button on the page that opens.',
    'Done. At most one mail a week, and none when nothing is new.',
  ],
  sentNote: 'Nothing there? Look in the spam folder. Sending the form again right away sends no second mail.',
  sentUtf8:
    'Your address has letters other than a–z before the @, which some mail servers do not support. If nothing arrives within ten minutes, please use an address without them.',
  sentAgain: 'Back to the form',
  confirm: 'Confirm subscription',
  sendAgain: 'Send the confirmation again',
  decline: 'This was not me. Decline',
  changePreferences: 'Change preferences',
  notSentAgain: 'These were published before you subscribed and will not be mailed to you.',
  subscribeAgain: 'Subscribe again',
  appliesForwards: 'Changes apply from the next edition. Nothing is sent twice.',
  save: 'Save',
  pauseHeading: 'Pause',
  pauseHint: 'On holiday or away? Policies that appear during the pause are not sent later.',
  pauseUntil: 'Start again on',
  pause: 'Pause',
  resume: 'Start again now',
  allSubscriptions: 'All my subscriptions',
};

/** The words of a language. */
export function publicWords(language: Language): PublicWords {
  return language === 'en' ? EN : ZH;
}
