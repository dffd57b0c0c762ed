import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { ApiDocument } from './api-document.ts';
import { freePortPair } from './program.ts';

const CLI = path.join(import.meta.dirname, '../node_modules/@stoplight/prism-cli/dist/index.js');
const START_TIMEOUT_MS = 60_000;

/** A proxy that refuses what the document does not allow, in requests and in answers. */
export interface Prism {
  url: string;
  stop(): Promise<void>;
}

/** Stands between a test and a running program; `violationOf` tells its refusals from the program's. */
export async function startPrism(document: ApiDocument, upstream: string): Promise<Prism> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-prism-'));
  const file = path.join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const port = await freePortPair();
  const child = spawn(
    process.execPath,
    [CLI, 'proxy', file, upstream, '--errors', '--port', String(port), '--verboseLevel', 'error'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (Date.now() < deadline && child.exitCode === null) continue;
    await stop();
    throw new Error(`Prism did not start:\n${output}`);
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health`).catch(() => null);
  if (answer === null) await new Promise((resolve) => setTimeout(resolve, 100));
  return answer !== null;
}

/** What Prism found; null for an answer that is the program's own. */
export function violationOf(contentType: string | null, body: unknown): string | null {
  if (!contentType?.startsWith('application/problem+json')) return null;
  const { title, validation } = body as { title?: string; validation?: unknown };
  return `${title}: ${JSON.stringify(validation ?? body)}`;
}
