import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AdminNotFound, AdminsRepository } from '../../admins/admins.repository.js';
import { ChangeAdminService } from '../../admins/change-admin.service.js';
import { ChangePasswordService } from '../../admins/change-password.service.js';
import { AdminAlreadyThere, CreateAdminService } from '../../admins/create-admin.service.js';
import type { Session } from '../../admins/sessions.repository.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { isId } from '../../platform/ids.js';
import { ConsoleController } from '../console/console-controller.js';
import { type FormBody, Who } from '../console/console-request.js';
import { Needs } from '../console/console.guard.js';
import { queryText } from '../console/paging.js';
import { AdminPages } from './admin-pages.js';

/** `/console/admins`: who may do what. Owners only. */
@ConsoleController('admins')
export class AdminsController {
  constructor(
    private readonly admins: AdminsRepository,
    private readonly creating: CreateAdminService,
    private readonly changing: ChangeAdminService,
    private readonly passwords: ChangePasswordService,
    private readonly pages: AdminPages,
  ) {}

  @Get()
  @Needs('admins.manage')
  async index(@Who() who: Session, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pages.show(who, request, response, {});
  }

  /** The generated password is on this one page and nowhere else, so there is no redirect to lose it by. */
  @Post()
  @Needs('admins.manage')
  async create(
    @Who() who: Session,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const email = queryText(body['email'], 300);
    const role = queryText(body['role'], 20);
    try {
      const created = await this.creating.create({ email, role, by: who.adminId });
      await this.pages.show(who, request, response, { once: created });
    } catch (error) {
      const isRefusal = error instanceof InvalidInput || error instanceof AdminAlreadyThere;
      if (!isRefusal) throw error;
      const problems =
        error instanceof InvalidInput ? error.problems : [{ field: 'email', message: error.message }];
      await this.pages.show(who, request, response, { texts: { email, role }, problems });
    }
  }

  @Post(':id/role')
  @Needs('admins.manage')
  async changeRole(
    @Param('id') id: string,
    @Who() who: Session,
    @Body() body: FormBody,
    @Res() response: Response,
  ): Promise<void> {
    await this.changing.changeRole(known(id), queryText(body['role'], 20), who.adminId);
    response.redirect(303, '/console/admins?done=admin-changed');
  }

  @Post(':id/deactivate')
  @Needs('admins.manage')
  async deactivate(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.changing.deactivate(known(id), who.adminId);
    response.redirect(303, '/console/admins?done=admin-deactivated');
  }

  @Post(':id/reactivate')
  @Needs('admins.manage')
  async reactivate(@Param('id') id: string, @Who() who: Session, @Res() response: Response): Promise<void> {
    await this.changing.reactivate(known(id), who.adminId);
    response.redirect(303, '/console/admins?done=admin-reactivated');
  }

  @Post(':id/password')
  @Needs('admins.manage')
  async resetPassword(
    @Param('id') id: string,
    @Who() who: Session,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const admin = await this.admins.byId(known(id));
    const password = await this.passwords.reset(admin.id, who.adminId);
    await this.pages.show(who, request, response, { once: { email: admin.email, password } });
  }
}

function known(id: string): string {
  if (!isId(id)) throw new AdminNotFound('This admin does not exist.');
  return id;
}
