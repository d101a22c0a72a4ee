import ts from 'typescript';
import { type Source, callsOf, nodesOf, sourcesIn } from './sources.js';

describe('queue jobs', () => {
  const sources = sourcesIn('src');
  const handled = sources.flatMap((source) => queueNames(source, ['work']));
  const added = sources.flatMap((source) => queueNames(source, ['add', 'addMany']));

  it('are added somewhere', () => {
    expect(new Set(added).size).toBeGreaterThanOrEqual(2);
  });

  it('have exactly one handler per queue', () => {
    expect([...handled].sort()).toEqual([...new Set(added)].sort());
  });
});

/** The queue each call names: a constant of the file by its value, a function by its name. */
function queueNames(source: Source, methods: readonly string[]): string[] {
  return callsOf(source, /\bqueues$/, methods).map((call) => {
    const [name] = call.arguments;
    if (name && ts.isCallExpression(name)) return `${name.expression.getText()}()`;
    return name ? constantOf(source, name.getText()) : '';
  });
}

function constantOf(source: Source, name: string): string {
  for (const node of nodesOf(source.tree))
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer)
      return node.initializer.getText();
  return name;
}
