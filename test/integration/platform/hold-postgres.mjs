/** Run as a process of its own: holds the server of a data folder until a line comes in on stdin, then releases it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [sources, dataDir] = process.argv.slice(2);
const entry = pathToFileURL(join(sources, 'src/platform/embedded/embedded-postgres.js'));
const { startEmbeddedPostgres } = await import(entry.href);
const held = await startEmbeddedPostgres({ dataDir, durability: 'none' });
console.log(JSON.stringify({ url: held.url, startedHere: held.startedHere }));
process.stdin.once('data', () => {
  void held.release().then(() => process.exit(0));
});
