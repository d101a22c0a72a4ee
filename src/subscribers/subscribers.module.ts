import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { ImportSubscribersService } from './import-subscribers.service.js';
import { SubscribersRepository } from './subscribers.repository.js';
import { UnsubscribeService } from './unsubscribe.service.js';

@Module({
  imports: [TaxonomyModule, ListsModule, MatchingModule, DeliveryModule],
  providers: [SubscribersRepository, ImportSubscribersService, UnsubscribeService],
  exports: [SubscribersRepository, ImportSubscribersService, UnsubscribeService],
})
export class SubscribersModule {}
