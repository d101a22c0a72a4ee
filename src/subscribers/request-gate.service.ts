import { Injectable } from '@nestjs/common';
import { type Budget, networkOf, REQUEST_BUDGETS } from './domain/request-budget.js';
import { TooManyRequests } from './form-refused.error.js';
import { ProofOfWork } from './proof-of-work.js';
import { RequestBudgetsRepository } from './request-budgets.repository.js';

/** Where a request comes from, as far as limits want to know. */
export interface RequestOrigin {
  readonly ip: string;
  /** The form was read for a plausible time before it was sent. */
  readonly isUnhurried: boolean;
  /** What the browser worked out (`ProofOfWork`); absent without JavaScript, where the limits are narrower. */
  readonly proof: unknown;
}

/** Lets public requests for mail in, or not: by network, domain and address, wider for who has shown work. */
@Injectable()
export class RequestGate {
  constructor(
    private readonly budgets: RequestBudgetsRepository,
    private readonly proofs: ProofOfWork,
  ) {}

  /** Throws `TooManyRequests` past the limits of a network or domain. */
  async admit(domain: string, origin: RequestOrigin): Promise<void> {
    const network = networkOf(origin.ip);
    const isProven = await this.proofs.accepts(origin.proof);
    const limits: (readonly [Budget, string])[] = [
      ...(origin.isUnhurried ? [] : [[REQUEST_BUDGETS.hasty, network] as const]),
      ...(isProven
        ? []
        : ([
            [REQUEST_BUDGETS.unproven, network],
            [REQUEST_BUDGETS.unprovenDomain, domain],
          ] as const)),
      [REQUEST_BUDGETS.network, network],
      [REQUEST_BUDGETS.domain, domain],
    ];
    for (const [budget, key] of limits)
      if (!(await this.budgets.spend(budget, key)))
        throw new TooManyRequests('There were too many requests. Please try again in an hour.');
  }

  /** Uses one of the mails that others can make us send to an address today; false when none is left. */
  async mayMail(address: string): Promise<boolean> {
    return await this.budgets.spend(REQUEST_BUDGETS.address, address);
  }

  /**
   * Does what a request asks for unless the same was asked for just now: then nothing, and the answer is the same.
   * What fails does not count, so that it can be tried again.
   */
  async once(content: string, act: () => Promise<void>): Promise<void> {
    await this.budgets.sweep();
    if (!(await this.budgets.spend(REQUEST_BUDGETS.repetition, content))) return;
    try {
      await act();
    } catch (error) {
      await this.budgets.forget(REQUEST_BUDGETS.repetition, content);
      throw error;
    }
  }
}
