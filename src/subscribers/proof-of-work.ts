import { Inject, Injectable } from '@nestjs/common';
import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { keyedHashes } from '../platform/sealed-token.js';
import type { Budget } from './domain/request-budget.js';
import { RequestBudgetsRepository } from './request-budgets.repository.js';

/** How long a challenge may be answered: an hour, for people fill in forms with pauses. */
const VALID_SECONDS = 3_600;
/** 256 derivations on average: about half a second in a browser, one derivation for us. */
const WORK = { algorithm: 'PBKDF2/SHA-256', cost: 8_000, keyPrefix: '00' } as const;
const PAYLOAD_CHARACTERS = 4_096;
/** Each solution counts once: a budget of one, kept as long as its challenge is valid. */
const ONCE: Budget = { purpose: 'proof-of-work', limit: 1, windowSeconds: VALID_SECONDS };

const PAYLOAD = z.object({
  challenge: z.object({
    parameters: z.looseObject({ data: z.object({ expires: z.number() }) }),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** Proof of work (ALTCHA, version 2 of its format): challenges are signed and kept nowhere; a solution counts once. */
@Injectable()
export class ProofOfWork {
  private readonly secrets: readonly string[];

  constructor(
    private readonly budgets: RequestBudgetsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.secrets = keyedHashes(config.secretKeys, 'proof-of-work', 'challenge').map((key) =>
      key.toString('hex'),
    );
  }

  /** A fresh challenge for the widget, as the JSON it fetches. */
  async challenge(): Promise<Challenge> {
    return await createChallenge({
      ...WORK,
      deriveKey,
      data: { expires: this.clock.now().getTime() + VALID_SECONDS * 1_000 },
      hmacSignatureSecret: this.secrets[0],
    });
  }

  /** Whether this is the first use of a right answer to a challenge of ours that has not expired. Any other value is false. */
  async accepts(given: unknown): Promise<boolean> {
    const payload = readPayload(given);
    if (!payload || payload.challenge.parameters.data.expires <= this.clock.now().getTime()) return false;
    if (!(await this.isSolved(payload as unknown as Payload))) return false;
    return await this.budgets.spend(ONCE, payload.challenge.signature);
  }

  /** The signature covers the parameters, so nobody chooses a cheaper challenge. Every key verifies. */
  private async isSolved({ challenge, solution }: Payload): Promise<boolean> {
    for (const hmacSignatureSecret of this.secrets) {
      const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
      if (!result.invalidSignature) return result.verified;
    }
    return false;
  }
}

function readPayload(given: unknown): z.infer<typeof PAYLOAD> | null {
  if (typeof given !== 'string' || given === '' || given.length > PAYLOAD_CHARACTERS) return null;
  try {
    const read = PAYLOAD.safeParse(JSON.parse(Buffer.from(given, 'base64').toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    // Not base64 of JSON: no proof.
    return null;
  }
}
