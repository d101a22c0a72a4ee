import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Admin } from '../../admins/admin.entity.js';
import { AdminsRepository } from '../../admins/admins.repository.js';
import { ROLES } from '../../admins/domain/permissions.js';
import type { Session } from '../../admins/sessions.repository.js';
import type { FieldProblem } from '../../platform/errors/domain-error.js';
import { ConsolePage, formFor } from '../console/console-page.js';
import { FormFields, type FormTexts } from '../console/form-fields.js';
import { errorsInWords } from '../console/form-input.js';
import { momentIn } from '../console/moments.js';
import { wordsIn } from '../words/console-words.js';

/** The page of admins, with what the last form said. */
@Injectable()
export class AdminPages {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly page: ConsolePage,
  ) {}

  async show(
    who: Session,
    request: Request,
    response: Response,
    shown: {
      readonly once?: { readonly email: string; readonly password: string };
      readonly texts?: FormTexts;
      readonly problems?: readonly FieldProblem[];
    },
  ): Promise<void> {
    const t = wordsIn(who.language);
    const problems = shown.problems ?? [];
    const form = new FormFields(shown.texts ?? { role: 'editor' }, errorsInWords(problems, who.language));
    const view = {
      title: t.admins.title,
      place: 'admins',
      once: shown.once ?? null,
      lines: (await this.admins.all()).map((admin) => this.line(admin, who)),
      add: formFor(who, '/console/admins'),
      email: form.text('email', t.admins.email, { inputType: 'email', maxLength: 254, isRequired: true }),
      role: form.select(
        'role',
        t.admins.role,
        ROLES.map((role) => [role, t.roles[role]]),
      ),
    } as const;
    this.page.send(request, response, 'admins/index', view, problems.length > 0 ? 422 : 200);
  }

  private line(admin: Admin, who: Session) {
    const t = wordsIn(who.language);
    const path = `/console/admins/${admin.id}`;
    return {
      id: admin.id,
      email: admin.email,
      isYou: admin.id === who.adminId,
      isActive: admin.deactivatedAt === null,
      signedInAt: momentIn(admin.signedInAt),
      roles: ROLES.map((role) => ({ value: role, label: t.roles[role], isChosen: role === admin.role })),
      changeRole: formFor(who, `${path}/role`),
      deactivate: formFor(who, `${path}/deactivate`),
      reactivate: formFor(who, `${path}/reactivate`),
      password: formFor(who, `${path}/password`),
    };
  }
}
