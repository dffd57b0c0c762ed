import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export type Variables = Record<string, string | undefined>;

/** The process's own variables over those of `.env` in the clone. */
export function readEnvironment(rootDir: string, own: Variables): Variables {
  return { ...readDotEnv(rootDir), ...own };
}

function readDotEnv(rootDir: string): Variables {
  try {
    return parseEnv(readFileSync(join(rootDir, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
