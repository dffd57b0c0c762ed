import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** A body as a form, and as text. */
  form: URLSearchParams;
  text: string;
  headers: IncomingHttpHeaders;
}

export interface StubAnswer {
  status?: number;
  json?: unknown;
  text?: string;
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  /** The answer begins, and does not end. */
  stalls?: boolean;
}

export interface StubServer {
  url: string;
  requests: StubRequest[];
  /** Answers everything with this from now on; null answers as usual again. */
  failWith(answer: StubAnswer | null): void;
  close(): Promise<void>;
}

/** A foreign host on loopback, which remembers what it was asked. */
export async function startStubServer(
  answer: (request: StubRequest, url: string) => StubAnswer | Promise<StubAnswer>,
): Promise<StubServer> {
  const requests: StubRequest[] = [];
  let failure: StubAnswer | null = null;
  let url = '';
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const { pathname, searchParams } = new URL(req.url ?? '', url);
      const request: StubRequest = {
        ...{ method: req.method ?? '', path: pathname, query: searchParams, text },
        ...{ form: new URLSearchParams(text), headers: req.headers },
      };
      requests.push(request);
      const made = failure ?? (await answer(request, url));
      res.writeHead(made.status ?? 200, { 'Content-Type': 'application/json', ...made.headers });
      const body = made.bytes ?? made.text ?? JSON.stringify(made.json ?? {});
      if (made.stalls) res.write(body.slice(0, body.length / 2));
      else res.end(req.method === 'HEAD' ? undefined : body);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, requests },
    failWith: (next) => (failure = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
