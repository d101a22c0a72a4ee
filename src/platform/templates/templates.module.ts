import { Global, Module } from '@nestjs/common';
import { TemplateEngine } from './template-engine.js';

/** One engine for the whole process; boot fails when a template does not compile. */
@Global()
@Module({
  providers: [{ provide: TemplateEngine, useFactory: () => TemplateEngine.compileAll() }],
  exports: [TemplateEngine],
})
export class TemplatesModule {}
