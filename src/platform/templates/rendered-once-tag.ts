import {
  Tag,
  Value,
  type Context,
  type Liquid,
  type TagToken,
  type Template,
  type TopLevelToken,
} from 'liquidjs';

/**
 * `{% once object %}…{% endonce %}`: rendered the first time it meets an object, written again as it is each further time. What stands
 * inside must follow from that object and from what is the same wherever the object occurs. One result per tag and
 * object; a collected object takes its result with it.
 */
export class RenderedOnceTag extends Tag {
  private readonly object: Value;
  private readonly templates: Template[] = [];
  private readonly rendered = new WeakMap<object, string>();

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.object = new Value(token.args, liquid);
    const stream = liquid.parser.parseStream(remaining);
    stream
      .on('tag:endonce', () => stream.stop())
      .on('template', (template: Template) => this.templates.push(template))
      .on('end', () => {
        throw new Error(`tag ${token.getText()} not closed`);
      });
    stream.start();
  }

  *render(context: Context): Generator<unknown, string, unknown> {
    const object = (yield this.object.value(context, false)) as object;
    const known = this.rendered.get(object);
    if (known !== undefined) return known;
    const text = (yield this.liquid.renderer.renderTemplates(this.templates, context)) as string;
    this.rendered.set(object, text);
    return text;
  }
}
