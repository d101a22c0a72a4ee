import { Liquid } from 'liquidjs';
import { RenderedOnceTag } from '../../../src/platform/templates/rendered-once-tag.js';

function anEngine(): { readonly engine: Liquid; readonly looks: string[] } {
  const engine = new Liquid({ strictVariables: true });
  const looks: string[] = [];
  engine.registerTag('once', RenderedOnceTag);
  engine.registerFilter('seen', (name: string) => {
    looks.push(name);
    return name;
  });
  return { engine, looks };
}

const LIST =
  '{% for one in all %}{{ forloop.index }}{% once one %}{{ one.name | seen }}{% endonce %} {% endfor %}';

describe('a block rendered once per object', () => {
  it('prints the same wherever the object occurs, and is worked out once', () => {
    const { engine, looks } = anEngine();
    const template = engine.parse(LIST);
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect(engine.renderSync(template, { all: [a, b, a] })).toBe('1a 2b 3a ');
    expect(engine.renderSync(template, { all: [b, a] })).toBe('1b 2a ');
    expect(looks).toEqual(['a', 'b']);
  });

  it('tells equal objects apart', () => {
    const { engine, looks } = anEngine();
    engine.renderSync(engine.parse(LIST), { all: [{ name: 'a' }, { name: 'a' }] });
    expect(looks).toEqual(['a', 'a']);
  });

  it('throws on a missing variable and on a block that is not closed', () => {
    const { engine } = anEngine();
    expect(() => engine.parseAndRenderSync('{% once one %}x{% endonce %}', {})).toThrow(/undefined variable/);
    expect(() => engine.parse('{% once one %}x')).toThrow(/not closed/);
  });
});
