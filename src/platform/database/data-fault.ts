/**
 * Whether PostgreSQL refused a statement for what it was given (SQLSTATE classes 22 and 23), and not for a state of
 * its own: said again it is refused again.
 */
export function isDataFault(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
}
