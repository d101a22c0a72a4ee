/**
 * Makes a fresh or updated clone ready to run: installs packages when they are missing or older than package-lock.json;
 * with --built also compiles when dist/ is missing or older than the sources. Does nothing, quickly, when all is there.
 * With --built nothing is printed on stdout: that belongs to the command which runs next. Plain Node, no packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOCK = join(ROOT, 'node_modules', '.dibao-deps-lock');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const BUILT = join(ROOT, 'dist', 'src', 'cli.js');
const COMPILED_FROM = ['src', 'migrations', 'bench', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
/** A lock without an owner's pid is one that is just being made, unless it is older than this. */
const OWNERLESS_MS = 5_000;

const wantsBuild = process.argv.includes('--built');

refuseOtherNodes();
if (needsInstall() || needsBuild()) {
  await takeLock();
  try {
    if (needsInstall()) install();
    if (needsBuild()) build();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function refuseOtherNodes() {
  const range = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node;
  if (range.split('||').some((part) => satisfies(process.versions.node, part.trim()))) return;
  console.error(`Dibao needs Node.js ${range}; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Knows the two forms that package.json uses: ^1.2.3 and >=1.2.3. */
function satisfies(version, range) {
  const [, operator, floor] = /^(\^|>=)(.+)$/.exec(range) ?? [];
  const have = version.split('.').map(Number);
  const need = floor.split('.').map(Number);
  if (operator === '^' && have[0] !== need[0]) return false;
  const differing = [0, 1, 2].find((i) => have[i] !== need[i]);
  return differing === undefined || have[differing] > need[differing];
}

function needsInstall() {
  return modifiedAt(INSTALLED) < Math.max(1, modifiedAt(join(ROOT, 'package-lock.json')));
}

function needsBuild() {
  return (
    wantsBuild &&
    modifiedAt(BUILT) < Math.max(1, ...COMPILED_FROM.map((name) => newestBelow(join(ROOT, name))))
  );
}

function install() {
  say('Installing packages…');
  // Dev packages too, whatever NODE_ENV says: the compiler is one. `npm run -s` would silence even errors.
  npm(['install', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error']);
  utimesSync(INSTALLED, new Date(), new Date());
}

function build() {
  say('Compiling…');
  // tsc emits in spite of type errors; what it left must not pass for a finished build.
  npm(['run', '-s', 'build'], () => rmSync(BUILT, { force: true }));
}

function npm(args, onFailure = () => undefined) {
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const result = spawnSync(program, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', wantsBuild ? 2 : 1, 2],
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (result.status === 0) return;
  onFailure();
  console.error(
    `npm ${args.slice(0, 3).join(' ')} failed${result.error ? `: ${result.error.message}` : ''}.`,
  );
  rmSync(LOCK, { recursive: true, force: true });
  process.exit(1);
}

function say(line) {
  (wantsBuild ? console.error : console.log)(line);
}

/** Of two that run at once, the second waits for the first and then finds nothing left to do. */
async function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!tryLock()) {
    if (lockIsStale()) moveLockAway();
    await sleep(100);
  }
}

function tryLock() {
  try {
    mkdirSync(LOCK);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(LOCK, 'pid'), String(process.pid));
  return true;
}

function lockIsStale() {
  const pidFile = join(LOCK, 'pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (!pid) return existsSync(LOCK) && Date.now() - modifiedAt(LOCK) > OWNERLESS_MS;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function moveLockAway() {
  const aside = `${LOCK}.${process.pid}`;
  try {
    renameSync(LOCK, aside);
  } catch {
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Folders count too: a removed file changes only its folder. */
function newestBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}
