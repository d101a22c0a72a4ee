import { z } from 'zod';
import { decodeText } from '../../bulletins/extractors/text.js';
import { DomainError, InvalidInput } from '../../platform/errors/domain-error.js';
import type { FormBody, UploadedFile } from '../console/console-request.js';
import { lines, oneLine, problemsOf } from '../console/form-input.js';

const importForm = z.object({ list: oneLine(63), consent: lines(2_000), text: lines(5_000_000) });

/** A subscriber file as an operator gave it. */
export interface GivenSubscribers {
  readonly list: string;
  readonly consent: string;
  readonly text: string;
}

/** Reads the form and the file in it; a file goes before text. Refuses by field. */
export function readImportForm(body: FormBody, file: UploadedFile | undefined): GivenSubscribers {
  const parsed = importForm.safeParse(body);
  if (!parsed.success) throw InvalidInput.of(problemsOf(parsed.error));
  const { list, consent } = parsed.data;
  const text = file && file.buffer.length > 0 ? textOf(file.buffer) : parsed.data.text;
  const problems = [
    ...(consent === '' ? [{ field: 'consent', message: 'is empty' }] : []),
    ...(text === '' ? [{ field: 'text', message: 'has no file and no text' }] : []),
  ];
  if (problems.length > 0) throw InvalidInput.of(problems);
  return { list, consent, text };
}

function textOf(bytes: Buffer): string {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw InvalidInput.of([{ field: 'file', message: error.message }]);
  }
}
