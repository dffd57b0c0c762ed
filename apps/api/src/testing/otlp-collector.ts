import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, unknown>;
  isFailed: boolean;
}

/** An OpenTelemetry collector that keeps what it is sent. */
export interface OtlpCollector {
  url: string;
  /** Of requests in JSON. */
  spans: CollectedSpan[];
  /** Everything that was sent, as it came. */
  requests: {
    path: string;
    contentType: string;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }[];
  /** Answers with this status from now on. */
  answer(status: number): void;
  close(): Promise<void>;
}

interface OtlpSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number };
}

interface OtlpTraces {
  resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[];
}

const FAILED = 2;

export async function startOtlpCollector(): Promise<OtlpCollector> {
  let status = 200;
  const spans: CollectedSpan[] = [];
  const requests: OtlpCollector['requests'] = [];
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('latin1');
      const contentType = req.headers['content-type'] ?? '';
      requests.push({ path: req.url ?? '', contentType, headers: req.headers, body });
      if (contentType === 'application/json') {
        spans.push(...spansOf(JSON.parse(Buffer.concat(chunks).toString()) as OtlpTraces));
      }
      res.writeHead(status, { 'Content-Type': contentType }).end('{}');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, spans, requests },
    answer: (next) => void (status = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function spansOf({ resourceSpans }: OtlpTraces): CollectedSpan[] {
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ attributes, status, parentSpanId, ...span }) => ({
      ...span,
      parentSpanId: parentSpanId === '' ? undefined : parentSpanId,
      attributes: Object.fromEntries(
        attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
      ),
      isFailed: status.code === FAILED,
    }));
}
