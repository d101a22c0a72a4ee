import type { Provenance } from '../../bulletins/bulletin-list.query.js';
import { momentIn } from '../console/moments.js';
import type { ConsoleWords } from '../words/console-words.js';

/** Where a policy came from, as its page prints it: the document, its place there, what was noticed. */
export function provenanceView(from: Provenance, t: ConsoleWords) {
  const { bulletinId, entryId } = from;
  return {
    link: `/console/bulletins/${bulletinId}${entryId ? `?entry=${entryId}` : ''}`,
    name: from.name,
    place: t.review.provenancePlace
      .replace('{position}', String(from.position))
      .replace('{from}', String(from.lineStart))
      .replace('{to}', String(from.lineEnd)),
    importedAt: momentIn(from.importedAt),
    warnings: from.warnings > 0 ? t.review.provenanceWarnings.replace('{n}', String(from.warnings)) : null,
  };
}
