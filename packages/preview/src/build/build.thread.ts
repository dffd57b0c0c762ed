/** The thread in which projects are compiled: hostile input may hang or crash it, and never the server. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

import type * as Oxide from '@tailwindcss/oxide';
import type * as Esbuild from 'esbuild';
import type * as Tailwind from 'tailwindcss';

import type { IconTable } from '../vendor/icons.ts';
import type { BuildReply, BuildRequest, BuildThreadData } from './build-protocol.ts';
import { BuildSession, type SessionTools } from './session.ts';
import { TAILWIND_SHEETS } from './stylesheets.ts';

const data = workerData as BuildThreadData;
const tools = loadTools(data);
const sessions = new Map<number, BuildSession>();
/** The build that runs in a session. */
const running = new Map<number, number>();

parentPort?.on('message', (request: BuildRequest) => {
  if (request.type === 'dispose') void dispose(request.session);
  else if (request.type === 'cancel') cancel(request);
  else void build(request);
});

async function build(request: BuildRequest & { type: 'build' }): Promise<void> {
  const session = sessions.get(request.session) ?? new BuildSession(tools);
  sessions.set(request.session, session);
  running.set(request.session, request.id);
  try {
    const built = await session.build(request.changes, request.entry);
    running.delete(request.session);
    const owned = [built.script, built.sourceMap, built.style].flatMap((bytes) => bytes?.buffer ?? []); // prettier-ignore
    reply({ type: 'built', id: request.id, build: built }, owned as ArrayBuffer[]);
  } catch (error) {
    reply({ type: 'broken', id: request.id, message: String(error) });
  }
}

/** One that has ended meanwhile is not to be mistaken for the next one. */
function cancel({ session, id }: { session: number; id: number }): void {
  if (running.get(session) === id) sessions.get(session)?.cancel();
}

async function dispose(id: number): Promise<void> {
  const session = sessions.get(id);
  sessions.delete(id);
  await session?.dispose();
}

function reply(message: BuildReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function loadTools({ packageFile, vendored, iconTable, mode }: BuildThreadData): SessionTools {
  const require = createRequire(packageFile);
  const esbuild = require('esbuild') as typeof Esbuild;
  const { Scanner } = require('@tailwindcss/oxide') as typeof Oxide;
  const { compile } = require('tailwindcss') as typeof Tailwind;
  const tailwindRoot = path.dirname(require.resolve('tailwindcss/package.json'));
  return {
    esbuild,
    tailwindCompile: compile,
    tailwindSheets: Object.fromEntries(
      Object.entries(TAILWIND_SHEETS).map(([id, file]) => [
        id,
        readFileSync(path.join(tailwindRoot, file), 'utf8'),
      ]),
    ),
    // A scanner returns what it has not returned before, so each text gets one of its own.
    scan: (content, extension) => new Scanner({}).scanFiles([{ content, extension }]),
    vendored: new Set(vendored),
    icons: JSON.parse(iconTable) as IconTable,
    mode,
  };
}
