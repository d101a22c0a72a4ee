import { classifyReply } from './reply-classifier.js';

/** A refusal that is our own fault, as far as two of them are the same. */
export interface ConfigurationFault {
  /** Code and enhanced status (RFC 3463), or what the words mean: without addresses and numbers of the occasion. */
  readonly key: string;
  /** The relay does not know us; no recipient has anything to do with it. */
  readonly isOfTheRelay: boolean;
}

/** Authentication required, too weak, or wrong (RFC 4954 §6). */
const OF_THE_RELAY: readonly string[] = ['530', '534', '535'];

/** So many rows of a run waiting with one fault are no coincidence; those under way at that moment come on top. */
export const EQUAL_FAULTS_TO_PAUSE = 10;

/** Reads a reply that was classified as `config`. */
export function configurationFault(reply: string): ConfigurationFault {
  const [, code = '', status] = /^\s*(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3})\b)?/.exec(reply) ?? [];
  return {
    key: `${code} ${status ?? classifyReply(reply).reason}`.trim(),
    isOfTheRelay: OF_THE_RELAY.includes(code),
  };
}
