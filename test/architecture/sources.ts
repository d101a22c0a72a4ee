import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';

/** A source file, parsed. */
export interface Source {
  /** From the project's folder, with forward slashes: `src/lists/list.entity.ts`. */
  readonly path: string;
  /** The room it lies in; empty for the processes on top. */
  readonly room: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** The TypeScript sources below a folder of the project. */
export function sourcesIn(folder: string): Source[] {
  return filesIn(folder, '.ts').map((path) => {
    const text = readFileSync(join(PACKAGE_ROOT, path), 'utf8');
    const [, room = ''] = /^src\/([^/]+)\//.exec(path) ?? [];
    return { path, room, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
  });
}

/** The files below a folder of the project that end so, by path. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** Every node of a tree. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** Calls of a method, `receiver.method(…)`, whose receiver's text matches. */
export function callsOf(source: Source, receiver: RegExp, methods: readonly string[]): ts.CallExpression[] {
  return [...nodesOf(source.tree)].filter(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      methods.includes(node.expression.name.text) &&
      receiver.test(node.expression.expression.getText()),
  );
}

/** The texts a source holds: literals, and the fixed parts of templates. */
export function textsOf(source: Source): string[] {
  return [...nodesOf(source.tree)].flatMap((node) =>
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
      ? [node.text]
      : [],
  );
}

/** `path:line` of a node. */
export function placeOf(source: Source, node: ts.Node): string {
  return `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
