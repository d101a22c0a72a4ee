import fc from 'fast-check';
import { classifyReply } from '../../../src/delivery/domain/reply-classifier.js';

describe('a refusal', () => {
  it.each([
    ['550 5.1.1 <li@example.com>: Recipient address rejected: User unknown', 'hard'],
    ['550 Mailbox not found', 'hard'],
    ['554 delivery error: dd This user doesn’t have an account', 'rejected'],
    ['550 User not found: li@example.com', 'hard'],
    ['551 no such user here', 'hard'],
    ['550 5.1.2 Host not found', 'hard'],
    ['550 用户不存在', 'hard'],
    ['550', 'hard'],
    ['550 5.7.1 Message rejected as spam', 'rejected'],
    ['554 5.7.1 blocked using a block list', 'rejected'],
    ['552 5.3.4 Message size exceeds fixed limit', 'rejected'],
    ['554 transaction failed', 'rejected'],
    ['451 4.7.1 Greylisted, try again later', 'soft'],
    ['450 4.2.0 mailbox busy', 'soft'],
    ['421 too many connections', 'soft'],
    ['452 4.2.2 Mailbox full', 'soft'],
    ['550 5.2.2 Over quota', 'soft'],
    ['552 邮箱已满', 'soft'],
    ['550 Connection frequency limited', 'soft'],
    ['550 Mailbox unavailable or access denied', 'soft'],
    ['550 发送频率过高，请稍后再试', 'soft'],
    ['535 Authentication credentials invalid', 'config'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'config'],
    ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'config'],
    ['550-5.7.26 This mail is unauthenticated', 'config'],
    ['554 5.7.1 <li@example.com>: Relay access denied', 'config'],
    ['something else', 'soft'],
    ['', 'soft'],
  ])('%j is %s', (reply, expected) => {
    expect(classifyReply(reply).class).toBe(expected);
  });

  it('with a temporary code is never permanent, whatever its words', () => {
    const words = [
      'spam',
      'user unknown',
      'blocked',
      'no such user',
      'message size',
      'domain not found',
      'x',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 499 }), fc.constantFrom(...words), (code, word) => {
        expect(['soft', 'config']).toContain(classifyReply(`${code} ${word}`).class);
      }),
    );
  });

  it('always has a class and a reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.string(), (code, text) => {
        const { class: replyClass, reason } = classifyReply(`${code} ${text}`);
        expect(['hard', 'rejected', 'soft', 'config']).toContain(replyClass);
        expect(reason).not.toBe('');
      }),
    );
  });
});
