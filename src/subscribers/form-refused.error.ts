import { DomainError, InvalidInput } from '../platform/errors/domain-error.js';
import { FIELD_PROBLEMS, type FormProblem } from './domain/form-fields.js';

/** A form with wrong fields: each with the key of what is wrong, so that a door can say it in its language. */
export class FormRefused extends InvalidInput {
  constructor(readonly wrong: readonly FormProblem[]) {
    const problems = wrong.map(({ field, problem }) => ({ field, message: FIELD_PROBLEMS[problem] }));
    super(problems.map((one) => `${one.field}: ${one.message}`).join('; '), problems);
  }
}

/** More requests than a person makes, from one network or for one domain. */
export class TooManyRequests extends DomainError {
  readonly code = 'subscription.too-many-requests';
  override readonly kind = 'too-many';
}
