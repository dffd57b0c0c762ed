import { createServer, type RequestListener, type Server } from 'node:http';

import type { ErrorBody } from '@promptly/common';

import { StartupError } from '../startup-error.ts';

export interface HttpServer {
  /** Answers with this from now on; before, it says that the program is starting. */
  serve(listener: RequestListener): void;
  /** Takes no more connections, and waits until those that are open are answered, up to the limit. */
  stop(timeoutMs: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
/** Longer than the usual idle time of load balancers, which else meet connections that just closed. */
const KEEP_ALIVE_MS = 65_000;
const IDLE_CHECK_MS = 50;

/**
 * Listens at once, so that a taken port is known before anything else is started.
 * `variable` is the setting that names the port. Throws a `StartupError`.
 */
export async function listen(host: string, port: number, variable: string): Promise<HttpServer> {
  let listener: RequestListener = answerStarting;
  const server = createServer((req, res) => listener(req, res));
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await bind(server, host, port, variable);
  return {
    serve: (next) => void (listener = next),
    stop: (timeoutMs) => close(server, timeoutMs),
  };
}

function bind(server: Server, host: string, port: number, variable: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartupError(describe(error, host, port, variable)));
    });
    server.listen(port, host, () => resolve());
  });
}

function describe(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
  variable: string,
): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that, or choose another one with ${variable}=<port>.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user: choose one above 1023 with ${variable}=<port>.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 to open it to the network.`;
    default:
      return `The program cannot listen on ${host}:${port} (${error.message}): choose another HOST or ${variable}.`;
  }
}

const answerStarting: RequestListener = (_req, res) => {
  const body: ErrorBody = {
    error: { code: 'unavailable', message: 'The program is starting.', details: {} },
  };
  res.writeHead(503, { 'Content-Type': 'application/json; charset=utf-8', 'Retry-After': '1' });
  res.end(JSON.stringify(body));
};

async function close(server: Server, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that become idle after their last answer would else be kept for the next one.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const limit = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
