import { Module } from '@nestjs/common';
import { AdminsModule } from '../admins/admins.module.js';
import { BulletinsModule } from '../bulletins/bulletins.module.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubscribersModule } from '../subscribers/subscribers.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { AccountController } from './account/account.controller.js';
import { AdminPages } from './admins/admin-pages.js';
import { AdminsController } from './admins/admins.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { BulletinImportController } from './bulletins/bulletin-import.controller.js';
import { BulletinIndexController } from './bulletins/bulletin-index.controller.js';
import { BulletinPages } from './bulletins/bulletin-pages.js';
import { ReviewActs } from './bulletins/review-acts.js';
import { ReviewEntryController } from './bulletins/review-entry.controller.js';
import { ReviewPages } from './bulletins/review-pages.js';
import { ReviewPublishController } from './bulletins/review-publish.controller.js';
import { ReviewShapeController } from './bulletins/review-shape.controller.js';
import { ReviewShowController } from './bulletins/review-show.controller.js';
import { ConsolePage } from './console/console-page.js';
import { DashboardLists } from './dashboard/dashboard-lists.js';
import { DashboardOutlook } from './dashboard/dashboard-outlook.js';
import { DashboardSending } from './dashboard/dashboard-sending.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { EditionCancelController } from './editions/edition-cancel.controller.js';
import { EditionControlController } from './editions/edition-control.controller.js';
import { EditionIndexController } from './editions/edition-index.controller.js';
import { EditionPages } from './editions/edition-pages.js';
import { EditionRunController } from './editions/edition-run.controller.js';
import { EditionShowController } from './editions/edition-show.controller.js';
import { ExplainController } from './explain/explain.controller.js';
import { LexiconController } from './lexicon/lexicon.controller.js';
import { LexiconPage } from './lexicon/lexicon-page.js';
import { ListPages } from './lists/list-pages.js';
import { ListSaveController } from './lists/list-save.controller.js';
import { ConsoleListsController } from './lists/lists.controller.js';
import { PolicyEditController } from './policies/policy-edit.controller.js';
import { PolicyIndexController } from './policies/policy-index.controller.js';
import { PolicyNewController } from './policies/policy-new.controller.js';
import { PolicyPages } from './policies/policy-pages.js';
import { PolicyPublishController } from './policies/policy-publish.controller.js';
import { LanguageController } from './sign-in/language.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignOutController } from './sign-in/sign-out.controller.js';
import { LeavingReasonsController } from './subscribers/leaving-reasons.controller.js';
import { SubscriberImportController } from './subscribers/subscriber-import.controller.js';
import { SubscriptionIndexController } from './subscribers/subscription-index.controller.js';
import { SubscriptionPage } from './subscribers/subscription-page.js';
import { SubscriptionProfileController } from './subscribers/subscription-profile.controller.js';
import { SubscriptionShowController } from './subscribers/subscription-show.controller.js';

/** The door for those who run the house. Fixed paths stand before paths with an id. */
@Module({
  imports: [
    AdminsModule,
    TaxonomyModule,
    ListsModule,
    PoliciesModule,
    DeliveryModule,
    MatchingModule,
    BulletinsModule,
    SubscribersModule,
    EditionsModule,
  ],
  providers: [
    ConsolePage,
    DashboardLists,
    DashboardSending,
    DashboardOutlook,
    PolicyPages,
    BulletinPages,
    ReviewPages,
    ReviewActs,
    LexiconPage,
    EditionPages,
    ListPages,
    SubscriptionPage,
    AdminPages,
  ],
  controllers: [
    DashboardController,
    SignInController,
    SignOutController,
    LanguageController,
    PolicyIndexController,
    PolicyNewController,
    PolicyEditController,
    PolicyPublishController,
    BulletinImportController,
    BulletinIndexController,
    ReviewShowController,
    ReviewEntryController,
    ReviewShapeController,
    ReviewPublishController,
    LexiconController,
    EditionIndexController,
    EditionRunController,
    EditionShowController,
    EditionControlController,
    EditionCancelController,
    SubscriberImportController,
    LeavingReasonsController,
    SubscriptionIndexController,
    SubscriptionProfileController,
    SubscriptionShowController,
    ExplainController,
    ConsoleListsController,
    ListSaveController,
    AuditController,
    AdminsController,
    AccountController,
  ],
})
export class ConsoleModule {}
