import type { Labelled } from './labels.js';
import type { SourceLine } from './normalise.js';
import type { ParsedAttachment } from './parsed-entry.js';

const LONGEST = 400;

/** The value of the first label of a field anywhere in the entry, shortened to its sentence. */
export function statementOf(labels: readonly Labelled[], field: Labelled['field']): string | null {
  const value = labels.find((label) => label.field === field && label.value.length > 1)?.value;
  return value === undefined ? null : value.slice(0, LONGEST);
}

/** The words under a heading such as 二、支持对象, or after 本办法适用于: who may apply. */
export function whoUnderHeading(lines: readonly SourceLine[]): string | null {
  const at = lines.findIndex(
    ({ text }) =>
      text.length < 26 &&
      /(?:支持|适用|申报|补贴|奖励)(?:对象|主体|范围)$|^\S{0,4}申报条件$/u.test(
        text.replace(/[。:：\s]+$/u, ''),
      ),
  );
  const below = at === -1 ? undefined : lines[at + 1]?.text;
  if (below !== undefined) return below.slice(0, LONGEST);
  for (const { text } of lines) {
    const match = /本(?:办法|细则|规定|措施|政策|通知|意见)适用于([^。；]{4,200})/u.exec(text);
    if (match?.[1]) return match[1];
  }
  return null;
}

/** Contact lines as printed: the labels 联系人, 咨询电话 … with their values; at most five. */
export function readContact(labels: readonly Labelled[]): string | null {
  const lines = labels
    .filter(({ field, value }) => field === 'contact' && /\d{3,}|[\p{Script=Han}]{2}/u.test(value))
    .map(({ label, value }) => `${label}:${value.slice(0, 120)}`);
  return lines.length === 0 ? null : [...new Set(lines)].slice(0, 5).join('\n');
}

/** The annexes a notice lists under 附件:, each one line; nothing else that is numbered. */
export function readAttachments(lines: readonly SourceLine[]): ParsedAttachment[] {
  const at = lines.findIndex(({ text }) => /^附件(?:下载)?\s*[:：]/u.test(text));
  if (at === -1) return [];
  const head = lines[at] as SourceLine;
  const first = head.text.replace(/^附件(?:下载)?\s*[:：]\s*/u, '');
  const inline =
    first === '' ? [] : first.split(/\s+(?=\d{1,2}[.、])/u).map((text) => ({ text, line: head.number }));
  const below: { text: string; line: number }[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.text === '') continue;
    if (!/^(?:\d{1,2}\s*[.、．]|附件\s*\d{1,2}\s*[.、．:：])/u.test(line.text) || line.text.length > 90)
      break;
    below.push({ text: line.text, line: line.number });
  }
  return [...inline, ...below].map(({ text, line }) => ({
    title: text.replace(/^\d{1,2}\s*[.、．]\s*/u, '').trim(),
    link: /\((https?:[^)\s]+)\)/.exec(text)?.[1] ?? null,
    line,
  }));
}

/** Titles in 《》 that a title explains, amends or repeals; none for a title that only issues one. */
export function relatedTitles(title: string | null): string[] {
  if (title === null || !/解读|废止|修改|修订|延长|继续执行|补充|落实|贯彻|征求意见/u.test(title)) return [];
  return [...title.matchAll(/[《〈]([^《》〈〉]{4,80})[》〉]/gu)].map((match) => match[1] ?? '');
}
