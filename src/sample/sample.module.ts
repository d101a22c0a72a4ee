import { Module } from '@nestjs/common';
import { AdminsModule } from '../admins/admins.module.js';
import { BulletinsModule } from '../bulletins/bulletins.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubscribersModule } from '../subscribers/subscribers.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { FirstRunService } from './first-run.service.js';
import { LatestAccountsQuery } from './latest-accounts.query.js';
import { SeedDemoService } from './seed-demo.service.js';

@Module({
  imports: [
    AdminsModule,
    TaxonomyModule,
    ListsModule,
    PoliciesModule,
    BulletinsModule,
    SubscribersModule,
    EditionsModule,
  ],
  providers: [SeedDemoService, FirstRunService, LatestAccountsQuery],
  exports: [SeedDemoService, FirstRunService],
})
export class SampleModule {}
