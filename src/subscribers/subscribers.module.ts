import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { ChangeProfileService } from './change-profile.service.js';
import { ConfirmSubscriptionService } from './confirm-subscription.service.js';
import { EndSubscriptionService } from './end-subscription.service.js';
import { ImportSubscribersService } from './import-subscribers.service.js';
import { OpenLinkService } from './open-link.service.js';
import { PauseSubscriptionService } from './pause-subscription.service.js';
import { PreferencesQuery } from './preferences.query.js';
import { ProofOfWork } from './proof-of-work.js';
import { RequestBudgetsRepository } from './request-budgets.repository.js';
import { RequestGate } from './request-gate.service.js';
import { NoticeMailService } from './notice-mail.service.js';
import { RequestedSubscriptionsRepository } from './requested-subscriptions.repository.js';
import { SendConfirmationAgainService } from './send-confirmation-again.service.js';
import { SubscribeService } from './subscribe.service.js';
import { SubscribersRepository } from './subscribers.repository.js';
import { SubscriptionOfferQuery } from './subscription-offer.query.js';
import { SubscriptionGrowthQuery } from './subscription-growth.query.js';
import { SubscriptionHistoryQuery } from './subscription-history.query.js';
import { SubscriptionListQuery } from './subscription-list.query.js';
import { UnsubscribeService } from './unsubscribe.service.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { AddressMovedNotice } from './address-moved-notice.js';
import { ConfirmAddressService } from './confirm-address.service.js';
import { EndedSubscriptionQuery } from './ended-subscription.query.js';
import { EraseSubscriberService } from './erase-subscriber.service.js';
import { LeavingReasonService } from './leaving-reason.service.js';
import { LeavingReasonsQuery } from './leaving-reasons.query.js';
import { LeavingReasonsRepository } from './leaving-reasons.repository.js';
import { LostLinkService } from './lost-link.service.js';
import { PersonalDataQuery } from './personal-data.query.js';
import { RequestAddressChangeService } from './request-address-change.service.js';
import { SubscribeAgainService } from './subscribe-again.service.js';
import { SubscriberAddressesRepository } from './subscriber-addresses.repository.js';

const SERVICES = [
  SubscribersRepository,
  ProofOfWork,
  ImportSubscribersService,
  UnsubscribeService,
  OpenLinkService,
  SubscriptionOfferQuery,
  SubscribeService,
  ConfirmSubscriptionService,
  SendConfirmationAgainService,
  PreferencesQuery,
  ChangeProfileService,
  PauseSubscriptionService,
  SubscriptionGrowthQuery,
  SubscriptionListQuery,
  SubscriptionHistoryQuery,
  EndSubscriptionService,
  RequestAddressChangeService,
  ConfirmAddressService,
  AddressChangesRepository,
  EndedSubscriptionQuery,
  EraseSubscriberService,
  LeavingReasonService,
  LeavingReasonsQuery,
  LostLinkService,
  PersonalDataQuery,
  SubscribeAgainService,
];

@Module({
  imports: [TaxonomyModule, ListsModule, MatchingModule, DeliveryModule],
  providers: [
    ...SERVICES,
    RequestBudgetsRepository,
    RequestedSubscriptionsRepository,
    NoticeMailService,
    RequestGate,
    AddressMovedNotice,
    LeavingReasonsRepository,
    SubscriberAddressesRepository,
  ],
  exports: SERVICES,
})
export class SubscribersModule {}
