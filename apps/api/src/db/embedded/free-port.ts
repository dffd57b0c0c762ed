import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

import { StartupError } from '../../startup-error.ts';

/**
 * Below what systems hand out to outgoing connections (32768 and up): one of those would take the port between
 * this look and the start, or while the server is down.
 */
const FIRST_PORT = 10_000;
const LAST_PORT = 19_999;
const ATTEMPTS = 50;

/** A port of 127.0.0.1 on which nothing listens: the preferred one if it is free, else any. Throws a `StartupError`. */
export async function freePort(preferred: number | null = null): Promise<number> {
  if (preferred !== null && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
  throw new StartupError('No port of 127.0.0.1 is free for the database.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
