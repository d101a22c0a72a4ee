import { POLICY_LEVELS } from '../../policies/domain/policy.js';
import type { Body } from './body.js';
import type { EntryContext } from './entry-context.js';
import { isOrganisation } from './issuers.js';
import { jurisdictionOfBody, jurisdictionOfTitle, type Jurisdiction } from './level.js';
import type { ReadField } from './parsed-entry.js';
import { placeAt } from './places.js';

const SHORT_TEXT = 1500;
const OWN_PAGE = /^[^\s_|｜]{2,20}(\s*[_|｜]\s*|\s+)(\p{Script=Han}{4,24})(?=$|\s)/u;

/** What a level was read from: another field of the entry, or words on a line. */
export type LevelBasis = ReadField | { readonly words: string; readonly line: number };

/** A level and its place, with what told them. */
export type Told = Jurisdiction & { readonly basis: LevelBasis | null };

/** A jurisdiction together with what told it; null where there is none. */
export function told(found: Jurisdiction | null, basis: LevelBasis | null): Told | null {
  return found && { ...found, basis };
}

/** Level and place from the weakest signs: the title's place, the page's own name, the one district named, 本市 in the text. */
export function inferredLevel(context: EntryContext, body: Body): Told | null {
  const { lexicon, home, title } = context;
  const inTitle = title === null ? null : jurisdictionOfTitle(title, lexicon, home);
  const words = wordsOfBody(body);
  const inBody = inTitle?.way === 'inferred' && words !== null ? jurisdictionOfBody(body.text, home) : null;
  if (
    inTitle !== null &&
    inBody !== null &&
    POLICY_LEVELS.indexOf(inBody.level) > POLICY_LEVELS.indexOf(inTitle.level)
  )
    return told(inBody, words);
  if (inTitle !== null) return told(inTitle, 'title');
  const isOneOfMany = context.masthead.length > 0;
  return (
    levelOfPage(context) ??
    fromDistrictNamed(body, context) ??
    // The place a whole bulletin names most often is not the place of each of its entries.
    (isOneOfMany && words === null ? null : told(jurisdictionOfBody(body.text, home), words))
  );
}

/** The one district that a short text names and speaks of, where nothing else tells whose paper it is. */
function fromDistrictNamed({ lines, text }: Body, { lexicon, home }: EntryContext): Told | null {
  if (text.length > SHORT_TEXT || /[我本全](?:省|自治区|市)/u.test(text)) return null;
  const found = new Map<string, { readonly words: string; readonly line: number }>();
  for (const line of lines)
    for (let at = 0; at < line.text.length - 1; at += 1) {
      const place = placeAt(line.text, at, lexicon, home);
      if (place === null) continue;
      if (place.level === 'district' && !place.ambiguous)
        found.set(place.code, { words: line.text.slice(at, place.end), line: line.number });
      at = place.end - 1;
    }
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return null;
  return told({ level: 'district', code: only[0], way: 'inferred', ambiguous: false }, only[1]);
}

function wordsOfBody({ lines }: Body): LevelBasis | null {
  for (const { text, number } of lines) {
    const words = /[我本全](?:省|自治区|市|[区县](?!域))/u.exec(text)?.[0];
    if (words !== undefined) return { words, line: number };
  }
  return null;
}

/** The place a bulletin's own name begins with, or the body whose page it is (通知公告_某市科学技术局, 通知公告 某市科学技术局 首页 …). */
export function levelOfPage({ masthead, lexicon, home }: EntryContext): Told | null {
  for (const { text, number } of masthead) {
    const [, mark = '', owner = ''] = OWN_PAGE.exec(text) ?? [];
    const name = owner !== '' && (mark.trim() !== '' || isOrganisation(owner, lexicon)) ? owner : text;
    const place = placeAt(name.replace(/^[#\s【《]+/u, ''), 0, lexicon, home);
    if (place !== null && name.length < 60)
      return told(
        { level: place.level, code: place.code, way: 'inferred', ambiguous: place.ambiguous },
        { words: place.name, line: number },
      );
  }
  return null;
}
