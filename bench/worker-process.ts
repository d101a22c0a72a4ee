import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { DeliveriesProcessor } from '../src/delivery/deliveries.processor.js';
import type { Config } from '../src/platform/config/config.js';
import { benchApp } from './bench-app.js';

/** One more sending process; it answers each question of its parent once. */
let app: INestApplicationContext | undefined;
let before = process.cpuUsage();

process.on('message', (question: { start?: Config; cpu?: true; stop?: true }) => {
  answer(question).then(
    (reply) => process.send?.(reply ?? true),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function answer(question: { start?: Config; cpu?: true; stop?: true }): Promise<number | void> {
  if (question.start) {
    app = await benchApp(question.start);
    app.get(DeliveriesProcessor).start();
    before = process.cpuUsage();
  }
  if (question.cpu) {
    const cpu = process.cpuUsage(before);
    return (cpu.user + cpu.system) / 1e6;
  }
  if (question.stop) await app?.close();
}
