import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import { webhookPayloadSchema, type WebhookPayload } from '@promptly/common';

export interface ReceivedWebhook {
  /** In lower case, each once. */
  headers: Record<string, string>;
  body: string;
  payload: WebhookPayload;
}

/** A receiver of webhooks on loopback. */
export interface WebhookReceiver {
  url: string;
  port: number;
  received: ReceivedWebhook[];
  /** How the next requests are answered; with 204 until it is said. */
  answerWith(answer: (res: ServerResponse, received: ReceivedWebhook) => void): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(
  make: () => Server = createServer,
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let answer: Parameters<WebhookReceiver['answerWith']>[0] = (res) => res.writeHead(204).end();
  const server = make().on('request', (req, res: ServerResponse) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const payload = webhookPayloadSchema.parse(JSON.parse(body));
      const one = { headers: flat(req.headers), body, payload };
      received.push(one);
      answer(res, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answerWith: (next) => (answer = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
