import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchFailed } from './unfetchable.js';
import { DocumentTooLarge } from './unreadable.js';

/** What is asked of servers, and undone here. */
export const CONTENT_CODINGS = 'gzip, deflate, br';

/**
 * A response body in memory, unpacked, never more than `mostBytes` of it on the wire or unpacked: reading stops at the first
 * byte beyond, so an endless body or a bomb costs no more. Throws `DocumentTooLarge`, or `FetchFailed` for an unknown coding;
 * the stream's own error goes through.
 */
export async function readBody(
  body: Readable,
  coding: string | undefined,
  mostBytes: number,
): Promise<Buffer> {
  const stages = (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'identity');
  if (stages.length > 1) throw new FetchFailed('The server packs its answer more than once.');
  const [stage] = stages;
  const source = stage === undefined ? body : unpacked(body, stage, mostBytes);
  return await gather(source, mostBytes);
}

function unpacked(body: Readable, coding: string, mostBytes: number): Readable {
  const unpack = decoderOf(coding);
  let received = 0;
  body.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > mostBytes) body.destroy(tooLarge(mostBytes));
  });
  body.on('error', (error) => unpack.destroy(error));
  unpack.on('close', () => body.destroy());
  return body.pipe(unpack);
}

function decoderOf(coding: string) {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'deflate') return createInflate();
  if (coding === 'br') return createBrotliDecompress();
  throw new FetchFailed('The server packs its answer in a way that is not read.');
}

async function gather(source: Readable, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += (chunk as Buffer).length;
    if (length > mostBytes) throw tooLarge(mostBytes);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(mostBytes: number): DocumentTooLarge {
  return new DocumentTooLarge(`The address gives more than ${Math.round(mostBytes / 1e6)} MB.`);
}
