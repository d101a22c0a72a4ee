import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { MIGRATIONS } from '../migrations/index.js';
import { ConsoleModule } from './admin/console.module.js';
import { Admin } from './admins/admin.entity.js';
import { AdminsModule } from './admins/admins.module.js';
import { BulletinsModule } from './bulletins/bulletins.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { List } from './lists/list.entity.js';
import { ListsModule } from './lists/lists.module.js';
import { MatchingModule } from './matching/matching.module.js';
import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { ObservabilityModule } from './platform/observability/observability.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { TemplatesModule } from './platform/templates/templates.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { Policy } from './policies/policy.entity.js';
import { PublicModule } from './public/public.module.js';
import { SampleModule } from './sample/sample.module.js';
import { SubscribersModule } from './subscribers/subscribers.module.js';
import { TaxonomyModule } from './taxonomy/taxonomy.module.js';

export const ENTITIES = [List, Policy, Admin];

/** The house: platform below, rooms by floor, doors on top. */
@Module({})
export class AppModule {
  static with(config: Config, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, clock),
        ObservabilityModule,
        DatabaseModule.with(ENTITIES, MIGRATIONS),
        QueueModule,
        TemplatesModule,
        HttpModule,
        ScheduleModule.forRoot(),
        TaxonomyModule,
        ListsModule,
        AdminsModule,
        PoliciesModule,
        DeliveryModule,
        MatchingModule,
        BulletinsModule,
        SubscribersModule,
        EditionsModule,
        SampleModule,
        PublicModule,
        ConsoleModule,
      ],
    };
  }
}
