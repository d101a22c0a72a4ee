import type { FormProblem } from './domain/form-fields.js';

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
function problemWords(wrong: FormProblem, language: 'zh-CN' | 'en'): string {
  const at = language === 'en' ? 1 : 0;
  const name = FIELDS[wrong.field]?.[at] ?? wrong.field;
  const isChoice = wrong.problem === 'missing' && ['districts', 'sectors', 'reason'].includes(wrong.field);
  if (isChoice) return language === 'en' ? `${name}: choose at least one.` : `${name}：请至少选一个。`;
  return language === 'en'
    ? `${name} ${PROBLEMS[wrong.problem][at]}.`
    : `${name}：${PROBLEMS[wrong.problem][at]}。`;
}

const SHOWN_FIELDS = [
  'districts',
  'sectors',
  'levels',
  'types',
  'company',
  'email',
  'language',
  'until',
  'reason',
  'note',
] as const;

/** The problems of a form as its page needs them: a list for the summary, and the first message of each field. */
export function problemView(wrong: readonly FormProblem[], language: 'zh-CN' | 'en') {
  const problems = wrong.map((one) => ({ field: one.field, message: problemWords(one, language) }));
  const first = (field: string) => problems.find((one) => one.field === field)?.message ?? null;
  return { problems, wrong: Object.fromEntries(SHOWN_FIELDS.map((field) => [field, first(field)])) };
}
