/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. */
export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** Why a password is refused; null when it may be used. */
export function problemOfPassword(
  password: string,
  email: string,
): 'too-short' | 'too-long' | 'too-easy' | null {
  if ([...password].length < PASSWORD_LENGTH.least) return 'too-short';
  if ([...password].length > PASSWORD_LENGTH.most) return 'too-long';
  const lower = password.toLowerCase();
  const isRepetitive = new Set(lower).size < 5;
  const name = email.split('@')[0] ?? '';
  return isRepetitive || (name.length >= 4 && lower.includes(name)) ? 'too-easy' : null;
}
