/** What a refusal means to the outside; doors map it to a status, commands to an exit code. */
export const ERROR_KINDS = [
  'invalid',
  'not-found',
  'conflict',
  'forbidden',
  'unavailable',
  'too-many',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** One refused input field: its name as the person knows it, and what is wrong with it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/**
 * A refusal with a stable code and no HTTP in it. The message is one line, safe to show: it holds no
 * token and no address other than the one the reader typed.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly kind: ErrorKind = 'invalid';
  readonly problems: readonly FieldProblem[];

  constructor(message: string, problems: readonly FieldProblem[] = []) {
    super(message);
    this.name = new.target.name;
    this.problems = problems;
  }
}

/** Input that breaks a stated rule; `problems` names every field at once. */
export class InvalidInput extends DomainError {
  readonly code = 'input.invalid';

  static of(problems: readonly FieldProblem[]): InvalidInput {
    return new InvalidInput(problems.map((p) => `${p.field}: ${p.message}`).join('; '), problems);
  }
}
