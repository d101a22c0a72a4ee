import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** This process's numbers in the Prometheus text format; names start with `dibao_`. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly counters = new Map<string, Counter>();
  private readonly gauges = new Map<string, Gauge>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Adds to a counter; its label names are fixed by the first call. */
  count(name: string, help: string, labels: Readonly<Record<string, string>>, by = 1): void {
    let counter = this.counters.get(name);
    if (!counter) {
      counter = new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
      this.counters.set(name, counter);
    }
    counter.inc({ ...labels }, by);
  }

  /** A gauge whose values are asked for at each scrape. */
  observe(name: string, help: string, label: string, read: () => Promise<ReadonlyMap<string, number>>): void {
    if (this.gauges.has(name)) return;
    const gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect: async () => {
        gauge.reset();
        for (const [value, number] of await read()) gauge.set({ [label]: value }, number);
      },
    });
    this.gauges.set(name, gauge);
  }

  async text(): Promise<string> {
    return await this.registry.metrics();
  }
}
