import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';

const eventSchema = z.object({
  event_id: z.string().regex(/^[0-9a-f]{32}$/),
  level: z.enum(['fatal', 'error', 'warning']),
  platform: z.string(),
  release: z.string(),
  environment: z.string(),
  timestamp: z.number(),
  transaction: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  user: z.record(z.string(), z.unknown()).optional(),
  request: z.unknown().optional(),
  exception: z.object({
    values: z.array(
      z.object({
        type: z.string(),
        value: z.string(),
        stacktrace: z
          .object({ frames: z.array(z.object({ filename: z.string().optional() }).loose()) })
          .optional(),
      }),
    ),
  }),
});
export type SentryEvent = z.infer<typeof eventSchema>;

/** A service that takes envelopes as Sentry does, and keeps them. */
export interface SentryStub {
  dsn: string;
  events: SentryEvent[];
  /** As they came. */
  bodies: string[];
  /** What is not as the protocol says. */
  faults: unknown[];
  /** How the next envelopes are answered; with 200 until it is said. */
  answerWith(answer: (res: ServerResponse) => void): void;
  close(): Promise<void>;
}

const PUBLIC_KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

export async function startSentryStub(): Promise<SentryStub> {
  const events: SentryEvent[] = [];
  const bodies: string[] = [];
  const faults: unknown[] = [];
  let answer = (res: ServerResponse): void => void res.writeHead(200).end('{}');
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      bodies.push(body.toString());
      try {
        const url = new URL(req.url ?? '', 'http://stub');
        if (url.pathname !== '/api/42/envelope/') throw new Error(`called at ${url.pathname}`);
        const key = url.searchParams.get('sentry_key') ?? String(req.headers['x-sentry-auth']);
        if (!key.includes(PUBLIC_KEY)) throw new Error('called without the key');
        for (const { type, payload } of readEnvelope(body)) {
          if (type === 'event') events.push(eventSchema.parse(JSON.parse(payload)));
        }
      } catch (error) {
        faults.push(error);
      }
      answer(res);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ dsn: `http://${PUBLIC_KEY}@127.0.0.1:${port}/42`, events, bodies, faults },
    answerWith: (next) => void (answer = next),
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const envelopeHeader = z
  .object({ sent_at: z.iso.datetime(), event_id: z.string().optional() })
  .loose();
const itemHeader = z.object({ type: z.string(), length: z.number().int().optional() }).loose();

/** A header in a line, then items: each a header in a line and as many bytes as that says, else up to the next line. */
function readEnvelope(body: Buffer): { type: string; payload: string }[] {
  let at = 0;
  const line = () => {
    const end = body.indexOf('\n', at);
    const text = body.subarray(at, end < 0 ? body.length : end).toString();
    at = end < 0 ? body.length : end + 1;
    return text;
  };
  envelopeHeader.parse(JSON.parse(line()));
  const items: { type: string; payload: string }[] = [];
  while (at < body.length) {
    const { type, length } = itemHeader.parse(JSON.parse(line()));
    if (length === undefined) {
      items.push({ type, payload: line() });
    } else {
      items.push({ type, payload: body.subarray(at, at + length).toString() });
      at += length + 1;
    }
  }
  return items;
}
