import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DomainErrorFilter } from './domain-error.filter.js';
import { ErrorPage } from './error-page.js';

@Global()
@Module({ providers: [ErrorPage, { provide: APP_FILTER, useClass: DomainErrorFilter }] })
export class HttpModule {}
