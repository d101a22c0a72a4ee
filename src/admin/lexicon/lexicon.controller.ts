import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../admins/audit-log.js';
import type { Session } from '../../admins/sessions.repository.js';
import { ChangeLexiconService } from '../../bulletins/change-lexicon.service.js';
import { ProposalNotFound, ProposeWordsService } from '../../bulletins/propose-words.service.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { isId } from '../../platform/ids.js';
import { TaxonomiesRepository } from '../../taxonomy/taxonomies.repository.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { textsOf } from '../console/form-input.js';
import { nameFrom, wordFrom } from './lexicon.form.js';
import { LexiconPage } from './lexicon-page.js';

/** The words bulletins are read with: list, add, remove, take back, and answer what corrections propose. */
@ConsoleController('lexicon')
export class LexiconController {
  constructor(
    private readonly changing: ChangeLexiconService,
    private readonly proposing: ProposeWordsService,
    private readonly taxonomies: TaxonomiesRepository,
    private readonly page: LexiconPage,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Needs('console.view')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.page.show(request, response);
  }

  @Post()
  @Needs('bulletins.import')
  async add(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const word = wordFrom(body, await this.taxonomies.load());
      await this.changing.add(word, who.adminId);
      await this.record('lexicon.word-added', who, word.kind);
      response.redirect(303, `/console/lexicon?done=word-added&text=${encodeURIComponent(word.word)}`);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.page.show(request, response, textsOf(body), error.problems);
    }
  }

  @Post('remove')
  @Needs('bulletins.import')
  async remove(@Who() who: Session, @Body() body: FormBody, @Res() response: Response): Promise<void> {
    const name = nameFrom(body);
    if (await this.changing.remove(name, who.adminId))
      await this.record('lexicon.word-removed', who, name.kind);
    response.redirect(303, '/console/lexicon?done=word-removed');
  }

  @Post('undo')
  @Needs('bulletins.import')
  async undo(@Who() who: Session, @Body() body: FormBody, @Res() response: Response): Promise<void> {
    const name = nameFrom(body);
    if (await this.changing.undo(name)) await this.record('lexicon.change-undone', who, name.kind);
    response.redirect(303, '/console/lexicon?done=word-undone');
  }

  @Post('proposals/:id')
  @Needs('bulletins.import')
  async answer(
    @Param('id') id: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(id)) throw new ProposalNotFound('This proposal does not exist.');
    const { answer } = body;
    if (answer !== 'accept' && answer !== 'reject')
      throw InvalidInput.of([{ field: 'answer', message: 'must be one of accept, reject' }]);
    const done = answer === 'accept' ? 'proposal-accepted' : 'proposal-rejected';
    if (await this.proposing.answer(id, answer === 'accept', who.adminId))
      await this.audit.record({
        adminId: who.adminId,
        action: `lexicon.${done}`,
        subject: { kind: 'lexicon-proposal', id },
      });
    response.redirect(303, `/console/lexicon?done=${done}`);
  }

  private async record(action: `lexicon.${string}`, who: Session, kind: string): Promise<void> {
    await this.audit.record({
      adminId: who.adminId,
      action,
      subject: { kind: 'lexicon', id: null },
      details: { kind },
    });
  }
}
