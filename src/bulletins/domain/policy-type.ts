import type { PolicyType } from '../../policies/domain/policy.js';
import type { Lexicon } from './lexicon.js';

const BRACKETS = /[(（](?![^)）]*征求意见)[^)）]*[)）]/gu;
const ISSUING = /(?:印发|发布|公布|转发|执行)/u;
/** Types told by a word anywhere in the subject; the others only by the word the subject ends with. */
const BY_ANY_WORD: readonly PolicyType[] = ['draft', 'explain', 'repeal', 'call', 'publicity'];

/** The type a title's words tell: that of the paper a notice issues, not of the notice around it. Null when none does. */
export function readPolicyType(title: string | null, lexicon: Lexicon): PolicyType | null {
  if (title === null) return null;
  const subject = subjectOf(title);
  const early = lexicon.policyTypes.filter(({ type }) => BY_ANY_WORD.includes(type));
  for (const { type, words } of early) if (isAbout(type, words, title, subject)) return type;
  for (const { type, words } of lexicon.policyTypes)
    if (words.some((word) => subject.endsWith(word))) return type;
  return lexicon.policyTypes.find(({ words }) => words.some((word) => subject.includes(word)))?.type ?? null;
}

/** 关于印发《甲办法》的通知 is about 甲办法; 关于印发甲办法的通知 too. */
function subjectOf(title: string): string {
  const plain = title.replace(BRACKETS, '');
  const quoted = /《([^《》]*(?:〈[^〈〉]*〉[^《》]*)?)》/u.exec(plain)?.[1];
  if (quoted !== undefined && ISSUING.test(plain)) return quoted;
  const issued = /(?:印发|转发|发布|公布)(?:关于)?(.+)的(?:通知|公告|通告|函)$/u.exec(plain)?.[1];
  return issued ?? plain.replace(/^.{0,40}?关于/u, '').replace(/《[^《》]*》/gu, '');
}

function isAbout(type: PolicyType, words: readonly string[], title: string, subject: string): boolean {
  if (type === 'draft') return words.some((word) => title.includes(word));
  if (type === 'explain') return words.some((word) => title.startsWith(word) || title.endsWith(word));
  if (type === 'publicity') return /公示|名单(?:的|$)/u.test(subject);
  if (type === 'repeal')
    return words.some((word) =>
      new RegExp(`关于(?:[^《]{0,6})${word}|${word}的(?:决定|通知|公告)$`, 'u').test(title),
    );
  return words.some((word) => subject.includes(word)) && !/办法|细则|规定|条例/u.test(subject);
}
