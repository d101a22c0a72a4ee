import { z } from 'zod';

/** One text each, of a length that a person types. */
export const signInForm = z.object({
  email: z
    .string()
    .max(254)
    .regex(/^\P{Cc}*$/u),
  password: z.string().min(1).max(200),
});

/** A path of this console to return to; anything else is the dashboard. */
export function safeNext(value: unknown): string {
  if (typeof value !== 'string' || value.length > 500) return '/console';
  return /^\/console(?:[/?][\w\-./?=&%~+]*)?$/.test(value) && !value.includes('//') ? value : '/console';
}
