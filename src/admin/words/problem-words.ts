import type { Language } from './console-words.js';

/** The rooms say what is wrong in one English clause; here is the same in Chinese. */
const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/^is empty$/, '不能为空'],
  [/^is longer than (\d+) characters$/, '不能超过 $1 个字'],
  [/^was given more than once$/, '只能填写一个值'],
  [/^must be one of (.+)$/, '请从列表中选择'],
  [/^must be a real date.*$/, '请填写真实日期，格式为 2026-10-30 或 2026-10'],
  [/^lies before the opening date$/, '早于开始日期'],
  [/^lies before the effective date$/, '早于生效日期'],
  [/^must be an http or https address$/, '请填写以 http:// 或 https:// 开头的网址'],
  [/^must be http or https addresses.*$/, '请填写以 http:// 或 https:// 开头的网址，每行一个'],
  [/^needs at least one district$/, '至少选择一个地区'],
  [/^needs at least one sector, or.*$/, '至少选择一个行业，或选择全行业'],
  [/^unknown code "(.*)"$/, '未知代码“$1”'],
  [/^unknown time zone$/, '未知时区，请填写 IANA 名称，例如 Asia/Shanghai'],
  [/^contains a (?:line break or )?control character$/, '含有换行或控制字符'],
  [/^must be exactly one address with one @$/, '请填写一个邮件地址'],
  [/^has (?:an invalid|more than|a local part).*$/, '不是有效的邮件地址'],
  [/^is too long$/, '太长'],
  [/^must be one mail address$/, '请填写一个邮件地址'],
  [/^must be lower-case letters.*$/, '只能用小写字母、数字和连字符，且以字母或数字开头'],
  [/^is taken by another list$/, '已被另一个列表使用'],
  [/^must be a time such as 08:00$/, '请填写时间，例如 08:00'],
  [/^must be a weekday$/, '请选择星期几'],
  [/^needs at least one sector tree$/, '至少选择一个行业分类'],
  [/^cannot be changed.*$/, '已有期数，不能再修改'],
  [/^There is an admin with this address already\.$/, '这个邮箱已经是管理员'],
  [/^is not your password$/, '当前密码不正确'],
  [/^must have at least (\d+) characters$/, '至少 $1 个字符'],
  [/^must have at most (\d+) characters$/, '最多 $1 个字符'],
  [/^is too (?:easy to guess|short or too easy)$/, '太短或太容易猜到'],
  [/^the wording people agreed to is empty$/, '请填写订阅人同意的原文'],
  [/^no policy entry was found in this document$/, '没有在这份文档里找到政策条目'],
  [/^has no header row$/, '没有表头行'],
  [/^is missing from the header row$/, '表头中缺少此列'],
  [/^repeats row (\d+)$/, '与第 $1 行重复'],
  [/^is suppressed \((.+)\)$/, '在禁发名单中'],
  [/^has unsubscribed; only the person can come back$/, '已退订，只能由本人重新订阅'],
  [/^has (\d+) columns, the header has (\d+)$/, '有 $1 列，表头有 $2 列'],
  [/^has a quote that is never closed$/, '引号没有配对'],
  [/^has a quote in the wrong place$/, '引号的位置不对'],
  [/^unknown (?:district|sector|value|language) "(.*?)".*$/, '无法识别“$1”'],
  [/^The file is not text.*$/, '这不是文本文件'],
  [/^The (?:file|document) (?:is empty|holds only white space|holds no text)\.$/, '文件里没有文字'],
  [/^The (?:PDF|file) is protected by a password\.$/, '文件有密码'],
  [/^The PDF holds pictures.*$/, '这份 PDF 是扫描图片，没有文字'],
  [/^The PDF .*$/, '这份 PDF 无法读取'],
  [/^The file is an archive.*$/, '这是压缩包，不是 .docx 文档'],
  [/^The file is (?:damaged|packed).*$/, '文件已损坏'],
  [/^The (?:page|file) (?:holds|unpacks).*$/, '文件太大'],
  [/^An old Word or Excel file.*$/, '这是旧版 Word 或 Excel 文件，请先另存为 .docx'],
  [/^The (?:file|document) has .*MB.*$/, '文件太大'],
  [/^has no file and no text$/, '请粘贴文本或选择文件'],
  [/^does not match the new password$/, '两次输入的新密码不一致'],
];

/** A problem in the reader's language; one that is not in the table stays as it is. */
export function problemInWords(message: string, language: Language): string {
  if (language === 'en') return message.charAt(0).toUpperCase() + message.slice(1);
  for (const [pattern, chinese] of CHINESE)
    if (pattern.test(message)) return message.replace(pattern, chinese);
  return message;
}
