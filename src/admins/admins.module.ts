import { Module } from '@nestjs/common';
import { AdminsRepository } from './admins.repository.js';
import { AuditLog } from './audit-log.js';
import { ChangeAdminService } from './change-admin.service.js';
import { ChangePasswordService } from './change-password.service.js';
import { CreateAdminService } from './create-admin.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInAttemptsRepository } from './sign-in-attempts.repository.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [
    AdminsRepository,
    AuditLog,
    ChangeAdminService,
    ChangePasswordService,
    CreateAdminService,
    SessionsRepository,
    SignInAttemptsRepository,
    SignInService,
  ],
  exports: [
    AdminsRepository,
    AuditLog,
    ChangeAdminService,
    ChangePasswordService,
    CreateAdminService,
    SessionsRepository,
    SignInService,
  ],
})
export class AdminsModule {}
