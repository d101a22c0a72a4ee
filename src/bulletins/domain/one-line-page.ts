import { atLine } from './entry-facts.js';
import { isOrganisation } from './issuers.js';
import { findLabels } from './labels.js';
import type { LabelField, Lexicon } from './lexicon.js';
import { factsOf, type LineFacts } from './line-facts.js';
import type { SourceLine } from './normalise.js';
import type { Segment } from './segmentation.js';
import { firstTitle, lastTitle } from './title-among-words.js';
import { isFullTitle, isFurniture, isMenu, isTitleLike } from './titles.js';

const SHORTEST = 200;
const FIRST_LINES = 3;
const LONGEST_HEAD = 4_000;
/** What a value may go on with behind its first word: a time of day, sizes of type, the next body that signs. */
const GOES_ON = /^(?:\d{1,2}:\d{2}(?::\d{2})?|默认|超?大|中|小)$/u;
/** Words that only a page prints around a paper; of its menus two are wanted. */
const PAGE = /^首页\s|(?:^|\s)(?:【?字[号体]|当前位置|您(?:现在)?的位置|索\s?引\s?号)\s?[:：]/u;
const IMPRINT = /^(?:责任编辑|附件下载|相关(?:解读|链接|文章)|主办|承办|网站地图)/u;
const FEWEST_MENUS = 2;
const MOST_WORDS = 12;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A notice's page that was stored on one line (menus, path, title, facts, text): its title, each of its facts on a line of its own
 * again, and its menus gone. Null where the line has no words of a page around a title before its first sentence.
 */
export function noticeOnOneLine(lines: readonly SourceLine[], lexicon: Lexicon): Segment | null {
  const at = lines.findIndex(({ text }) => text.length >= SHORTEST);
  const line = lines[at];
  if (line === undefined || lines.slice(0, at).filter(({ text }) => text !== '').length >= FIRST_LINES)
    return null;
  const words = wordsOf(line.text.slice(0, LONGEST_HEAD));
  const body = words.findIndex(({ text }) => text.includes('。'));
  const head = words.slice(0, Math.max(0, body));
  if (!isPage(line.text.slice(0, head.at(-1)?.end ?? 0), head, lexicon)) return null;
  const labelled = labelledFacts(line, head, lexicon);
  const title = titleOf(head, labelled, lexicon);
  if (title === null) return null;
  const below = head.filter(
    (word) =>
      word.start >= title.end && !isMenu(word.text, lexicon) && !labelled.some((fact) => isIn(word, fact)),
  );
  const parts = [...labelled, ...below].sort((one, other) => one.start - other.start);
  const texts = [...parts.map(({ text }) => text), withoutFoot(line.text.slice(words[body]?.start), lexicon)];
  return {
    title: { text: title.text, line: line.number, way: 'position' },
    section: null,
    lines: [...texts.map((text) => ({ ...line, text })), ...lines.slice(at + 1)],
    facts: atLine(looseFacts(below, labelled, lexicon), line.number),
    isTextOnTitleLine: true,
  };
}

/** What the words between title and addressees say without a label; a label goes first. */
function looseFacts(below: readonly Word[], labelled: readonly Fact[], lexicon: Lexicon): LineFacts {
  const known = new Set(labelled.map(({ field }) => field));
  const addressees = below.findIndex(({ text }) => /[:：]$/u.test(text));
  const told = below
    .slice(0, addressees === -1 ? undefined : addressees)
    .flatMap(({ text }) => Object.entries(factsOf(text, lexicon) ?? {}));
  return Object.fromEntries(told.filter(([field]) => !known.has(field as LabelField)).toReversed());
}

function isPage(text: string, head: readonly Word[], lexicon: Lexicon): boolean {
  return PAGE.test(text) || head.filter((word) => isMenu(word.text, lexicon)).length >= FEWEST_MENUS;
}

/** The text without the buttons and the imprint that a page prints behind its last sentence. */
function withoutFoot(text: string, lexicon: Lexicon): string {
  const from = text.lastIndexOf('。') + 1;
  const foot = wordsOf(text.slice(from)).find(
    (word) => IMPRINT.test(word.text) || isFurniture(word.text, lexicon),
  );
  return foot === undefined ? text : text.slice(0, from + foot.start).trim();
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

type Fact = Word & { readonly field: LabelField };

/** Every label of the head with its value, which ends before the words that begin something else. */
function labelledFacts(line: SourceLine, head: readonly Word[], lexicon: Lexicon): Fact[] {
  const end = head.at(-1)?.end ?? 0;
  const own = { ...line, text: line.text.slice(0, end) };
  return findLabels([own], lexicon).flatMap(({ field, value, start }) => {
    const from = own.text.indexOf(value, start);
    const words = head.filter((word) => word.start >= from && word.end <= from + value.length);
    const title =
      field === 'title'
        ? firstTitle(
            words.map(({ text }) => text),
            lexicon,
          )
        : null;
    const others = words.findIndex(
      ({ text }, n) => n > 0 && !GOES_ON.test(text) && !isOrganisation(text, lexicon),
    );
    const last = title?.split(' ').length ?? (others === -1 ? words.length : others);
    const stop = words[last - 1]?.end;
    return value === '' || stop === undefined
      ? []
      : [{ field, text: own.text.slice(start, stop), start, end: stop }];
  });
}

/** The last title that stands before the text and is no fact's value; a page prints it in its own name as well. */
function titleOf(head: readonly Word[], facts: readonly Word[], lexicon: Lexicon): Word | null {
  const free = head.filter((word) => !facts.some((fact) => isIn(word, fact)));
  const titles = free.flatMap((_, n) => titleEnding(free.slice(0, n + 1), lexicon) ?? []);
  return titles.findLast(({ text }) => isFullTitle(text, lexicon)) ?? titles.at(-1) ?? null;
}

/** The title whose last word is the last of these; a word that a title does without is none of it. */
function titleEnding(words: readonly Word[], lexicon: Lexicon): Word | null {
  const text = lastTitle(
    words.slice(-MOST_WORDS).map((word) => word.text),
    lexicon,
  );
  const parts = text?.split(' ') ?? [];
  const [first, last] = [words.at(-parts.length), words.at(-1)];
  if (text === null || first === undefined || last === undefined) return null;
  const isWhole = isTitleLike(parts.slice(0, -1).join(' '), lexicon);
  const isUnbroken = last.end - first.start === text.length;
  return isWhole || !isUnbroken ? null : { text, start: first.start, end: last.end };
}

function isIn(word: Word, fact: Word): boolean {
  return word.start >= fact.start && word.end <= fact.end;
}
