import { parentPort } from 'node:worker_threads';
import { wordsOf } from '../policies/word-segmenter.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { parseBulletin } from './domain/parse-bulletin.js';
import type { ParsedBulletin } from './domain/parsed-entry.js';
import { proposeWords } from './domain/propose-words.js';
import { readLinesAsEntry } from './domain/split-entry.js';
import type { Lexicon } from './domain/lexicon.js';
import { extractDocument } from './extract-text.js';
import { lexiconWith } from './lexicon.loader.js';
import { parseDocument, suggestDocument } from './parse-bulletin-file.js';
import type {
  LexiconState,
  NextPart,
  ReadingOutcome,
  ReadingPart,
  ReadingProgress,
  ReadingTask,
} from './reading-tasks.js';

/** The thread in which documents from outside are read: one task a message, one outcome a task. */
const SAY_EVERY_MS = 250;
const PART = 200;
let prepared: { readonly version: number; readonly lexicon: Lexicon } | null = null;

let onNext: (() => void) | null = null;

parentPort?.on('message', (task: ReadingTask | NextPart) => {
  if ('next' in task) return onNext?.();
  void outcomeOf(task).then(say);
});

function say(what: ReadingOutcome | ReadingProgress | ReadingPart): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(what);
}

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
      return await inParts(
        parseBulletin(task.given.text, lexiconOf(task.given.lexicon), task.given.hints, sayShare()),
      );
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

/** Thousands of entries go over a part at a time, each when asked for: taking them all at once would hold the other thread up. */
async function inParts(bulletin: ParsedBulletin): Promise<ParsedBulletin> {
  const { entries } = bulletin;
  for (let at = 0; at + PART < entries.length; at += PART) {
    const asked = new Promise<void>((resolve) => (onNext = resolve));
    say({ part: entries.slice(at, at + PART) });
    await asked;
  }
  const rest = Math.max(0, Math.ceil(entries.length / PART) - 1) * PART;
  return { ...bulletin, entries: entries.slice(rest) };
}

/** Tells the other thread how far a task is, a few times a second. */
function sayShare(): (share: number) => void {
  let saidAt = performance.now();
  return (share) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    say({ share });
  };
}

function lexiconOf({ version, changes }: LexiconState): Lexicon {
  if (prepared?.version !== version) prepared = { version, lexicon: lexiconWith(changes) };
  return prepared.lexicon;
}
