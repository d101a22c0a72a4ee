import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import mjml2html from 'mjml';
import { assetAddress } from '../http/assets.js';
import { PACKAGE_ROOT } from '../package-root.js';
import { placeholdersOf } from '../domain/placeholders.js';
import { httpUrlOrNull } from './domain/http-url.js';
import { minifyMailHtml } from './minify-mail-html.js';
import { RenderedOnceTag } from './rendered-once-tag.js';

/** A mail's two bodies; per-recipient placeholders are still in them. */
export interface RenderedMail {
  readonly html: string;
  readonly text: string;
}

interface CompiledMail {
  readonly html: Template[];
  readonly text: Template[];
  readonly version: string;
}

/**
 * Fills templates with views. MJML is compiled once per mail template, at boot; rendering is Liquid only and
 * synchronous. Strict: a variable or filter that does not exist throws, HTML output is always escaped (the
 * `raw` filter is refused at boot), the text twin is not escaped.
 */
export class TemplateEngine {
  private readonly htmlEngine: Liquid;
  private readonly textEngine: Liquid;
  private readonly mails = new Map<string, CompiledMail>();

  private constructor(private readonly root: string) {
    const strict = { strictVariables: true, strictFilters: true, ownPropertyOnly: true, cache: true };
    this.htmlEngine = new Liquid({ ...strict, root, extname: '.liquid', outputEscape: 'escape' });
    this.textEngine = new Liquid({ ...strict, root, extname: '.liquid' });
    this.htmlEngine.registerFilter('httpUrl', safeLink);
    this.htmlEngine.registerFilter('asset', assetAddress);
    for (const one of [this.htmlEngine, this.textEngine]) one.registerTag('once', RenderedOnceTag);
  }

  /** An engine with every template compiled; throws when one does not compile, naming its file. */
  static async compileAll(root = join(PACKAGE_ROOT, 'templates')): Promise<TemplateEngine> {
    const engine = new TemplateEngine(root);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.liquid'),
    );
    for (const file of files) engine.check(file);
    for (const file of files) {
      const name = /^mail[\\/]([a-z-]+)\.mjml\.liquid$/.exec(file)?.[1];
      if (name) engine.mails.set(name, await engine.compileMail(name));
    }
    return engine;
  }

  /** Both bodies of `mail/<name>`; throws on an unknown template or a view that lacks a variable. */
  renderMail(name: string, view: object): RenderedMail {
    const mail = this.mailNamed(name);
    return {
      html: this.htmlEngine.renderSync(mail.html, view) as string,
      text: this.textEngine.renderSync(mail.text, view) as string,
    };
  }

  /** The HTML of `pages/<name>`, for example `public/unsubscribe`. */
  renderPage(name: string, view: object): string {
    return this.htmlEngine.renderFileSync(`pages/${name}`, view) as string;
  }

  /** Changes whenever anything that `mail/<name>` is made of changes; part of the digest key. */
  mailVersion(name: string): string {
    return this.mailNamed(name).version;
  }

  private mailNamed(name: string): CompiledMail {
    const mail = this.mails.get(name);
    if (!mail) throw new TypeError(`There is no mail template named ${name}.`);
    return mail;
  }

  /** Reads a template for what Liquid alone would find out too late, or never. */
  private check(file: string): void {
    const source = readFileSync(join(this.root, file), 'utf8');
    if (/\|\s*raw\b/.test(source))
      throw new Error(`${file}: the raw filter is refused, output is always escaped.`);
    named(file, () => this.htmlEngine.parse(source));
  }

  private async compileMail(name: string): Promise<CompiledMail> {
    const file = join(this.root, 'mail', `${name}.mjml.liquid`);
    const html = await this.compileMjml(file);
    const text = readFileSync(join(this.root, 'mail', `${name}.txt.liquid`), 'utf8');
    return named(relative(this.root, file), () => ({
      html: this.htmlEngine.parse(html),
      text: this.textEngine.parse(text),
      version: createHash('sha256').update(html).update('\0').update(text).digest('hex').slice(0, 16),
    }));
  }

  private async compileMjml(file: string): Promise<string> {
    const { html, errors } = await mjml2html(readFileSync(file, 'utf8'), {
      fonts: {},
      validationLevel: 'strict',
      keepComments: false,
      ignoreIncludes: false,
      filePath: file,
    });
    const problem = errors[0]?.formattedMessage ?? /<!-- mj-include [^>]*-->/.exec(html)?.[0];
    if (problem) throw new Error(`${relative(this.root, file)} does not compile: ${problem}`);
    return minifyMailHtml(html);
  }
}

/** A link's target: http(s), or a placeholder whose value the sender guarantees; anything else leads nowhere. */
function safeLink(value: unknown): string {
  const text = String(value);
  return placeholdersOf(text).length === 1 ? text : (httpUrlOrNull(text) ?? '#');
}

function named<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${file} does not compile: ${(error as Error).message}`, { cause: error });
  }
}
