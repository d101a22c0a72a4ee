import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { EventLog } from './log.js';
import { Metrics } from './metrics.js';
import { ReadinessChecks } from './readiness.js';

@Global()
@Module({
  providers: [
    Metrics,
    ReadinessChecks,
    { provide: EventLog, useFactory: (config: Config) => new EventLog(config.logLevel), inject: [CONFIG] },
  ],
  exports: [EventLog, Metrics, ReadinessChecks],
})
export class ObservabilityModule {}
