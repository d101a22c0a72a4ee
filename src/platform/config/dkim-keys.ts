import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DkimKey } from './config.js';

/**
 * Parses `DKIM_KEYS`: entries `domain:selector:key-file`, several separated by commas, semicolons or line
 * breaks. A key that does not load is refused here, at boot, because a sender with a bad key would
 * otherwise send unsigned mail without a word.
 */
export function parseDkimKeys(text: string): DkimKey[] {
  return text
    .split(/[,;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): DkimKey {
  const [domain, selector, ...rest] = entry.split(/:|\s+/);
  const file = rest.join(':');
  if (!domain || !selector || !file) throw new Error(`entry "${entry}" must be domain:selector:key-file`);
  return { domain: domain.toLowerCase(), selector, privateKey: loadKey(file) };
}

function loadKey(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ed25519')
      throw new Error(`is a ${key.asymmetricKeyType} key, not RSA or Ed25519`);
    return pem;
  } catch (error) {
    throw new Error(
      `key file ${file} does not load (${error instanceof Error ? error.message : String(error)})`,
      {
        cause: error,
      },
    );
  }
}
