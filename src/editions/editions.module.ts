import { Module } from '@nestjs/common';
import { AdminsModule } from '../admins/admins.module.js';
import { BulletinsModule } from '../bulletins/bulletins.module.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubscribersModule } from '../subscribers/subscribers.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { AdvanceEditionService } from './advance-edition.service.js';
import { ApproveEditionService } from './approve-edition.service.js';
import { CancelEditionService } from './cancel-edition.service.js';
import { ComposeEditionService } from './compose-edition.service.js';
import { DigestSampleQuery } from './digest-sample.query.js';
import { EditionAccountQuery } from './edition-account.query.js';
import { EditionArchiveQuery } from './edition-archive.query.js';
import { EditionAudienceQuery } from './edition-audience.query.js';
import { EditionBoardQuery } from './edition-board.query.js';
import { EditionWindowQuery } from './edition-window.query.js';
import { EditionsRepository } from './editions.repository.js';
import { EditionsSchedule } from './editions.schedule.js';
import { ExplainMatchQuery } from './explain-match.query.js';
import { FreezeEditionService } from './freeze-edition.service.js';
import { HoldEditionService } from './hold-edition.service.js';
import { HoldUnusualEditionService } from './hold-unusual-edition.service.js';
import { OpenDueEditionsService } from './open-due-editions.service.js';
import { PauseEditionService } from './pause-edition.service.js';
import { ProfileEditionQuery } from './profile-edition.query.js';
import { ReleaseEditionService } from './release-edition.service.js';
import { ReviewEditionService } from './review-edition.service.js';
import { RunEditionService } from './run-edition.service.js';
import { SendingHealthQuery } from './sending-health.query.js';
import { WebViewQuery } from './web-view.query.js';

@Module({
  imports: [
    AdminsModule,
    BulletinsModule,
    TaxonomyModule,
    ListsModule,
    PoliciesModule,
    MatchingModule,
    DeliveryModule,
    SubscribersModule,
  ],
  providers: [
    AdvanceEditionService,
    ApproveEditionService,
    CancelEditionService,
    DigestSampleQuery,
    EditionArchiveQuery,
    EditionBoardQuery,
    HoldEditionService,
    HoldUnusualEditionService,
    PauseEditionService,
    ReviewEditionService,
    RunEditionService,
    ComposeEditionService,
    EditionAccountQuery,
    EditionAudienceQuery,
    EditionWindowQuery,
    EditionsRepository,
    EditionsSchedule,
    ExplainMatchQuery,
    FreezeEditionService,
    OpenDueEditionsService,
    ProfileEditionQuery,
    ReleaseEditionService,
    SendingHealthQuery,
    WebViewQuery,
  ],
  exports: [
    AdvanceEditionService,
    ApproveEditionService,
    CancelEditionService,
    DigestSampleQuery,
    EditionArchiveQuery,
    EditionBoardQuery,
    HoldEditionService,
    PauseEditionService,
    RunEditionService,
    EditionAccountQuery,
    EditionsRepository,
    EditionsSchedule,
    ExplainMatchQuery,
    OpenDueEditionsService,
    ProfileEditionQuery,
    ReleaseEditionService,
    SendingHealthQuery,
    WebViewQuery,
  ],
})
export class EditionsModule {}
