import { Module } from '@nestjs/common';
import { AdminsModule } from '../admins/admins.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { BulletinListQuery } from './bulletin-list.query.js';
import { BulletinImportsRepository } from './bulletin-imports.repository.js';
import { BulletinsProcessor } from './bulletins.processor.js';
import { ChangeLexiconService } from './change-lexicon.service.js';
import { CorrectEntryService } from './correct-entry.service.js';
import { CurrentLexicon } from './current-lexicon.js';
import { DocumentReader } from './document-reader.js';
import { DropEntryService } from './drop-entry.service.js';
import { ImportBulletinService } from './import-bulletin.service.js';
import { KnownPoliciesQuery } from './known-policies.query.js';
import { LexiconWordsRepository } from './lexicon-words.repository.js';
import { MergeEntriesService } from './merge-entries.service.js';
import { OpenReviewService } from './open-review.service.js';
import { OpenWarningsQuery } from './open-warnings.query.js';
import { PageFetcher } from './page-fetcher.js';
import { ProposeWordsService } from './propose-words.service.js';
import { PublishCleanEntriesService } from './publish-clean-entries.service.js';
import { PublishEntryService } from './publish-entry.service.js';
import { ReadDocumentService } from './read-document.service.js';
import { ReceiveDocumentService } from './receive-document.service.js';
import { RelateEntryService } from './relate-entry.service.js';
import { ReviewEntriesRepository } from './review-entries.repository.js';
import { SettleWarningsService } from './settle-warnings.service.js';
import { SplitEntryService } from './split-entry.service.js';
import { StoreEntryService } from './store-entry.service.js';
import { UndoMergeService } from './undo-merge.service.js';

const SERVICES = [
  ImportBulletinService,
  ReadDocumentService,
  ReceiveDocumentService,
  BulletinsProcessor,
  BulletinImportsRepository,
  ChangeLexiconService,
  OpenReviewService,
  CorrectEntryService,
  SettleWarningsService,
  SplitEntryService,
  MergeEntriesService,
  UndoMergeService,
  DropEntryService,
  PublishEntryService,
  PublishCleanEntriesService,
  RelateEntryService,
  ProposeWordsService,
  ReviewEntriesRepository,
  LexiconWordsRepository,
  BulletinListQuery,
  OpenWarningsQuery,
  CurrentLexicon,
];

@Module({
  imports: [AdminsModule, TaxonomyModule, ListsModule, PoliciesModule],
  providers: [
    ...SERVICES,
    KnownPoliciesQuery,
    StoreEntryService,
    { provide: PageFetcher, useFactory: () => new PageFetcher() },
    { provide: DocumentReader, useFactory: () => new DocumentReader() },
  ],
  exports: SERVICES,
})
export class BulletinsModule {}
