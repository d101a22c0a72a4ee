import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { EventLog } from './log.js';

@Global()
@Module({
  providers: [
    { provide: EventLog, useFactory: (config: Config) => new EventLog(config.logLevel), inject: [CONFIG] },
  ],
  exports: [EventLog],
})
export class ObservabilityModule {}
