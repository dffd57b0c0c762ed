import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** `.env` in the clone; nothing where there is none. */
export function readDotEnv(rootDir: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(join(rootDir, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
