/** `npm run faults [-- --real-time] [Jest's own arguments]`: every fault one after another, then the table. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const given = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.faults.config.mjs',
    '--runInBand',
    ...given.filter((argument) => argument !== '--real-time'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(given.includes('--real-time') ? { FAULTS_REAL_TIME: '1' } : {}) },
  },
);
process.exit(status ?? 1);
