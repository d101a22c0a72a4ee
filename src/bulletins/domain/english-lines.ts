import { findDates } from './dates.js';
import { bodiesAlone } from './english-bodies.js';
import type { SourceLine } from './normalise.js';

const LONGEST_HEADING = 170;
/** A longer one may be a sentence without its stop; only the paragraph below it tells. */
export const LONG_HEADING = 120;
const LONG_LINE = 130;
/** …on the webpage at, the words of a sentence that lost its link. */
const OPEN_END = /\s(?:at|in|on|the|an?|of|for|to|and|or|by|with|from|via|visit)$/iu;
const GREETING =
  /^(?:dear|hello|hi|good (?:morning|afternoon|day)|kind regards|best wishes|many thanks|welcome to)\b/iu;
/** [Find out more](https://…) */
const LINK_WORDS = /^\[[^\][]*\b(?:more|here|details|apply|register|read|view|full|link)\b[^\][]*\]\(/iu;
const LONGEST_DATE_LINE = 60;
const MOST_HAN = 0.2;
/** …is available here: a sentence that lost its stop with its link. */
const ENDED = /[.!?:]["”’)]?$|^.{40,}\s(?:here|below)$/u;
const NUMBER = /^\d{1,2}[.)]\s+/u;
/** What stands before a line of a list; a number may also count headings. */
export const MARK = /^(?:[•·●▪*–-]|\d{1,2}[.)])\s+/u;
/** Deadline: 7 June 2024, Budget: …: a fact of the entry above. */
const FIELD = /^(?:\p{Lu}[\p{L}’'/&-]*(?:\s[\p{L}’'/&()-]+){0,3})\s*:\s*\S/u;
/** Closes 29th July 2018, Closing date 5 May: when an entry ends, without a colon. */
const CLOSES =
  /^(?:clos(?:es|ed|ing)|deadline|opens?|ends?|due|respond by|apply by)\b[^.]{0,30}\d[^.]{0,24}$/iu;
