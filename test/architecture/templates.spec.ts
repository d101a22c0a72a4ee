import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';
import { callsOf, filesIn, nodesOf, sourcesIn } from './sources.js';

const sources = sourcesIn('src');
const files = filesIn('templates', '.liquid');

describe('mail templates', () => {
  const names = files.flatMap((file) => /^templates\/mail\/([a-z-]+)\.mjml\.liquid$/.exec(file)?.[1] ?? []);

  it('are each rendered somewhere, and every rendered one exists', () => {
    expect(names.length).toBeGreaterThan(0);
    // the web view renders the template that the stored message names as its kind
    expect(rendered('renderMail').filter((name) => name !== 'kind')).toEqual(names);
  });

  it('have a text twin each', () => {
    const twins = files.flatMap((file) => /^templates\/mail\/([a-z-]+)\.txt\.liquid$/.exec(file)?.[1] ?? []);
    expect(twins).toEqual(names);
  });
});

describe('page templates', () => {
  const names = files
    .flatMap((file) => /^templates\/pages\/(.+)\.liquid$/.exec(file)?.[1] ?? [])
    .filter(isPage);

  it('are each rendered somewhere, and every rendered one exists', () => {
    expect(names.length).toBeGreaterThan(0);
    const parts = files
      .flatMap(partsOf)
      .map((file) => /^templates\/pages\/(.+)\.liquid$/.exec(file)?.[1] ?? '');
    const used = sortedSet([...rendered('renderPage'), ...consolePages(), ...parts.filter(isPage)]);
    expect(used.filter((name) => name !== '')).toEqual(names);
  });
});

describe('layouts and partials', () => {
  const parts = files.filter((file) => /\/(layouts|partials)\//.test(file));
  const used = new Set(files.flatMap(partsOf));

  it('are each used by a template', () => {
    expect(parts.filter((part) => !used.has(part))).toEqual([]);
  });

  it('exist where a template names one', () => {
    expect([...used].filter((part) => !files.includes(part))).toEqual([]);
  });
});

/** A page of its own, not a part of others; the inbox has its own engine. */
function isPage(name: string): boolean {
  return !/^(inbox|layouts)\/|(^|\/)partials\//.test(name);
}

/** The names given to a method of the template engine; a name that is not a literal is a finding of its own. */
function rendered(method: string): string[] {
  const calls = sources.flatMap((source) => callsOf(source, /\btemplates$/, [method]));
  return sortedSet(
    calls.flatMap((call) => namesIn(call.arguments[0])).filter((name) => !isConsolePrefix(name)),
  );
}

/** The console renders by its frame: `page.send(request, response, 'policies/list', view)` is `admin/policies/list`. */
function consolePages(): string[] {
  const calls = sources
    .filter((source) => source.room === 'admin')
    .flatMap((source) => callsOf(source, /./, ['send', 'sendPart']))
    .filter((call) => call.arguments.length >= 4);
  return sortedSet(calls.flatMap((call) => namesIn(call.arguments[2])).map((name) => `admin/${name}`));
}

function isConsolePrefix(name: string): boolean {
  return name.startsWith('`admin/${');
}

function namesIn(argument: ts.Expression | undefined): string[] {
  if (!argument) return [];
  const literals = [...nodesOf(argument)].filter(ts.isStringLiteralLike);
  return literals.length > 0 ? literals.map((one) => one.text) : [argument.getText()];
}

function sortedSet(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** The files a template pulls in: by MJML from its own folder, by Liquid from the root or, in the inbox, its folder. */
function partsOf(file: string): string[] {
  const text = readFileSync(join(PACKAGE_ROOT, file), 'utf8');
  const included = [...text.matchAll(/<mj-include path="([^"]+)"/g)].map(([, path]) =>
    normalize(join(dirname(file), path as string)).replaceAll('\\', '/'),
  );
  const root = file.startsWith('templates/pages/inbox/') ? dirname(file) : 'templates';
  const liquid = [...text.matchAll(/\{%-?\s*(?:layout|render|include)\s+'([^']+)'/g)].map(
    ([, name]) => `${root}/${name}.liquid`,
  );
  return [...included, ...liquid];
}
