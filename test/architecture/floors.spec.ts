import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/platform/package-root.js';

describe('the floors', () => {
  it('hold in this project', () => {
    const { status, stdout, stderr } = check(PACKAGE_ROOT);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Floors hold: \d{3,} modules/);
    expect(status).toBe(0);
  });

  it('are not taken to hold where next to nothing was read, or where a folder has no floor', () => {
    const { stderr, status } = checkPlanted({ 'src/attic/a.ts': 'export const a = 1;' });
    expect(stderr).toContain('Only 1 modules were read, not 80.');
    expect(stderr).toContain('src/attic has no floor in floors.json.');
    expect(status).toBe(1);
  });

  describe('of a project with planted imports', () => {
    let checked: SpawnSyncReturns<string>;

    beforeAll(() => {
      checked = checkPlanted(
        {
          'src/main.ts': 'export type B = 1;',
          'src/lists/list.ts': 'export type B = 1;',
          'src/delivery/run.ts': 'export type B = 1;',
          'src/editions/edition.ts': importing('../lists/list.js'),
          'src/policies/upward.ts': importing('../editions/edition.js'),
          'src/policies/sideways.ts': importing('../delivery/run.js'),
          'src/platform/upward.ts': importing('../lists/list.js'),
          'src/lists/domain/impure.ts': importing('../list.js'),
          'src/lists/domain/device.ts':
            "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
          'src/lists/process.ts': importing('../main.js'),
          'src/lists/nowhere.ts': importing('./gone.js'),
        },
        2,
      );
    });

    it.each([
      ['goes upward', 'policies-imports-downward: src/policies/upward.ts → src/editions/edition.ts'],
      ['goes sideways', 'policies-imports-downward: src/policies/sideways.ts → src/delivery/run.ts'],
      ['leaves platform', 'platform-imports-downward: src/platform/upward.ts → src/lists/list.ts'],
      ['leaves domain', 'domain-is-pure: src/lists/domain/impure.ts → src/lists/list.ts'],
      ['brings a device into domain', 'domain-is-pure: src/lists/domain/device.ts → fs'],
      ['leads to a process', 'rooms-do-not-import-processes: src/lists/process.ts → src/main.ts'],
      ['leads nowhere', 'everything-resolves: src/lists/nowhere.ts → ./gone.js'],
    ])('refuse one that %s, even of a type', (_, violation) => {
      expect(checked.stderr).toContain(violation);
      expect(checked.status).toBe(1);
    });

    it('let one go down', () => {
      expect(checked.stderr).not.toContain('src/editions/edition.ts →');
    });
  });
});

function importing(specifier: string): string {
  return `import type { B } from '${specifier}';\nexport type A = B;`;
}

function checkPlanted(files: Readonly<Record<string, string>>, fewest?: number): SpawnSyncReturns<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dibao-floors-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    return check(folder, fewest);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(project: string, fewest?: number): SpawnSyncReturns<string> {
  const script = join(PACKAGE_ROOT, 'scripts', 'check-floors.mjs');
  const given = fewest === undefined ? [project] : [project, String(fewest)];
  return spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' });
}
