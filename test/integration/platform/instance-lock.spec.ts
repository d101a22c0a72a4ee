import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireInstanceLock, AlreadyRunning } from '../../../src/platform/embedded/instance-lock.js';

describe('instance lock', () => {
  let dataDir: string;
  const info = { url: 'http://localhost:3000' };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dibao-data-'));
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('turns a second server away in one line that says where the first one is', () => {
    acquireInstanceLock(dataDir, info);
    expect(() => acquireInstanceLock(dataDir, info)).toThrow(
      new AlreadyRunning(
        `Dibao already runs here (pid ${process.pid}, http://localhost:3000). Stop it first, or set DATA_DIR and PORT.`,
      ),
    );
  });

  it('lets the next one in after release', () => {
    acquireInstanceLock(dataDir, info).release();
    expect(() => acquireInstanceLock(dataDir, info)).not.toThrow();
  });

  it('takes over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const lock = join(dataDir, 'instance.lock');
    await writeFile(lock, JSON.stringify({ pid: child.pid, startedAt: null, ...info }));
    expect(() => acquireInstanceLock(dataDir, info)).toThrow(`pid ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(() => acquireInstanceLock(dataDir, info)).not.toThrow();
  });

  (process.platform === 'linux' ? describe : describe.skip)(
    'where the system tells when a process started',
    () => {
      it('is not fooled by a pid that was given out again', async () => {
        await writeFile(
          join(dataDir, 'instance.lock'),
          JSON.stringify({ pid: process.ppid, startedAt: '1', ...info }),
        );
        expect(() => acquireInstanceLock(dataDir, info)).not.toThrow();
      });
    },
  );
});
