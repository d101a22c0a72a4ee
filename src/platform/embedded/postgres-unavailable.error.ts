import { DomainError } from '../errors/domain-error.js';

/** The embedded PostgreSQL cannot be had here; the message says why and what to do instead, in one line. */
export class EmbeddedPostgresUnavailable extends DomainError {
  readonly code = 'platform.embedded-postgres-unavailable';
  override readonly kind = 'unavailable';
}
