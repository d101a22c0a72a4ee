import { parentPort } from 'node:worker_threads';
import { wordsOf } from '../policies/word-segmenter.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import { proposeWords } from './domain/propose-words.js';
import { readLinesAsEntry } from './domain/split-entry.js';
import type { Lexicon } from './domain/lexicon.js';
import { extractDocument } from './extract-text.js';
import { lexiconWith } from './lexicon.loader.js';
import { parseDocument, suggestDocument } from './parse-bulletin-file.js';
import type { LexiconState, ReadingOutcome, ReadingProgress, ReadingTask } from './reading-tasks.js';

/** The thread in which documents from outside are read: one task a message, one outcome a task. */
const SAY_EVERY_MS = 250;
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
      return await extractDocument(task.given.bytes, task.given.about, sayShare());
    case 'parse':
      return parseBulletin(task.given.text, lexiconOf(task.given.lexicon), task.given.hints, sayShare());
    case 'read-lines': {
      const { text, range, like, hints, lexicon } = task.given;
      return readLinesAsEntry(text, range, like, lexiconOf(lexicon), hints);
    }
    case 'propose-words': {
      const { entry, sectorNames, lexicon } = task.given;
      const { title } = entry.facts;
      return proposeWords(entry, lexiconOf(lexicon), title === '' ? [] : wordsOf(title), sectorNames);
    }
    case 'parse-document':
      return await parseDocument(task.given.bytes, task.given.about);
    case 'suggest-document':
      return await suggestDocument(task.given.bytes, task.given.about);
  }
}

/** Tells the other thread how far a task is, a few times a second. */
function sayShare(): (share: number) => void {
  let saidAt = performance.now();
  return (share) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage({ share } satisfies ReadingProgress);
  };
}

function lexiconOf({ version, changes }: LexiconState): Lexicon {
  if (prepared?.version !== version) prepared = { version, lexicon: lexiconWith(changes) };
  return prepared.lexicon;
}
