import { Module } from '@nestjs/common';
import { ListsModule } from '../lists/lists.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { BulletinListQuery } from './bulletin-list.query.js';
import { ImportBulletinService } from './import-bulletin.service.js';
import { PreviewBulletinService } from './preview-bulletin.service.js';
import { PublishCleanEntriesService } from './publish-clean-entries.service.js';

@Module({
  imports: [TaxonomyModule, ListsModule, PoliciesModule],
  providers: [ImportBulletinService, PreviewBulletinService, PublishCleanEntriesService, BulletinListQuery],
  exports: [ImportBulletinService, PreviewBulletinService, PublishCleanEntriesService, BulletinListQuery],
})
export class BulletinsModule {}
