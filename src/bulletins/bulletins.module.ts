import { Module } from '@nestjs/common';
import { ListsModule } from '../lists/lists.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { ImportBulletinService } from './import-bulletin.service.js';

@Module({
  imports: [TaxonomyModule, ListsModule, PoliciesModule],
  providers: [ImportBulletinService],
  exports: [ImportBulletinService],
})
export class BulletinsModule {}
