import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Session } from '../../admins/sessions.repository.js';

/** An uploaded file, held in memory. */
export interface UploadedFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** A request that the console's guard let in. */
export type ConsoleRequest = Request & { consoleSession?: Session; file?: UploadedFile };

/** What a form sent: nothing about it is known yet. */
export type FormBody = Readonly<Record<string, unknown>>;

/** The session of the admin who asks; the guard has made sure that there is one. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { consoleSession } = context.switchToHttp().getRequest<ConsoleRequest>();
  if (!consoleSession) throw new Error('A console route has no guard.');
  return consoleSession;
});
