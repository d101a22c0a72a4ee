import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { SubscribersModule } from '../subscribers/subscribers.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { HealthController } from './health.controller.js';
import { ConfirmController } from './confirm.controller.js';
import { EditionArchiveController } from './edition-archive.controller.js';
import { FeedScope } from './feed-scope.js';
import { FeedsController } from './feeds.controller.js';
import { FormStamp } from './form-stamp.js';
import { ListsController } from './lists.controller.js';
import { PauseController } from './pause.controller.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyController } from './policy.controller.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesPage } from './preferences.page.js';
import { ProofOfWorkController } from './proof-of-work.controller.js';
import { ReachPreview } from './reach-preview.js';
import { SendAgainController } from './send-again.controller.js';
import { SitemapController } from './sitemap.controller.js';
import { SubscribeController } from './subscribe.controller.js';
import { SubscribePage } from './subscribe.page.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { WebViewController } from './web-view.controller.js';
import { AddressController } from './address.controller.js';
import { AfterLeavingController } from './after-leaving.controller.js';
import { ChangeAddressController } from './change-address.controller.js';
import { DeclineAddressController } from './decline-address.controller.js';
import { EraseController } from './erase.controller.js';
import { LostLinkController } from './lost-link.controller.js';
import { MissedEditionController } from './missed-edition.controller.js';
import { PersonalDataController } from './personal-data.controller.js';
import { UnsubscribePage } from './unsubscribe.page.js';

/** The door for everybody. */
@Module({
  imports: [TaxonomyModule, ListsModule, MatchingModule, PoliciesModule, SubscribersModule, EditionsModule],
  controllers: [
    ListsController,
    SubscribeController,
    ProofOfWorkController,
    ConfirmController,
    SendAgainController,
    // before the pages by token: /preferences/sent is not one
    LostLinkController,
    PreferencesController,
    ChangeAddressController,
    EraseController,
    MissedEditionController,
    PersonalDataController,
    AddressController,
    DeclineAddressController,
    PauseController,
    UnsubscribeController,
    AfterLeavingController,
    WebViewController,
    PoliciesController,
    PolicyController,
    EditionArchiveController,
    FeedsController,
    SitemapController,
    HealthController,
  ],
  providers: [FeedScope, FormStamp, PreferencesPage, ReachPreview, SubscribePage, UnsubscribePage],
})
export class PublicModule {}
