import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubscribersModule } from '../subscribers/subscribers.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { HealthController } from './health.controller.js';
import { ListsController } from './lists.controller.js';
import { PolicyController } from './policy.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { WebViewController } from './web-view.controller.js';

/** The door for everybody. */
@Module({
  imports: [TaxonomyModule, ListsModule, PoliciesModule, SubscribersModule, EditionsModule],
  controllers: [
    ListsController,
    UnsubscribeController,
    WebViewController,
    PolicyController,
    HealthController,
  ],
})
export class PublicModule {}
