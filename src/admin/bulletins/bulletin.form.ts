import { z } from 'zod';
import type { GivenDocument } from '../../bulletins/bulletin-imports.repository.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import type { FormBody, UploadedFile } from '../console/console-request.js';
import { cleanLines, lines, oneLine, problemsOf } from '../console/form-input.js';

export const LONGEST_TEXT = 2_000_000;

const bulletinForm = z.object({
  list: oneLine(63),
  name: oneLine(200),
  link: oneLine(2_000),
  text: lines(LONGEST_TEXT),
});

/** A document as an editor gave it, and the list it is for. */
export interface GivenBulletin {
  readonly list: string;
  readonly name: string;
  readonly document: GivenDocument;
}

/** Reads the form and the file in it; a file goes before an address, an address before text. Refuses by field. */
export function readBulletinForm(
  body: FormBody,
  file: UploadedFile | undefined,
  today: string,
): GivenBulletin {
  const parsed = bulletinForm.safeParse(body);
  if (!parsed.success) throw InvalidInput.of(problemsOf(parsed.error));
  const { list, name, text, link } = parsed.data;
  if (file && file.buffer.length > 0) {
    const fileName = cleanLines(Buffer.from(file.originalname, 'latin1').toString('utf8')).slice(0, 200);
    return { list, name: name || fileName, document: { kind: 'file', bytes: file.buffer } };
  }
  if (link !== '') {
    if (!/^https?:\/\/\S+$/i.test(link) || !URL.canParse(link))
      throw InvalidInput.of([{ field: 'link', message: 'must be an http or https address' }]);
    return { list, name: name || link.slice(0, 200), document: { kind: 'url', link } };
  }
  if (text === '') throw InvalidInput.of([{ field: 'text', message: 'has no file and no text' }]);
  return { list, name: name || firstLine(text) || today, document: { kind: 'text', text } };
}

/** By which way of the form a document came: a file goes before an address, an address before text. */
export function givenBy(file: UploadedFile | undefined, body: FormBody): GivenDocument['kind'] {
  if (file && file.buffer.length > 0) return 'file';
  return typeof body['link'] === 'string' && body['link'].trim() !== '' ? 'url' : 'text';
}

/** What a pasted document calls itself; '' where its first line is no name. */
function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return /^[^<>]{4,60}$/u.test(line.trim()) ? line.trim() : '';
}
