import { parseMailbox } from '../../delivery/domain/address.js';
import { singleLine } from '../../platform/domain/placeholders.js';
import { type FormFields, type FormProblem, INVISIBLE, onlyText, type Refuse } from './form-fields.js';
import { readProfile, type ProfileOffer } from './profile-form.js';
import type { Profile } from '../../matching/domain/profile.js';

/** A request for a subscription that may be kept. */
export interface SubscriptionRequest {
  readonly address: string;
  readonly domain: string;
  readonly company: string;
  readonly profile: Profile;
  readonly language: 'zh-CN' | 'en';
}

const COMPANY_CHARACTERS = 100;
const ADDRESS_CHARACTERS = 254;
/** Reads a form from outside: fields of any type and number. Names every wrong field, not only the first. */
export function readSubscriptionRequest(
  form: FormFields,
  offer: ProfileOffer,
): { readonly request: SubscriptionRequest } | { readonly problems: readonly FormProblem[] } {
  const problems: FormProblem[] = [];
  const refuse: Refuse = (field, problem) => problems.push({ field, problem });
  const profile = readProfile(form, offer, refuse);
  const company = readCompany(form, refuse);
  const address = readAddress(form, refuse);
  const language = readLanguage(form, offer.language, refuse);
  if (problems.length > 0 || !address) return { problems };
  return { request: { ...address, company, profile, language } };
}

/** `zh-CN` or `en`; absent means the list's own. */
export function readLanguage(form: FormFields, fallback: 'zh-CN' | 'en', refuse: Refuse): 'zh-CN' | 'en' {
  const text = onlyText(form, 'language', refuse);
  if (text === 'zh-CN' || text === 'en') return text;
  if (text) refuse('language', 'unknown');
  return fallback;
}

function readCompany(form: FormFields, refuse: Refuse): string {
  const text = onlyText(form, 'company', refuse);
  if (text === null) return '';
  if (INVISIBLE.test(text.trim())) refuse('company', 'control-character');
  const name = singleLine(text.normalize('NFC'));
  if (name === '') refuse('company', 'missing');
  else if ([...name].length > COMPANY_CHARACTERS) refuse('company', 'too-long');
  // The name is printed in a mail to somebody who may not have asked for it: it must not carry a link.
  else if (/https?:|www\.|[@<>]|\/\//i.test(name)) refuse('company', 'link');
  return name;
}

/** The one address of the field `email`; null, and refused, when it is none. */
export function readAddress(
  form: FormFields,
  refuse: Refuse,
): { readonly address: string; readonly domain: string } | null {
  const text = onlyText(form, 'email', refuse);
  if (text === null) return null;
  if (text.trim() === '') {
    refuse('email', 'missing');
    return null;
  }
  if (text.length > ADDRESS_CHARACTERS) {
    refuse('email', 'too-long');
    return null;
  }
  const parsed = parseMailbox(text);
  if (parsed.ok) return { address: parsed.address, domain: parsed.domain };
  refuse('email', 'address');
  return null;
}
