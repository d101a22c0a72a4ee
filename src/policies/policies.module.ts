import { Module } from '@nestjs/common';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { CorrectPolicyService } from './correct-policy.service.js';
import { PoliciesRepository } from './policies.repository.js';
import { PolicyListQuery } from './policy-list.query.js';
import { PolicyRelationsQuery } from './policy-relations.query.js';
import { PolicySearchIndex } from './policy-search-index.js';
import { PolicySearchQuery } from './policy-search.query.js';
import { PublishPolicyService } from './publish-policy.service.js';
import { SavePolicyService } from './save-policy.service.js';
import { WithdrawPolicyService } from './withdraw-policy.service.js';

@Module({
  imports: [TaxonomyModule],
  providers: [
    PoliciesRepository,
    PolicyListQuery,
    PolicyRelationsQuery,
    PolicySearchIndex,
    PolicySearchQuery,
    SavePolicyService,
    PublishPolicyService,
    CorrectPolicyService,
    WithdrawPolicyService,
  ],
  exports: [
    PoliciesRepository,
    PolicyListQuery,
    PolicyRelationsQuery,
    PolicySearchQuery,
    SavePolicyService,
    PublishPolicyService,
    CorrectPolicyService,
    WithdrawPolicyService,
  ],
})
export class PoliciesModule {}
