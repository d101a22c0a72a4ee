import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

/**
 * Checks the floors (.dependency-cruiser.cjs) of the project in FOLDER (default: here) and fails on any violation.
 * It also fails when it did not read what is there: a parser that cannot read TypeScript finds no violation either.
 *
 *   node scripts/check-floors.mjs [FOLDER [FEWEST_MODULES]]
 */
const here = resolve(import.meta.dirname, '..');
const [folder = here, fewest = '80'] = process.argv.slice(2);
process.chdir(folder);

const require = createRequire(import.meta.url);
const floors = require('./floors.json');
const { forbidden, options } = require('../.dependency-cruiser.cjs');
const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true });

const problems = [...notRead(output.modules), ...output.summary.violations.map(inWords)];
const edges = output.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n${problems.length} problem(s) with the floors.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`Floors hold: ${output.modules.length} modules, ${edges} imports.\n`);
}

function notRead(modules) {
  const read = new Set(modules.map((module) => module.source));
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`);
  const missed = sources.filter((source) => !read.has(source)).map((source) => `${source} was not read.`);
  const inside = modules.filter((module) => module.source.startsWith('src/'));
  const imports = inside
    .flatMap((module) => module.dependencies)
    .filter((one) => one.resolved.startsWith('src/'));
  for (const room of readdirSync('src', { withFileTypes: true }))
    if (room.isDirectory() && !(room.name in floors))
      missed.push(`src/${room.name} has no floor in floors.json.`);
  if (inside.length < Number(fewest)) missed.push(`Only ${inside.length} modules were read, not ${fewest}.`);
  if (imports.length < inside.length / 2)
    missed.push(`Only ${imports.length} imports between modules were found.`);
  return missed;
}

function inWords({ rule, from, to }) {
  return `${rule.name}: ${from} → ${to}`;
}
