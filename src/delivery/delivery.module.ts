import { Module } from '@nestjs/common';
import { DeliveriesProcessor } from './deliveries.processor.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryAddressesRepository } from './delivery-addresses.repository.js';
import { DeliveryCopy } from './delivery-copy.js';
import { DeliveryGate } from './delivery-gate.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { EnqueueMailService } from './enqueue-mail.service.js';
import { DomainRatesService } from './domain-rates.service.js';
import { EnqueueRangesService } from './enqueue-ranges.service.js';
import { LedgerIdentityService } from './ledger-identity.service.js';
import { MessageCache } from './message-cache.js';
import { MessagesRepository } from './messages.repository.js';
import { OutcomeEvents } from './outcome-events.js';
import { PointOfNoReturn } from './point-of-no-return.js';
import { PrepareCopyService } from './prepare-copy.service.js';
import { RecordOutcomeService } from './record-outcome.service.js';
import { RecoverDeliveriesService } from './recover-deliveries.service.js';
import { ResumeRunService } from './resume-run.service.js';
import { RunsRepository } from './runs.repository.js';
import { SendOverConnectionService } from './send-over-connection.service.js';
import { SendRangeService } from './send-range.service.js';
import { ConfigurationBreakerService } from './configuration-breaker.service.js';
import { ConnectionPool } from './smtp/connection-pool.js';
import { SuppressionsService } from './suppressions.service.js';
import { UncertainDeliveriesService } from './uncertain-deliveries.service.js';

@Module({
  providers: [
    ConfigurationBreakerService,
    ConnectionPool,
    DeliveriesProcessor,
    DeliveriesRepository,
    DeliveryAddressesRepository,
    DeliveryCopy,
    DeliveryGate,
    DeliveryMetrics,
    DomainRatesService,
    EnqueueMailService,
    EnqueueRangesService,
    LedgerIdentityService,
    MessageCache,
    MessagesRepository,
    OutcomeEvents,
    PointOfNoReturn,
    PrepareCopyService,
    RecordOutcomeService,
    RecoverDeliveriesService,
    ResumeRunService,
    RunsRepository,
    SendOverConnectionService,
    SendRangeService,
    SuppressionsService,
    UncertainDeliveriesService,
  ],
  exports: [
    DeliveriesProcessor,
    DeliveriesRepository,
    DeliveryAddressesRepository,
    EnqueueMailService,
    EnqueueRangesService,
    LedgerIdentityService,
    MessagesRepository,
    RecoverDeliveriesService,
    ResumeRunService,
    RunsRepository,
    SuppressionsService,
    UncertainDeliveriesService,
  ],
})
export class DeliveryModule {}
