import { z } from 'zod';
import { extractDocument } from '../../bulletins/extract-text.js';
import { DomainError, InvalidInput } from '../../platform/errors/domain-error.js';
import type { FormBody, UploadedFile } from '../console/console-request.js';
import { cleanLines, lines, oneLine, problemsOf } from '../console/form-input.js';

const bulletinForm = z.object({
  list: oneLine(63),
  name: oneLine(200),
  text: lines(2_000_000),
  format: oneLine(20),
});

/** A document as an editor gave it: pasted, or uploaded and read. */
export interface GivenBulletin {
  readonly list: string;
  readonly name: string;
  readonly text: string;
  readonly format: string;
}

/** Reads the form and the file in it; a file goes before text. Refuses by field. */
export async function readBulletinForm(
  body: FormBody,
  file: UploadedFile | undefined,
  today: string,
): Promise<GivenBulletin> {
  const parsed = bulletinForm.safeParse(body);
  if (!parsed.success) throw InvalidInput.of(problemsOf(parsed.error));
  const { list, name, text, format } = parsed.data;
  if (file && file.buffer.length > 0) {
    const fileName = Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200);
    const read = await textOfFile(file.buffer);
    return { list, name: name || cleanLines(fileName), ...read };
  }
  if (text === '') throw InvalidInput.of([{ field: 'text', message: 'has no file and no text' }]);
  return { list, name: name || today, text, format: format || 'text' };
}

async function textOfFile(bytes: Buffer): Promise<{ text: string; format: string }> {
  try {
    const { text, format } = await extractDocument(bytes);
    return { text: cleanLines(text), format };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw InvalidInput.of([{ field: 'file', message: error.message }]);
  }
}
