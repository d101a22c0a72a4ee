import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReadinessChecks } from '../observability/readiness.js';

/** Closes the pool after everything that uses it has stopped. */
@Injectable()
export class DatabaseLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    readiness: ReadinessChecks,
  ) {
    readiness.add('database', async () => {
      await dataSource.query('select 1');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
