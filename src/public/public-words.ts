import type { FormProblem } from '../subscribers/domain/form-fields.js';

type Language = 'zh-CN' | 'en';

const ZH = {
  districts: '所在地区',
  districtsHint: '可选多个。国家级、市级政策会一并推送，不必另选。',
  wholeDistrict: '（只收本级及以上，不含下属各区的政策）',
  sectors: '所属行业',
  sectorsHint: '可选多个。选了大类就包含它下面的全部小类；面向全行业的政策总会推送。',
  unfold: '细分',
  find: '查找',
  findDistrict: '查找地区',
  findSector: '查找行业',
  foundSome: '找到 # 项，已为您展开；勾选过的都还在。',
  foundOne: '找到 1 项，已为您展开；勾选过的都还在。',
  foundNone: '没有找到，换个说法试试；勾选过的都还在。',
  reachHint: '选好地区和行业，这里会告诉您过去 4 周有多少条政策会推送给您。',
  proof: '防止滥用',
  proofWorking: '正在验证，不影响继续填写……',
  proofDone: '验证通过',
  lostLink: '已经订阅过？找回管理链接',
  otherChoices: '其他已选',
  filters: '更多筛选（层级、类型）',
  filtersHint: '不选表示全部都要。',
  levels: '政策层级',
  types: '政策类型',
  preview: '看看会推送什么',
  whoYouAre: '企业与邮箱',
  company: '企业名称',
  email: '邮箱',
  emailHint: '我们先发一封确认邮件，点过确认才会开始推送。',
  mailLanguage: '邮件语言',
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
  districts: 'Districts',
  districtsHint: 'Choose one or more. National and municipal policies are always included.',
  wholeDistrict: '(this level and above only, not its districts)',
  sectors: 'Sectors',
  sectorsHint:
    'Choose one or more. A sector includes everything under it; policies for all sectors always reach you.',
  unfold: 'Includes',
  find: 'Find',
  findDistrict: 'Find a district',
  findSector: 'Find a sector',
  foundSome: '# found and shown below. Everything you ticked is kept.',
  foundOne: '1 found and shown below. Everything you ticked is kept.',
  foundNone: 'Nothing found. Try another word; everything you ticked is kept.',
  reachHint:
    'Choose districts and sectors, and see here how many policies of the last 4 weeks would have reached you.',
  proof: 'Against abuse',
  proofWorking: 'Checking. You can go on meanwhile …',
  proofDone: 'Checked',
  lostLink: 'Already subscribed? Get your link again',
  otherChoices: 'Also chosen',
  filters: 'More filters (level, type)',
  filtersHint: 'Leave all unticked to get everything.',
  levels: 'Levels',
  types: 'Types',
  preview: 'Show what I would get',
  whoYouAre: 'Company and address',
  company: 'Company',
  email: 'Email address',
  emailHint: 'We mail you a link first. Nothing else is sent until you confirm.',
  mailLanguage: 'Language of the mails',
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

const FIELDS: Record<string, readonly [string, string]> = {
  districts: ['地区', 'Districts'],
  sectors: ['行业', 'Sectors'],
  levels: ['层级', 'Levels'],
  types: ['类型', 'Types'],
  company: ['企业名称', 'Company'],
  email: ['邮箱', 'Email address'],
  language: ['邮件语言', 'Language'],
  until: ['恢复日期', 'Date'],
  reason: ['原因', 'Reason'],
  note: ['补充说明', 'Anything else'],
};

const PROBLEMS: Record<FormProblem['problem'], readonly [string, string]> = {
  missing: ['请填写', 'is missing'],
  repeated: ['只能填一个', 'may be given once only'],
  'not-text': ['格式不对', 'has the wrong form'],
  'too-long': ['太长了', 'is too long'],
  'control-character': ['含有换行或不可见字符', 'contains a line break or an invisible character'],
  link: ['不能含有网址或 @', 'must not contain a link or an @'],
  address: ['不是有效的邮箱地址', 'is not a valid address'],
  unchanged: ['就是现在的邮箱', 'is the address in use already'],
  unknown: ['含有不可选的值', 'holds something that is not offered'],
  'not-a-date': ['不是有效的日期', 'is not a date'],
  'too-early': ['须在今天之后', 'must be after today'],
  'too-late': ['最长一年', 'is more than a year away'],
};

/** What is wrong with a field, as a sentence for the person who filled it in. */
export function problemWords(wrong: FormProblem, language: Language): string {
  const at = language === 'en' ? 1 : 0;
  const name = FIELDS[wrong.field]?.[at] ?? wrong.field;
  const isChoice = wrong.problem === 'missing' && ['districts', 'sectors', 'reason'].includes(wrong.field);
  if (isChoice) return language === 'en' ? `${name}: choose at least one.` : `${name}：请至少选一个。`;
  return language === 'en'
    ? `${name} ${PROBLEMS[wrong.problem][at]}.`
    : `${name}：${PROBLEMS[wrong.problem][at]}。`;
}
