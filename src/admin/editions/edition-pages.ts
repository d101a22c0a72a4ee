import { Injectable } from '@nestjs/common';
import { ApproveEditionService } from '../../editions/approve-edition.service.js';
import { EditionAccountQuery } from '../../editions/edition-account.query.js';
import { EditionBoardQuery } from '../../editions/edition-board.query.js';
import { DigestSampleQuery } from '../../editions/digest-sample.query.js';
import { type Edition, EditionNotFound, EditionsRepository } from '../../editions/editions.repository.js';
import { isId } from '../../platform/ids.js';
import { type Language, wordsIn } from '../words/console-words.js';
import { progressView } from './edition-progress.view.js';

const SAMPLES = 6;

/** What the pages of one edition show. */
@Injectable()
export class EditionPages {
  constructor(
    private readonly editions: EditionsRepository,
    private readonly accounts: EditionAccountQuery,
    private readonly board: EditionBoardQuery,
    private readonly samples: DigestSampleQuery,
    private readonly approving: ApproveEditionService,
  ) {}

  async edition(id: string): Promise<Edition> {
    if (!isId(id)) throw new EditionNotFound('This edition does not exist.');
    return await this.editions.byId(id);
  }

  async progress(edition: Edition, language: Language) {
    const account = await this.accounts.of(edition);
    const pace = edition.runId ? await this.board.pace(edition.runId) : null;
    return progressView(edition, account, pace, language);
  }

  /** What stands frozen: policies, digests with their subjects, and the hash an approval binds to. */
  async contents(edition: Edition, language: Language) {
    const t = wordsIn(language);
    const policies = await this.board.policies(edition.id);
    const digests = await this.board.digests(edition.id, SAMPLES);
    return {
      policies: policies.map((one) => ({
        href: `/console/policies/${one.id}`,
        title: one.title,
        level: t.levels[one.level],
        role: t.policyRoles[one.role],
        isLate: one.role === 'late',
        mails: one.mails,
      })),
      digests: await Promise.all(
        digests.map(async (one) => ({
          messageId: one.messageId,
          href: `/console/editions/${edition.id}/samples/${one.messageId}`,
          subject: (await this.samples.subject(one.messageId)) ?? t.editions.notYet,
          language: one.language,
          policies: one.policies,
          mails: one.mails,
        })),
      ),
      contentHash: (await this.approving.contentHash(edition.id)) ?? '',
    };
  }
}
