import { DocumentTooLarge } from './unreadable.js';

/** Far deeper than any program nests; every level makes the parser slower for each tag inside. */
const MOST_NESTED = 20_000;

/** Counts how deep the tags of a document stand. */
export class Nesting {
  private depth = 0;

  /** Throws `DocumentTooLarge` beyond 20,000 tags inside each other. */
  open(): void {
    this.depth += 1;
    if (this.depth > MOST_NESTED)
      throw new DocumentTooLarge(`The document nests more than ${MOST_NESTED} tags in each other.`);
  }

  close(): void {
    this.depth -= 1;
  }
}
