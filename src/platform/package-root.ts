import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, from sources and from `dist` alike: where templates, data and package.json lie. */
export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (
    existsSync(manifest) &&
    (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'dibao'
  )
    return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package.json of dibao was not found above the code.');
  return findRoot(parent);
}
