import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** What an event carries: ids, counts, codes and seconds; never an address, a token or a body. */
export type EventFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Event-style log, one JSON line per event on stderr: `log.info('delivery.accepted', { deliveryId })`. */
@Injectable()
export class EventLog {
  private readonly logger: Logger;

  constructor(level: string) {
    this.logger = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination({ fd: 2, sync: true }),
    );
  }

  debug(event: string, fields: EventFields = {}): void {
    this.logger.debug({ event, ...fields });
  }

  info(event: string, fields: EventFields = {}): void {
    this.logger.info({ event, ...fields });
  }

  warn(event: string, fields: EventFields = {}): void {
    this.logger.warn({ event, ...fields });
  }

  /** Names the error and its code; the stack goes along at debug level only. */
  error(event: string, error: unknown, fields: EventFields = {}): void {
    this.logger.error({ event, ...fields, ...describeError(error) });
    if (error instanceof Error) this.logger.debug({ event, stack: error.stack });
  }
}

/** The framework's own lines as events: its chatter at debug level, its errors as they are. */
export class NestLog implements LoggerService {
  constructor(private readonly events: EventLog) {}

  log(message: unknown, context?: string): void {
    this.events.debug('nest.log', { message: String(message), context });
  }

  warn(message: unknown, context?: string): void {
    this.events.warn('nest.warn', { message: String(message), context });
  }

  error(message: unknown, _stack?: string, context?: string): void {
    this.events.error('nest.error', message instanceof Error ? message : String(message), { context });
  }
}

/** A code, a name and a message without quoted addresses. */
export function describeError(error: unknown): { error: string; code?: string } {
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    error: message.replace(/[^\s<>"']+@[^\s<>"']+/g, '<address>').slice(0, 500),
    ...(typeof code === 'string' ? { code } : {}),
  };
}
