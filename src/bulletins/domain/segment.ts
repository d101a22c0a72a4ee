import type { Lexicon } from './lexicon.js';
import type { SourceLine } from './normalise.js';
import { withAnnounced } from './announced-title.js';
import { withLooseFacts } from './entry-facts.js';
import { withGroupDates } from './group-dates.js';
import { withWholeRows } from './flat-table.js';
import {
  withoutChannels,
  withoutMenus,
  withoutPageFoot,
  withoutPageNumbers,
  withoutSite,
} from './page-frame.js';
import { withBrokenLines } from './run-together.js';
import { segmentContents } from './segment-contents.js';
import { segmentDigest } from './segment-digest.js';
import { segmentEnglish } from './segment-english.js';
import { segmentEnglishBodies } from './segment-english-bodies.js';
import { segmentEnglishList } from './segment-english-list.js';
import { segmentLabelled } from './segment-labelled.js';
import { segmentList } from './segment-list.js';
import { segmentNews } from './segment-news.js';
import { segmentNotices } from './segment-notices.js';
import { segmentOneLine } from './segment-one-line.js';
import { segmentQuoted } from './segment-quoted.js';
import { segmentRunIn } from './segment-run-in.js';
import { segmentTagged } from './segment-tagged.js';
import { segmentReportTable, segmentTable } from './segment-table.js';
import { segmentSingle } from './segment-single.js';
import { withOrderedDates } from './slash-dates.js';
import type { Segmentation } from './segmentation.js';
import { withWholeDates } from './stacked-dates.js';
import { speaksOfPolicy } from './tells-policy.js';

type Form = (lines: readonly SourceLine[], lexicon: Lexicon) => Segmentation | null;

/** From the surest signs to the weakest; a document that shows none of them is one notice. */
const FORMS: readonly Form[] = [
  segmentOneLine,
  segmentTable,
  segmentLabelled,
  segmentContents,
  segmentNotices,
  segmentQuoted,
  segmentNews,
  segmentReportTable,
  segmentList,
  segmentTagged,
  segmentEnglishList,
  segmentEnglishBodies,
  segmentRunIn,
  segmentEnglish,
  segmentDigest,
];

/** Cuts a document into its entries; one that has nothing of a policy has none. */
export function segment(all: readonly SourceLine[], lexicon: Lexicon): Segmentation {
  const own = withBrokenLines(
    withoutPageFoot(withoutChannels(withoutPageNumbers(all), lexicon), lexicon),
    lexicon,
  );
  const lines = withWholeRows(withWholeDates(withOrderedDates(own)), lexicon);
  for (const form of FORMS) {
    const segmentation = form(lines, lexicon);
    if (segmentation !== null) return withFacts(withGroupDates(segmentation, lines), lexicon);
  }
  if (!speaksOfPolicy(lines, lexicon)) return { isBulletin: false, segments: [], warnings: [] };
  return segmentSingle(withoutSite(withoutMenus(lines, lexicon)), lexicon);
}

function withFacts(segmentation: Segmentation, lexicon: Lexicon): Segmentation {
  const segments = segmentation.segments.map((one) => withAnnounced(withLooseFacts(one, lexicon), lexicon));
  return { ...segmentation, segments };
}
