import { applyDecorators, Controller, UseFilters, UseGuards } from '@nestjs/common';
import { ConsoleErrorFilter } from './console-error.filter.js';
import { ConsoleGuard } from './console.guard.js';

/** A controller behind the console's guard; its refusals are pages of the console. */
export function ConsoleController(path = ''): ClassDecorator {
  return applyDecorators(
    Controller(path === '' ? 'console' : `console/${path}`),
    UseGuards(ConsoleGuard),
    UseFilters(ConsoleErrorFilter),
  );
}
