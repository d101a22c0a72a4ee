import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562) that belongs to one noun: `Id<'policy'>` is not an `Id<'list'>`. */
export type Id<Noun extends string> = string & { readonly __noun?: Noun };

/** A new time-ordered identifier. */
export function newId<Noun extends string>(): Id<Noun> {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text from outside has the shape of an identifier (lower case, RFC 9562). */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}
