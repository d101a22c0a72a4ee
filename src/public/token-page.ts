import {
  applyDecorators,
  type CallHandler,
  Controller,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';

/** Marks answers to the holder of a link: nobody in between keeps them, nobody lists them. */
@Injectable()
class PrivateAnswer implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
    return next.handle();
  }
}

/**
 * A controller behind the links of mails: the token in the path is the whole authority. All its answers, refusals too,
 * are never stored and never indexed; no page of this site sends a referrer.
 */
export function TokenPage(path: string): ClassDecorator {
  return applyDecorators(Controller(path), UseInterceptors(PrivateAnswer));
}
