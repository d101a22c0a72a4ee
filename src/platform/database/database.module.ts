import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type EntityTarget, DataSource, type MigrationInterface } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from './database.js';
import { createDataSource } from './data-source.js';
import { DatabaseLifecycle } from './database-lifecycle.js';

/** One pool per process, connected at boot and closed at the end. */
@Global()
@Module({})
export class DatabaseModule {
  static with(entities: EntityTarget<object>[], migrations: (new () => MigrationInterface)[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: DataSource,
          useFactory: async (config: Config) =>
            await createDataSource({ url: config.databaseUrl, entities, migrations }).initialize(),
          inject: [CONFIG],
        },
        Database,
        DatabaseLifecycle,
      ],
      exports: [DataSource, Database],
    };
  }
}
