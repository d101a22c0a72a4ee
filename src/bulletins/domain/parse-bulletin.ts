import { asPrinted } from './as-printed.js';
import { NO_HINTS, type DocumentHints } from './document-hints.js';
import type { Lexicon } from './lexicon.js';
import { mastheadOf } from './masthead.js';
import { readLines, type SourceLine } from './normalise.js';
import type { ParsedBulletin, ParseWarning } from './parsed-entry.js';
import { withoutPageHead } from './page-frame.js';
import { homeOf } from './places.js';
import { PrintedWords } from './printed-words.js';
import { readEntry } from './read-entry.js';
import { readPolicyTable } from './read-policy-table.js';
import { relateEntries } from './relations.js';
import { segment } from './segment.js';
import { SourceWords } from './source-words.js';
import { isTraditional, simplified, simplifiedHints } from './traditional.js';

/**
 * Reads a bulletin or a single notice into its entries. Pure and total: any text gives a result; what the source does not
 * say is null and what is doubtful has a warning. `hints` fill what a single notice's text leaves open. Each entry's
 * warnings are repeated among the document's. Traditional characters are read as simplified ones and given back as printed.
 * `tell` hears which share of the entries is read.
 */
export function parseBulletin(
  text: string,
  lexicon: Lexicon,
  hints: DocumentHints = NO_HINTS,
  tell?: (share: number) => void,
): ParsedBulletin {
  if (!isTraditional(text, lexicon)) return parseText(text, lexicon, hints, tell);
  const reading = simplified(text, lexicon);
  const bulletin = parseText(reading, lexicon, simplifiedHints(hints, lexicon), tell);
  return asPrinted(bulletin, new PrintedWords(text, reading), text);
}

function parseText(
  text: string,
  lexicon: Lexicon,
  hints: DocumentHints,
  tell?: (share: number) => void,
): ParsedBulletin {
  const lines = readLines(text);
  if (hints.layout === 'policy-table') return parseTable(text, lines, { lexicon, hints }, tell);
  const { isBulletin, segments, warnings } = segment(withoutPageHead(lines, hints, lexicon), lexicon);
  const home =
    homeOf(lines.map((line) => line.text).join('\n'), lexicon) ?? homeOf(hints.site ?? '', lexicon);
  const { dayInName } = hints;
  const masthead = isBulletin ? mastheadOf(lines, segments[0]?.title?.line ?? 1) : [];
  const source = new SourceWords(lines);
  const read = segments.map((one, n) => {
    tell?.(n / segments.length);
    return readEntry(one, n + 1, lines, {
      source,
      lexicon,
      home,
      masthead,
      hints: isBulletin ? { ...NO_HINTS, ...(dayInName && { dayInName }) } : hints,
      isLast: n === segments.length - 1,
    });
  });
  const entries = relateEntries(read);
  const nothing: ParseWarning[] =
    entries.length > 0 ? [] : [{ code: 'no-entry', message: '没有找到政策条目', line: 1 }];
  return {
    entries,
    warnings: [
      ...(hints.doubts ?? []),
      ...warnings,
      ...nothing,
      ...entries.flatMap((entry) => entry.warnings),
    ],
  };
}

/** A table of policies is cut by its rows; which place it speaks from, its cells tell together. */
function parseTable(
  text: string,
  lines: readonly SourceLine[],
  { lexicon, hints }: { readonly lexicon: Lexicon; readonly hints: DocumentHints },
  tell?: (share: number) => void,
): ParsedBulletin {
  const home = homeOf(text, lexicon);
  const source = new SourceWords(lines);
  const facts = { source, lexicon, home, masthead: [], hints: NO_HINTS };
  const table = readPolicyTable(text, lines, facts, tell);
  const entries = relateEntries(table.entries);
  const nothing: ParseWarning[] =
    entries.length > 0 ? [] : [{ code: 'no-entry', message: '表格里没有政策', line: 1 }];
  const ofEntries = entries.flatMap((entry) => entry.warnings);
  return { entries, warnings: [...(hints.doubts ?? []), ...table.warnings, ...nothing, ...ofEntries] };
}
