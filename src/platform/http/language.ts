import type { Request } from 'express';

/** The language of a page: `?lang=`, else what the browser prefers, else Chinese. */
export function languageOf(request: Request): 'zh-CN' | 'en' {
  const asked = request.query['lang'];
  if (asked === 'en' || asked === 'zh-CN') return asked;
  return request.acceptsLanguages(['zh-CN', 'zh', 'en']) === 'en' ? 'en' : 'zh-CN';
}
