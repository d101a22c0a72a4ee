import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import tearDownServices from '../../support/global-teardown.mjs';

const COLUMNS = ['n', 'duplicates', 'lost', 'uncertain', 'bound', 'seconds'];

/** Prints the table: fault, N, duplicates, lost, uncertain, bound, seconds. */
export default async function tearDown() {
  await tearDownServices();
  const file = process.env.FAULTS_TABLE;
  if (!file) return;
  const rows = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  rmSync(dirname(file), { recursive: true, force: true });
  const width = Math.max(5, ...rows.map((row) => row.fault.length));
  const line = (fault, cells) =>
    `${fault.padEnd(width)} ${cells.map((cell) => String(cell).padStart(10)).join(' ')}`;
  console.log(`\n${line('fault', COLUMNS)}`);
  for (const row of rows)
    console.log(
      line(
        row.fault,
        COLUMNS.map((column) => row[column]),
      ),
    );
}
