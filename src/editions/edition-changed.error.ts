import { DomainError } from '../platform/errors/domain-error.js';

/** The step does not fit the state the edition is in now. */
export class NotInThisState extends DomainError {
  readonly code = 'edition.not-in-this-state';
  override readonly kind = 'conflict';
}

/** What was looked at is not what stands frozen now. */
export class EditionChangedMeanwhile extends DomainError {
  readonly code = 'edition.changed-meanwhile';
  override readonly kind = 'conflict';
}

/** The list wants someone who had no hand in this edition. */
export class SecondPersonNeeded extends DomainError {
  readonly code = 'edition.second-person-needed';
  override readonly kind = 'forbidden';
}
