/** Loaded before a worker: gives its process another clock, or an event loop that stands still now and then. */
const offset = Number(process.env.FAULTS_CLOCK_OFFSET_MS);
if (offset !== 0) {
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + offset);
      else super(...given);
    }
    static now() {
      return RealDate.now() + offset;
    }
  };
}

const blockMs = Number(process.env.FAULTS_BLOCKS_FOR_MS);
if (blockMs > 0)
  setInterval(() => {
    const until = performance.now() + blockMs;
    while (performance.now() < until);
  }, 3 * blockMs).unref();
