import { parentPort } from 'node:worker_threads';
import { DomainError } from '../platform/errors/domain-error.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import type { Lexicon } from './domain/lexicon.js';
import { extractDocument } from './extract-text.js';
import { lexiconWith } from './lexicon.loader.js';
import { parseDocument, suggestDocument } from './parse-bulletin-file.js';
import type { LexiconState, ReadingOutcome, ReadingTask } from './reading-tasks.js';

/** The thread in which documents from outside are read: one task a message, one outcome a task. */
let prepared: { readonly version: number; readonly lexicon: Lexicon } | null = null;

parentPort?.on('message', (task: ReadingTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void outcomeOf(task).then((outcome) => parentPort?.postMessage(outcome));
});

async function outcomeOf(task: ReadingTask): Promise<ReadingOutcome> {
  try {
    return { gives: await read(task) };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: { code: error.code, message: error.message } };
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function read(task: ReadingTask): Promise<unknown> {
  switch (task.kind) {
    case 'extract':
      return await extractDocument(task.given.bytes, task.given.about);
    case 'parse':
      return parseBulletin(task.given.text, lexiconOf(task.given.lexicon), task.given.hints);
    case 'parse-document':
      return await parseDocument(task.given.bytes, task.given.about);
    case 'suggest-document':
      return await suggestDocument(task.given.bytes, task.given.about);
  }
}

function lexiconOf({ version, changes }: LexiconState): Lexicon {
  if (prepared?.version !== version) prepared = { version, lexicon: lexiconWith(changes) };
  return prepared.lexicon;
}
