import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/platform/package-root.js';
import { until } from './times.js';

/** How a worker differs from its siblings. */
export interface WorkerTraits {
  /** Its clock is ahead of ours by so much, or behind. */
  readonly clockOffsetMs?: number;
  /** Its event loop stands still now and then, for so long. */
  readonly blocksForMs?: number;
  /** The folder of another version's build. */
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const PRELOAD = join(PACKAGE_ROOT, 'test', 'faults', 'support', 'worker-traits.mjs');
let serial = 0;

/** A worker as it runs in production, in a process of its own; ended by its pid only. */
export class Worker {
  private constructor(
    private readonly child: ChildProcess,
    private readonly logFile: string,
    private readonly ended: Promise<number | null>,
  ) {}

  /** Spawned, not yet ready. */
  static spawn(environment: Readonly<Record<string, string>>, traits: WorkerTraits = {}): Worker {
    const build = traits.build ?? process.env.FAULTS_BUILD ?? join(PACKAGE_ROOT, 'dist');
    const logFile = join(environment.DATA_DIR as string, `worker-${(serial += 1)}.log`);
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--import', PRELOAD, join(build, 'src', 'worker.js')], {
      cwd: PACKAGE_ROOT,
      env: {
        PATH: process.env.PATH,
        ...environment,
        FAULTS_CLOCK_OFFSET_MS: String(traits.clockOffsetMs ?? 0),
        FAULTS_BLOCKS_FOR_MS: String(traits.blocksForMs ?? 0),
        ...traits.environment,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    return new Worker(child, logFile, ended);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Takes jobs from here on. */
  async ready(): Promise<this> {
    await until(`a worker's start\n${this.log}`, () => {
      if (!this.isRunning) throw new Error(`A worker ended at its start:\n${this.log}`);
      return this.log.includes('"process.ready"');
    });
    return this;
  }

  signal(name: NodeJS.Signals): void {
    if (this.isRunning) this.child.kill(name);
  }

  /** kill -9, and gone. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** SIGTERM; its exit code and how long it took. */
  async terminate(): Promise<{ readonly code: number | null; readonly seconds: number }> {
    const started = performance.now();
    this.signal('SIGTERM');
    const code = await this.ended;
    return { code, seconds: (performance.now() - started) / 1_000 };
  }
}
