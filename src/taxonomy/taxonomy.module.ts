import { Module } from '@nestjs/common';
import { SeedTaxonomyService } from './seed-taxonomy.service.js';
import { TaxonomiesRepository } from './taxonomies.repository.js';

@Module({
  providers: [TaxonomiesRepository, SeedTaxonomyService],
  exports: [TaxonomiesRepository, SeedTaxonomyService],
})
export class TaxonomyModule {}
