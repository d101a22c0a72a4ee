import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '../src/platform/config/config.js';

/** Further sending processes beside the one that measures. */
export interface BenchWorkers {
  /** CPU seconds they have used since they began. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

export async function startWorkers(config: Config, count: number): Promise<BenchWorkers> {
  const file = fileURLToPath(new URL('./worker-process.js', import.meta.url));
  const children = Array.from({ length: count }, () => fork(file));
  await Promise.all(children.map(async (child) => await ask(child, { start: config })));
  return {
    cpuSeconds: async () => {
      const used = await Promise.all(children.map(async (child) => await ask<number>(child, { cpu: true })));
      return used.reduce((sum, seconds) => sum + seconds, 0);
    },
    stop: async () => {
      await Promise.all(children.map(async (child) => await ask(child, { stop: true })));
      for (const child of children) child.disconnect();
    },
  };
}

async function ask<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  return await new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.send(question);
  });
}
