import { openLoop, type Route } from './open-loop.js';

/** The process that asks: `process.send` brings its orders and takes its results, so the server's work is not its own. */
process.on('message', (order: { origin: string; routes: Route[]; seconds: number }) => {
  openLoop(order.origin, order.routes, order.seconds).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
