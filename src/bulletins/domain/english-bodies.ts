import type { Segment } from './segmentation.js';

/** Department of Labor – Final Rule: …, Ministry of Finance: Notice on …: a body before a headline. */
const BODY_FIRST =
  /^((?:\p{Lu}[\w.’'&-]*)(?:,?\s(?:\p{Lu}[\w.’'&-]*|of|the|and|for|on|&)){1,9})(?:\s+[–—-]\s+|:\s+)(?=["“‘]?\p{Lu}|\d)(.{12,})$/u;
const BODY_WORD =
  /\b(?:Department|Ministry|Agency|Administration|Commission|Service|Bureau|Board|Authority|Office|Council|Treasury|Committee|Directorate|Congress)\b/u;
const NO_BODY =
  /^(?:The|A|An|New|Our|Issuing|Issued|Adopted|Published)\b|\b(?:Guide|Guidance|Update|News|Changes|Launch|Report|Support)\b/u;

/** The body that an English headline opens with, and the headline behind it; null for any other. */
export function bodyBefore(headline: string): { readonly issuer: string; readonly title: string } | null {
  const [, issuer = '', title = ''] = BODY_FIRST.exec(headline) ?? [];
  return BODY_WORD.test(issuer) && !NO_BODY.test(issuer) ? { issuer, title } : null;
}

/** River Office publishes guidance on …, The State Council issues …: a headline whose subject is the body. */
const ISSUES =
  /^(?:The\s)?(\p{Lu}[\w.’'&-]*(?:,?\s(?:\p{Lu}[\w.’'&-]*|of|the|and|for|on|&)){1,9}?)\s(?:[Ii]ssue[sd]|[Rr]elease[sd]|[Pp]ublishe[sd]|[Pp]romulgate[sd]|[Aa]dopt(?:s|ed)|[Aa]pprove[sd]|[Uu]nveil(?:s|ed)|[Ll]aunche[sd])\s\S.{8,}$/u;

/** The body that an English headline says issues something; null for any other. */
export function bodyThatIssues(headline: string): string | null {
  const issuer = ISSUES.exec(headline)?.[1] ?? '';
  return BODY_WORD.test(issuer) && !NO_BODY.test(issuer) ? issuer : null;
}

/** National Medical Products Administration (NMPA), MOFCOM: bodies alone on a line, as they stand below a headline. */
const BODIES = /^\p{Lu}[\w.’'&-]*(?:,?\s(?:\p{Lu}[\w.’'&-]*|of|the|and|for|on|&|\(\p{Lu}{2,8}\)))*$/u;
const ACRONYMS = /^\p{Lu}{3,8}(?:,\s\p{Lu}{3,8})*$/u;
const LONGEST_BODIES = 140;

/** The bodies that a line names and nothing else, without the short names in brackets; null for any other line. */
export function bodiesAlone(text: string): string | null {
  if (text.length > LONGEST_BODIES || NO_BODY.test(text)) return null;
  const isBody = ACRONYMS.test(text) || (BODIES.test(text) && BODY_WORD.test(text));
  return isBody ? text.replace(/\s\(\p{Lu}{2,8}\)/gu, '') : null;
}

/** DCMS: Consultation on …: a short name before a headline, where another headline of the list opens with a body in full. */
export function withShortBodies(segments: readonly Segment[]): readonly Segment[] {
  if (!segments.some(({ title }) => bodyBefore(title?.text ?? '') !== null)) return segments;
  return segments.map((one) => {
    const [, issuer, text] = /^(\p{Lu}{3,8}):\s+(.{12,})$/u.exec(one.title?.text ?? '') ?? [];
    if (one.title === null || issuer === undefined || text === undefined) return one;
    const facts = {
      issuer: { value: issuer, line: one.title.line, way: 'position' as const },
      ...one.facts,
    };
    return { ...one, title: { ...one.title, text }, facts };
  });
}

/** A name in English, without its short form in brackets, is split at a comma only where another body begins: Department for Digital, Culture, Media & Sport is one. */
export function englishBodies(value: string): string[] {
  const bodies: string[] = [];
  const plain = value.replace(/\s+\(\p{Lu}\p{L}{1,7}\)/gu, '');
  for (const part of plain.split(/\s*[;；、/]\s*|,\s+/u).filter((one) => one !== '')) {
    const last = bodies.at(-1);
    const isOther = isEnglishBody(part) && (last === undefined || isEnglishBody(last));
    if (last === undefined || isOther) bodies.push(part);
    else bodies[bodies.length - 1] = `${last}, ${part}`;
  }
  return bodies;
}

/** Whether a name says that it is a body's: … Agency, Ministry of …. */
export function namesBody(text: string): boolean {
  return BODY_WORD.test(text);
}

function isEnglishBody(text: string): boolean {
  return /^\p{Lu}{3,8}$/u.test(text) || namesBody(text);
}
