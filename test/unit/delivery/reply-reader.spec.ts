import fc from 'fast-check';
import { keptWords, legible } from '../../../src/delivery/domain/reply-text.js';
import { ReplyReader } from '../../../src/delivery/smtp/reply-reader.js';

async function read(...chunks: Buffer[]): Promise<string> {
  const reader = new ReplyReader();
  for (const chunk of chunks) reader.feed(chunk);
  return (await reader.next()).text;
}

describe('the words of a server', () => {
  it('lose NULs and control characters, and keep their lines', async () => {
    expect(await read(Buffer.from('550-5.7.1 a\u0000b\r\n550 c\u001B\u0085d\te\r\n'))).toBe(
      '550-5.7.1 ab\n550 cd e',
    );
  });

  it('are read as UTF-8 wherever the network cuts them', async () => {
    const bytes = Buffer.from('550 用户不存在\r\n');
    for (let cut = 1; cut < bytes.length; cut += 1)
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toBe('550 用户不存在');
  });

  it('have a mark where their bytes are no UTF-8', async () => {
    expect(await read(Buffer.from([...Buffer.from('550 '), 0xd3, 0xc3, 0x0d, 0x0a]))).toMatch(
      /^550 \uFFFD+$/,
    );
  });

  it('are always well-formed, without controls, and no longer than is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), fc.nat(1_300), (words, lone) => {
        const kept = keptWords(`${words.slice(0, lone)}\uD83D${words.slice(lone)}`);
        expect(kept.length).toBeLessThanOrEqual(1_000);
        expect(kept).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
        expect(legible(kept)).toBe(kept);
      }),
    );
  });

  it('are not cut within a character', () => {
    expect(keptWords(`${'a'.repeat(999)}😀`)).toBe('a'.repeat(999));
  });
});
