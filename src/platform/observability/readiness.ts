import { Injectable } from '@nestjs/common';
import { describeError } from './log.js';

const CHECK_TIMEOUT_MS = 3_000;

/** The answer of one check: `up`, or what is wrong in one line. */
export type Readiness = Readonly<Record<string, string>>;

/** Whether this process can do its work: every device registers a check and is named when it fails. */
@Injectable()
export class ReadinessChecks {
  private readonly checks = new Map<string, () => Promise<void>>();

  /** `check` rejects when the device cannot be used. */
  add(name: string, check: () => Promise<void>): void {
    this.checks.set(name, check);
  }

  async run(): Promise<{ readonly isReady: boolean; readonly checks: Readiness }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await answerOf(check)] as const),
    );
    return { isReady: results.every(([, answer]) => answer === 'up'), checks: Object.fromEntries(results) };
  }
}

async function answerOf(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), timeout]);
    return 'up';
  } catch (error) {
    return describeError(error).error;
  } finally {
    clearTimeout(timer);
  }
}
