/**
 * What a refusal means for us: `hard` the address or domain does not exist; `rejected` this message is not
 * wanted (spam, policy, size), the address is fine; `soft` try again; `config` our own fault, stop and say so.
 */
export type ReplyClass = 'hard' | 'rejected' | 'soft' | 'config';

export interface ClassifiedReply {
  readonly class: ReplyClass;
  readonly reason: string;
}

interface Rule {
  readonly pattern: RegExp;
  readonly class: ReplyClass;
  readonly reason: string;
}

/** Words beat numbers: providers answer rate limits with 550 and unknown users with 554. Order matters. */
const WORDS: readonly Rule[] = [
  {
    // Our own From: suppressing recipients for it would empty a list.
    pattern:
      /5\.1\.[78]\b|sender (address |domain )?(rejected|denied|refused|invalid|not)|mail from address must be|(sender|from|mail from)[^\n]{0,30}(domain|address)[^\n]{0,30}(not found|not exist|invalid|rejected)/i,
    class: 'config',
    reason: 'our sender address is refused',
  },
  {
    pattern:
      /5\.7\.515|5\.7\.26|authentication (required|failed|credentials)|not authenticated|relay(ing)? (access )?denied|unable to relay/i,
    class: 'config',
    reason: 'authentication or relaying',
  },
  {
    pattern:
      /frequen|too many|rate limit|throttl|try again later|temporar|greylist|grey-list|concurrent|too fast|频率|稍后/i,
    class: 'soft',
    reason: 'rate or temporary',
  },
  {
    pattern: /mailbox unavailable or access denied/i,
    class: 'soft',
    reason: 'QQ answers a temporary refusal with these words',
  },
  {
    pattern: /mailbox (is )?full|over ?quota|quota exceeded|insufficient (system )?storage|邮箱(已)?满/i,
    class: 'soft',
    reason: 'mailbox full',
  },
  {
    pattern:
      /spam|content (rejected|denied)|blocked|blacklist|block ?list|policy|reputation|suspected|virus|垃圾/i,
    class: 'rejected',
    reason: 'content, policy or reputation',
  },
  {
    pattern: /message (size|too (big|large))|exceeds? .{0,20}(size|limit)/i,
    class: 'rejected',
    reason: 'size',
  },
  {
    pattern:
      /user (unknown|not found|doesn'?t exist)|unknown user|no such (user|recipient|mailbox|person)|(mailbox|recipient|address|account) .{0,30}(not found|not exist|unknown|disabled|unavailable|invalid|inactive)|does ?n[o']t exist|invalid (recipient|mailbox|address)|用户不存在|no mailbox|host (or domain )?(name )?not found|domain .{0,20}not (found|exist)/i,
    class: 'hard',
    reason: 'no such address or domain',
  },
];

const ENHANCED: readonly Rule[] = [
  { pattern: /\b5\.1\.(0|1|2|3|6|10)\b/, class: 'hard', reason: 'no such address or domain' },
  { pattern: /\b5\.2\.2\b/, class: 'soft', reason: 'mailbox full' },
  { pattern: /\b5\.2\.1\b/, class: 'hard', reason: 'mailbox disabled' },
  { pattern: /\b[45]\.7\.\d+\b/, class: 'rejected', reason: 'policy' },
  { pattern: /\b5\.3\.4\b/, class: 'rejected', reason: 'size' },
  { pattern: /\b4\.\d\.\d+\b/, class: 'soft', reason: 'temporary' },
];

/** A provider's own words for something, as kept in `data/replies`. */
export interface ProviderRule {
  readonly provider: string;
  readonly pattern: RegExp;
  readonly class: ReplyClass;
  readonly reason: string;
}

/** The mailbox providers whose words we know, by recipient domain. */
const PROVIDER_DOMAINS: readonly (readonly [RegExp, string])[] = [
  [/^(qq|foxmail|vip\.qq|exmail\.qq)\.com$/, 'qq'],
  [/^(163|126|yeah|188|vip\.163|vip\.126)\.(com|net)$/, 'netease'],
  [/^(aliyun|alibaba-inc|taobao)\.com$/, 'aliyun'],
  [/^(outlook|hotmail|live|msn)\.[a-z.]+$/, 'microsoft'],
  [/^(gmail|googlemail)\.com$/, 'google'],
  [/^(yahoo|ymail|aol|rocketmail)\.[a-z.]+$/, 'yahoo'],
];

/** The provider of a mailbox; null where its domain does not tell. */
export function providerOf(domain: string): string | null {
  return PROVIDER_DOMAINS.find(([pattern]) => pattern.test(domain))?.[1] ?? null;
}

/**
 * Reads one SMTP reply (RFC 5321, RFC 3463): the provider's own words first, then words all use, then the
 * enhanced status, then the code. `rules` are those of the mailbox's provider, in order.
 */
export function classifyReply(reply: string, rules: readonly ProviderRule[] = []): ClassifiedReply {
  const own = rules.find((rule) => rule.pattern.test(reply));
  if (own && !(/^\s*4/.test(reply) && own.class !== 'config'))
    return { class: own.class, reason: own.reason };
  const code = Number(/^\s*(\d{3})/.exec(reply)?.[1] ?? 0);
  if (code === 535 || code === 530 || code === 534) return { class: 'config', reason: 'authentication' };
  const words = WORDS.find((rule) => rule.pattern.test(reply));
  if (words && !(code < 500 && (words.class === 'hard' || words.class === 'rejected')))
    return { class: words.class, reason: words.reason };
  if (code >= 400 && code < 500) return { class: 'soft', reason: 'temporary' };
  const enhanced = ENHANCED.find((rule) => rule.pattern.test(reply));
  if (enhanced) return { class: enhanced.class, reason: enhanced.reason };
  if (code === 550 || code === 551 || code === 553) return { class: 'hard', reason: 'mailbox refused' };
  return code >= 500
    ? { class: 'rejected', reason: 'permanent' }
    : { class: 'soft', reason: 'not understood' };
}
