import ts from 'typescript';
import { nodesOf, placeOf, type Source, sourcesIn } from './sources.js';

const sources = sourcesIn('src');

describe('the environment', () => {
  it('is read in one file', () => {
    const readers = sources.filter((source) =>
      [...nodesOf(source.tree)].some(
        (node) => ts.isPropertyAccessExpression(node) && node.getText() === 'process.env',
      ),
    );
    expect(readers.map((source) => source.path)).toEqual(['src/platform/config/environment.ts']);
  });
});

describe('domain', () => {
  const domain = sources.filter((source) => source.path.includes('/domain/'));

  it('is there', () => {
    expect(domain.length).toBeGreaterThan(40);
  });

  it('knows no clock, no chance and no waiting', () => {
    expect(domain.flatMap(impurities)).toEqual([]);
  });
});

function impurities(source: Source): string[] {
  return [...nodesOf(source.tree)].flatMap((node) =>
    isImpure(node) ? [`${placeOf(source, node)} ${node.getText().slice(0, 40)}`] : [],
  );
}

function isImpure(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) return true;
  if (ts.isNewExpression(node))
    return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  if (!ts.isCallExpression(node)) return false;
  return [
    'Date.now',
    'Date',
    'Math.random',
    'performance.now',
    'DateTime.now',
    'DateTime.utc',
    'DateTime.local',
  ].some(
    (name) =>
      node.expression.getText() === name && !(name.startsWith('DateTime.') && node.arguments.length > 0),
  );
}
