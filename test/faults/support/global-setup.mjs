import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import setUpServices from '../../support/global-setup.mjs';

/** The services of all tests, and a file that gathers the rows of the table. */
export default async function setUp() {
  process.env.FAULTS_TABLE = join(mkdtempSync(join(tmpdir(), 'dibao-fault-table-')), 'rows.jsonl');
  await setUpServices();
}
