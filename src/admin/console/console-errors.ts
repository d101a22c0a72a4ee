import type { Permission } from '../../admins/domain/permissions.js';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Nobody is signed in at this browser. */
export class SignInNeeded extends DomainError {
  readonly code = 'console.sign-in-needed';
  override readonly kind = 'forbidden';
}

/** The form is not from this session, or not this form. */
export class FormRefused extends DomainError {
  readonly code = 'console.form-refused';
  override readonly kind = 'forbidden';
}

/** The role does not allow it. */
export class RoleTooLow extends DomainError {
  readonly code = 'console.role-too-low';
  override readonly kind = 'forbidden';

  constructor(readonly needs: Permission) {
    super('Your role does not allow this.');
  }
}
