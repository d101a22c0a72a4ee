import { Get, Header, Param } from '@nestjs/common';
import { type PersonalData, PersonalDataQuery } from '../subscribers/personal-data.query.js';
import { TokenPage } from './token-page.js';

/** `/preferences/<token>/data`: all we hold about a person, as one JSON file. */
@TokenPage('preferences/:token/data')
export class PersonalDataController {
  constructor(private readonly data: PersonalDataQuery) {}

  @Get()
  @Header('Content-Disposition', 'attachment; filename="dibao-data.json"')
  async download(@Param('token') token: string): Promise<PersonalData> {
    return await this.data.of(token);
  }
}
