/** Ends a switch over a union: the compiler refuses an unhandled member, a stray value throws. */
export function assertNever(value: never): never {
  throw new TypeError(`Unhandled value: ${JSON.stringify(value)}`);
}
