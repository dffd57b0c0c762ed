import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import type { ApiDocument } from '../api-document.ts';
import { freePortPair } from '../program.ts';
import { callProgram, forwarded, openCall, readAll, type Answer, type Call } from './exchange.ts';

const CLI = path.join(import.meta.dirname, '../../node_modules/@stoplight/prism-cli/dist/index.js');
const START_TIMEOUT_MS = 60_000;
const CALL_HEADER = 'x-call-number';

/** What Prism holds against a call: each is a sentence. */
export interface Judgement {
  answer: Answer;
  ofRequest: string[];
  ofAnswer: string[];
}

/** Prism as a proxy that sees every call and its answer, and changes neither. */
export interface Prism {
  /** Throws where the program cannot be reached. */
  judge(call: Call): Promise<Judgement>;
  stop(): Promise<void>;
}

interface Pending {
  call: Call;
  answer?: Answer;
  error?: Error;
}

/** Starts it with a document. Behind it, a program gets the bytes of a call that came in, not what Prism makes of them. */
export async function startPrism(document: ApiDocument): Promise<Prism> {
  const pending = new Map<string, Pending>();
  const upstream = createServer((incoming, outgoing) => void forward(pending, incoming, outgoing));
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  const process = await startProcess(document, (upstream.address() as AddressInfo).port);
  let calls = 0;
  return {
    async judge(call) {
      const number = String((calls += 1));
      const one: Pending = { call };
      pending.set(number, one);
      try {
        const headers = { ...call.headers, [CALL_HEADER]: number };
        const verdict = await openCall({ ...call, headers, port: process.port }, call.body);
        const text = (await readAll(verdict)).toString();
        if (one.error) throw one.error;
        // Some it refuses by itself.
        if (!one.answer)
          return { answer: await callProgram(call), ofRequest: [text], ofAnswer: [] };
        const found = violationsIn(verdict);
        const of = (side: string) =>
          found.filter(({ location }) => location[0] === side).map(sentenceOf);
        return { answer: one.answer, ofRequest: of('request'), ofAnswer: of('response') };
      } finally {
        pending.delete(number);
      }
    },
    async stop() {
      await process.stop();
      upstream.closeAllConnections();
      upstream.close();
      await once(upstream, 'close');
    },
  };
}

/** Prism's call of the program. */
async function forward(
  pending: ReadonlyMap<string, Pending>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  incoming.resume();
  const one = pending.get(String(incoming.headers[CALL_HEADER]));
  if (!one) return void outgoing.writeHead(204).end();
  try {
    const answer = await callProgram(one.call);
    one.answer = answer;
    outgoing.writeHead(answer.status, forwarded(answer.headers)).end(answer.body);
  } catch (error) {
    one.error = new Error('The program cannot be reached.', { cause: error });
    outgoing.destroy();
  }
}

interface Violation {
  location: string[];
  severity: string;
  message: string;
}

function violationsIn({ headers }: IncomingMessage): Violation[] {
  const header = String(headers['sl-violations'] ?? '[]');
  // So many that they are cut off.
  if (!header.startsWith('['))
    return [{ location: ['response'], severity: 'Error', message: header }];
  return (JSON.parse(header) as Violation[]).filter(({ severity }) => severity === 'Error');
}

function sentenceOf({ location, message }: Violation): string {
  return `${location.join('.')}: ${message}`;
}

async function startProcess(
  document: ApiDocument,
  upstreamPort: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-prism-'));
  const file = path.join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const port = await freePortPair();
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const options = ['--port', String(port), '--verboseLevel', 'error'];
  const child = spawn(process.execPath, [CLI, 'proxy', file, upstream, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
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
  while (!(await answers(port))) {
    if (Date.now() < deadline && child.exitCode === null) continue;
    await stop();
    throw new Error(`Prism did not start:\n${output}`);
  }
  return { port, stop };
}

async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
  if (answer === null) await new Promise((resolve) => setTimeout(resolve, 100));
  return answer !== null;
}
