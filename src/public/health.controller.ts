import { Controller, Get } from '@nestjs/common';

/** `/healthz`: this process answers. */
@Controller()
export class HealthController {
  @Get('healthz')
  up(): { status: 'up' } {
    return { status: 'up' };
  }
}