/** Who can apply?, How to apply: what stands inside an entry, over a part of its text. */
const PART =
  /^(?:who (?:can|is|are|should|may|does)|what (?:is|are|do|does|you|this|it|can|happens|will)|how (?:to|do|much|can|will|does|is)|when (?:is|are|do|does|can|will)|where (?:can|do|is|to)|why\b|deadlines?$|closing dates?$|eligib|key (?:dates|points|facts|features|messages|requirements)|next steps|further (?:information|details|guidance|reading)|more (?:information|details)|(?:about|aims? of|purpose of|objectives? of) (?:the|this) (?:scheme|fund|grant|programme|program|call|project|course|event)|about$|background$|overview$|summary$|timeline$|timetable$|scope$|budget$|purpose$|objectives?$|contacts?$|criteria$|(?:funding|grant|award|support) (?:available|amounts?|details|size)|what’?'?s new|useful links|useful resources|related (?:links|content|information)|resources$|documents?$|application (?:process|form|deadline)|apply(?: now| here| online)?$|read more|find out more|learn more|register (?:now|here)|book (?:now|here|your place))/iu;
/** What a mail or page closes with. */
const FOOT =
  /^(?:stay connected|subscriber services|(?:update|manage|change) (?:your )?(?:subscriptions?|preferences|e-?mail preferences)|unsubscribe|you (?:have |are |were )?(?:receiv|subscrib)|this (?:e-?mail|message|newsletter|bulletin) (?:was|is|has been) sent|if you (?:no longer|would like to|wish to|have any)|to unsubscribe|follow us|connect with us|contact us|contact$|get in touch|keep in touch|questions\?|privacy (?:policy|notice)|share this|forward (?:this|to)|disclaimer|copyright|©|about (?:this (?:bulletin|e-?mail|newsletter)|us)|page \d+ of \d+|feedback$|quick links)/iu;

/** Promulgated by the Ministry of Harbours (MoH), on a line of its own: a label that has lost its colon. */
export const ISSUED_BY = /^((?:Issued|Adopted|Promulgated) by)\s+(?:the\s+)?(?=\p{Lu}[^.:!?]{2,110}$)/u;
/** Volume 11/2024 (March 11 – March 17), Issue 7, No. 12: which number of a periodical the page is. */
const NUMBER_OF_ISSUE =
  /^(?:volume|vol\.?|issue|edition|no\.)\s*(?:no\.?\s*)?\d{1,4}(?![\d.]*\s+[a-z])(?:\s*[/|,–—-]\s*|\s+|\(|$)[^.!?:;]{0,50}$/iu;

/** The line under a periodical's name that counts it. */
export function isNumberOfIssue(text: string): boolean {
  return NUMBER_OF_ISSUE.test(text);
}

/** Whether hardly any line of a text is Chinese. */
export function isForeign(filled: readonly SourceLine[]): boolean {
  const chinese = filled.filter(({ text }) => /\p{Script=Han}/u.test(text)).length;
  return filled.length > 0 && chinese <= filled.length * MOST_HAN;
}

/** A short line that begins like a headline and ends without a stop; numbers that count headlines may stand before it. */
export function isHeading(text: string): boolean {
  const words = text.replace(NUMBER, '');
  if (/[.!?]\s*[[(][^[\]()]{6,40}[\])]$/u.test(words)) return false;
  if (OPEN_END.test(words) || GREETING.test(words) || LINK_WORDS.test(words)) return false;
  return (
    words.length >= 4 &&
    words.length <= LONGEST_HEADING &&
    (words.length <= LONG_HEADING || !/[a-z]{3}[.!?]\s+[\p{Lu}[(]/u.test(words)) &&
    !MARK.test(words) &&
    !/[.;:,]$|^.{40,}\s(?:here|below)$/u.test(words) &&
    /^[#\p{Lu}\d“"‘'£€$[]/u.test(words) &&
    !/https?:\/\/(?!\S+\)$)|\S@\S/u.test(words)
  );
}

/** A heading inside an entry. */
export function isPart(text: string): boolean {
  return PART.test(text.replace(/^#+\s*|\*\*/gu, ''));
}

/** A line of the mail's or page's foot. */
export function isFoot(text: string): boolean {
  return FOOT.test(text.replace(/^#+\s*|\*\*/gu, ''));
}

/** Issuing agency: National People’s Congress: who issued the entry above. */
export function isIssuer(text: string): boolean {
  return (
    bodiesAlone(text) !== null ||
    ISSUED_BY.test(text) ||
    /^(?:issuing (?:agency|body|authority)|(?:issued|adopted|promulgated) by)\s*:/iu.test(text)
  );
}

/** A line that states one thing about an entry under a name: Deadline: 7 June 2024. */
export function isField(text: string): boolean {
  if (CLOSES.test(text) && findDates(text).length === 1) return true;
  const label = FIELD.test(text) ? (text.split(':')[0] ?? '') : '';
  return (
    label !== '' &&
    label.length <= 30 &&
    text.length <= LONG_LINE &&
    /\d|https?:|^[^:]{3,30}:\s\S{1,40}(?:\s\S+){0,8}$/u.test(text) &&
    isFieldName(label)
  );
}

function isFieldName(label: string): boolean {
  return /^(?:dead-?line|clos|open|budget|fund|amount|date|time|venue|locat|where|when|cost|price|contact|tel|phone|e-?mail|who|status|type|category|source|publi|posted|issued|author|tags?|more info|further info|link|read more|learn more|find out more|website|web|agency|department|authority|regulator|ministry|body|adopted|promulg|implement|document n|reference|ref|eligib|start|end|due|award|value|total|max|apply|programme|program)/iu.test(
    label,
  );
}

/** Running text: long, or a sentence; a short question is a heading. */
export function isParagraph(text: string): boolean {
  return (
    (MARK.test(text) && !NUMBER.test(text)) ||
    text.length >= LONG_LINE ||
    (text.length >= 20 && ENDED.test(text) && !isQuestion(text))
  );
}

/** What’s happening in 2023? is a heading. */
function isQuestion(text: string): boolean {
  return text.length < 80 && /^[^.!]*\?$/u.test(text);
}

/** 22 Jan 2025, Published Date: 21 June 2024, Posted on May 5, 2023: a date and nothing else. */
export function isDateLine(text: string): boolean {
  const dates = text.length > LONGEST_DATE_LINE ? [] : findDates(text);
  const [date] = dates;
  if (date === undefined || dates.length > 1 || date.value === null) return false;
  const rest = text
    .replace(date.text, '')
    .replace(WEEKDAY, '')
    .replace(/\d{1,2}[:.]\d{2}\s*(?:[ap]m)?/iu, '');
  // Dec 18, 2023 | Uncategorised
  const own = date.start === 0 ? rest.replace(/^\s*[|·].{0,30}$/u, '') : rest;
  return /^[\s,.:|()[\]*–-]*$/u.test(own.replace(DATE_WORDS, ''));
}

const WEEKDAY = /\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b/giu;
const DATE_WORDS =
  /\b(?:published|publication|issued?|posted|released?|updated|last|first|date|dated|on|of|from|news|story|effective|press|article)\b/giu;
