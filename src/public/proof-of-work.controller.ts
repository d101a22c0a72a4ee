import { Controller, Get, Header } from '@nestjs/common';
import { ProofOfWork } from '../subscribers/proof-of-work.js';

/** `/proof-of-work`: a challenge for the widget of a form; it is signed and kept nowhere. */
@Controller('proof-of-work')
export class ProofOfWorkController {
  constructor(private readonly proofs: ProofOfWork) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Header('X-Robots-Tag', 'noindex')
  async challenge(): Promise<object> {
    return await this.proofs.challenge();
  }
}
