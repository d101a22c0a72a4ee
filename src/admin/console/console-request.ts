import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
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

/** A button or link that was pressed: on what, by whom, with which form, and where the answer goes. */
export interface Press {
  readonly params: Readonly<Record<string, string>>;
  readonly who: Session;
  readonly body: FormBody;
  readonly request: ConsoleRequest;
  readonly response: Response;
}

/** The session of the admin who asks; the guard has made sure that there is one. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Session =>
  sessionOf(context.switchToHttp().getRequest<ConsoleRequest>()),
);

/** All of it at once, for handlers that pass it on. */
export const Pressed = createParamDecorator((_: unknown, context: ExecutionContext): Press => {
  const http = context.switchToHttp();
  const request = http.getRequest<ConsoleRequest>();
  return {
    params: request.params as Record<string, string>,
    who: sessionOf(request),
    body: (request.body ?? {}) as FormBody,
    request,
    response: http.getResponse<Response>(),
  };
});

function sessionOf({ consoleSession }: ConsoleRequest): Session {
  if (!consoleSession) throw new Error('A console route has no guard.');
  return consoleSession;
}
