import { cleanTitle } from './clean-title.js';
import { isOrganisation } from './issuers.js';
import type { Lexicon } from './lexicon.js';
import { isTitleLike } from './titles.js';

const ANNOUNCED =
  /^([^:：《》。，,]{3,60}?)\s*[:：]\s*(?:(?:联合|正式)?(?:印发|发布|公布|出台|下发|制定)\s*(《[^《》]{4,}(?:《[^《》]+》[^《》]*)?》)|(关于.+|转发.+|印发.+))$/u;

/** A headline's two parts: who announces a paper, and the paper's own title. */
export interface Announced {
  readonly bodies: string;
  readonly title: string;
}

/** 某局：发布《某办法》, 某局：关于…的通知; null for any other title. */
export function announcedTitle(text: string, lexicon: Lexicon): Announced | null {
  const [, bodies = '', quoted, plain] = ANNOUNCED.exec(cleanTitle(text)) ?? [];
  const title = quoted ?? plain ?? '';
  const areBodies = bodies.split(/[\s、]+/u).every((name) => isOrganisation(name, lexicon));
  return bodies !== '' && areBodies && isTitleLike(title, lexicon) ? { bodies, title } : null;
}
