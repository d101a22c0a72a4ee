import type { Request } from 'express';
import { languageOf } from '../platform/http/language.js';
import { publicWords, type PublicWords } from './public-words.js';

/** What every public page is given. */
export interface PublicFrame {
  readonly language: 'zh-CN' | 'en';
  readonly words: PublicWords;
  /** `?lang=…` where the reader has chosen a language, to be carried by links and forms. */
  readonly langQuery: string;
}

/** The language asked for by `?lang=`; else the one the page's owner reads; else what the browser prefers. */
export function publicFrame(request: Request, owned?: 'zh-CN' | 'en'): PublicFrame {
  const asked = request.query['lang'];
  const isAsked = asked === 'en' || asked === 'zh-CN';
  const language = isAsked ? asked : (owned ?? languageOf(request));
  return { language, words: publicWords(language), langQuery: isAsked ? `?lang=${asked}` : '' };
}
