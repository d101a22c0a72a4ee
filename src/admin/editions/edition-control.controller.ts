import { Post } from '@nestjs/common';
import { AuditLog } from '../../admins/audit-log.js';
import { ApproveEditionService } from '../../editions/approve-edition.service.js';
import { EditionsSchedule } from '../../editions/editions.schedule.js';
import { HoldEditionService } from '../../editions/hold-edition.service.js';
import { PauseEditionService } from '../../editions/pause-edition.service.js';
import { ConsoleController } from '../console/console-controller.js';
import { type Press, Pressed } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { queryText } from '../console/paging.js';
import { wordsIn } from '../words/console-words.js';
import { EditionPages } from './edition-pages.js';

type Done = 'approved' | 'held' | 'unheld' | 'refrozen' | 'paused' | 'resumed';

/** The buttons of an edition: each one service, then back to its page. */
@ConsoleController('editions')
export class EditionControlController {
  constructor(
    private readonly approving: ApproveEditionService,
    private readonly holding: HoldEditionService,
    private readonly pausing: PauseEditionService,
    private readonly schedule: EditionsSchedule,
    private readonly pages: EditionPages,
    private readonly audit: AuditLog,
  ) {}

  @Post(':id/approve')
  @Needs('editions.approve')
  async approve(@Pressed() press: Press): Promise<void> {
    const contentHash = queryText(press.body['contentHash'], 64);
    await this.perform(press, 'approved', async (id) => {
      await this.approving.approve(id, contentHash, press.who.adminId);
    });
  }

  @Post(':id/hold')
  @Needs('editions.control')
  async hold(@Pressed() press: Press): Promise<void> {
    const reason = queryText(press.body['reason'], 200) || wordsIn(press.who.language).editions.held;
    await this.perform(press, 'held', async (id) => await this.holding.hold(id, reason));
  }

  @Post(':id/unhold')
  @Needs('editions.control')
  async unhold(@Pressed() press: Press): Promise<void> {
    await this.perform(press, 'unheld', async (id) => await this.holding.lift(id));
  }

  @Post(':id/refreeze')
  @Needs('editions.control')
  async refreeze(@Pressed() press: Press): Promise<void> {
    await this.perform(press, 'refrozen', async (id) => await this.holding.refreeze(id));
  }

  @Post(':id/pause')
  @Needs('editions.control')
  async pause(@Pressed() press: Press): Promise<void> {
    const reason = wordsIn(press.who.language).editions.byConsole;
    await this.perform(press, 'paused', async (id) => await this.pausing.pause(id, reason));
  }

  @Post(':id/resume')
  @Needs('editions.control')
  async resume(@Pressed() press: Press): Promise<void> {
    await this.perform(press, 'resumed', async (id) => await this.pausing.resume(id));
  }

  /** The act, its line in the audit log, a worker woken where the edition goes on, and the way back. */
  private async perform(press: Press, done: Done, act: (id: string) => Promise<void>): Promise<void> {
    const { who, response } = press;
    const id = String(press.params['id']);
    await this.pages.edition(id);
    await act(id);
    await this.audit.record({
      adminId: who.adminId,
      action: `edition.${done}`,
      subject: { kind: 'edition', id },
    });
    if (done !== 'held' && done !== 'paused') await this.schedule.openDue();
    response.redirect(303, `/console/editions/${id}?done=edition-${done}`);
  }
}
