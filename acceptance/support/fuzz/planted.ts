import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { callProgram, forwarded, readAll, type Answer, type Call } from '../contract/exchange.ts';

/** An API with faults that it does not have: what looks for them has to find these. */
export interface PlantedFaults {
  url: string;
  stop(): Promise<void>;
}

const CLIMBS = '../';
const BEYOND_ASCII = /[^\u0000-\u007f]/; // eslint-disable-line no-control-regex -- it is about all characters
const OF_A_PROJECT = /^\/api\/v1\/projects\/\w+/;

/**
 * A proxy of an API with three bugs: a body with a path that climbs gets a stack, what is read of projects is kept by its
 * path alone and given to whoever asks for it, and a PATCH with more than ASCII fails.
 */
export async function plantFaults(url: string): Promise<PlantedFaults> {
  const port = Number(new URL(url).port);
  const kept = new Map<string, Answer>();

  const answerOf = async (call: Call): Promise<Answer> => {
    const body = call.body?.toString() ?? '';
    if (call.method === 'PATCH' && BEYOND_ASCII.test(body)) return failure();
    if (call.method !== 'GET' && body.includes(CLIMBS)) return stack();
    const path = call.address.split('?')[0] ?? '';
    const known = call.method === 'GET' ? kept.get(path) : undefined;
    if (known) return known;
    const answer = await callProgram(call);
    const isKept = call.method === 'GET' && answer.status === 200 && OF_A_PROJECT.test(path);
    if (isKept) kept.set(path, answer);
    return answer;
  };
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: address = '', headers } = incoming;
    readAll(incoming)
      .then((body) => answerOf({ port, method, address, headers, body }))
      .then((answer) => send(answer, outgoing))
      .catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function failure(): Answer {
  const error = { code: 'internal', message: 'Something failed.', details: {} };
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 500, headers, body: Buffer.from(JSON.stringify({ error })) };
}

/** As a handler's error looks where nobody catches it. */
function stack(): Answer {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status: 500, headers, body: Buffer.from(new Error('It climbs.').stack ?? '') };
}

function send({ status, headers, body }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...forwarded(headers), 'content-length': body.length });
  outgoing.end(body);
}
