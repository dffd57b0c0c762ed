import { isIP } from 'node:net';

import type { Agent, Response as UndiciResponse } from 'undici';

import { abortWithin } from '../../abort-within.ts';
import { currentCorrelation } from '../../observability/correlation.ts';
import { inSpan } from '../../observability/in-span.ts';
import type { Attributes } from '../../observability/tracing.ts';
import { createAllowList } from './allow-list.ts';
import { limitBody } from './limit-body.ts';
import { endpointOf, mayConnect, REFUSAL } from './may-connect.ts';
import { OutboundError } from './outbound-error.ts';
import type { Resolve } from './resolve-name.ts';

export interface OutboundRequest {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  /** Bytes or text, which can be sent again to where a redirect leads. */
  body?: string | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
  /** For the whole exchange, the body of the answer included. */
  timeoutMs?: number;
  /** Of the answer, unpacked. */
  maxResponseBytes?: number;
  /** 0 makes a redirect an answer like any other. */
  maxRedirects?: number;
  /** Lets the host go on with the trace. Only for hosts of the operator: a tenant's has no business in it. */
  sendsTrace?: boolean;
}

export interface Outbound {
  /** Calls a host that a tenant or a setting names. Throws an `OutboundError`, or the reason of `signal`. */
  fetch(url: string, request?: OutboundRequest): Promise<Response>;
  /** Throws the `OutboundError` with which `fetch` would refuse this address before it looks up a name. */
  check(url: string): void;
  /** Whether the operator lists the very host and port of an address. */
  lists(url: string): boolean;
  close(): Promise<void>;
}

export interface OutboundOptions {
  /** Inner hosts that the operator lets through; see `createAllowList`. */
  allowHosts: readonly string[];
  /** Looks names up; see `createResolve`. */
  resolve?: Resolve;
}

const MIB = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULTS = { timeoutMs: 30_000, maxResponseBytes: 10 * MIB, maxRedirects: 3 };
/** What goes along to another origin; everything else may be a secret of the first one. */
const PORTABLE_HEADERS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);
/** The codes by which Node refuses a certificate. */
const CERTIFICATE_FAULT = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The one way to foreign hosts: only public addresses, or those that the operator lists. */
export function createOutbound({ allowHosts, resolve }: OutboundOptions): Outbound {
  const allowList = createAllowList(allowHosts);
  let agent: Promise<Agent> | undefined;

  return {
    fetch(url, request = {}) {
      const method = request.method ?? 'GET';
      const about = { kind: 'client', attributes: describe(method, url) } as const;
      return inSpan(method, about, async (set) => {
        const response = await call(url, request);
        set({ 'http.response.status_code': response.status });
        return response;
      });
    },

    check(text) {
      const { hostname, port } = endpointOf(checkUrl(text));
      if (isIP(hostname) === 0 || mayConnect(hostname, hostname, port, allowList)) return;
      throw new OutboundError('address_not_allowed', REFUSAL);
    },

    lists(text) {
      const { hostname, port } = endpointOf(checkUrl(text));
      const isAddress = isIP(hostname) !== 0;
      return (
        allowList.allowsName(hostname, port) ||
        (isAddress && allowList.allowsAddress(hostname, port))
      );
    },

    close: async () => (await agent)?.destroy(),
  };

  async function call(url: string, request: OutboundRequest): Promise<Response> {
    const { timeoutMs, maxResponseBytes, maxRedirects } = { ...DEFAULTS, ...request };
    const signal = request.signal
      ? abortWithin(timeoutMs, request.signal)
      : AbortSignal.timeout(timeoutMs);
    let step: Step = {
      url: checkUrl(url),
      method: request.method ?? 'GET',
      headers: { ...request.headers, ...(request.sendsTrace && traceHeaders()) },
      body: request.body,
    };
    for (let redirects = 0; ; redirects += 1) {
      const response = await send(step, signal);
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null || maxRedirects === 0) {
        return limitBody(response, maxResponseBytes, toOutboundError);
      }
      await response.body?.cancel();
      if (redirects === maxRedirects) {
        throw new OutboundError('redirect_not_allowed', 'The host redirects too often.');
      }
      step = follow(step, response.status, location);
    }
  }

  async function send(step: Step, signal: AbortSignal): Promise<UndiciResponse> {
    const { url, method, headers, body } = step;
    // Loaded at the first call: many instances never make one.
    const { fetch } = await import('undici');
    const dispatcher = await (agent ??= makeAgent());
    try {
      return await fetch(url, { method, headers, body, signal, redirect: 'manual', dispatcher });
    } catch (error) {
      throw toOutboundError(error);
    }
  }

  async function makeAgent(): Promise<Agent> {
    const { createGuardedAgent } = await import('./guarded-agent.ts');
    return createGuardedAgent({ allowList, resolve, connectTimeoutMs: CONNECT_TIMEOUT_MS });
  }
}

/** Without path and query, which may hold secrets. */
function describe(method: string, text: string): Attributes {
  const attributes = { 'http.request.method': method };
  if (!URL.canParse(text)) return attributes;
  const { hostname, port } = endpointOf(new URL(text));
  return { ...attributes, 'server.address': hostname, 'server.port': port };
}

function traceHeaders(): Record<string, string> {
  const span = currentCorrelation()?.span;
  return span ? { traceparent: span.traceparent } : {};
}

interface Step {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: OutboundRequest['body'];
}

function checkUrl(text: string, base?: string): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new OutboundError('url_not_allowed', 'The address must begin with http:// or https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundError('url_not_allowed', 'The address must not hold a password.');
  }
  return url;
}

/** The next request, as browsers make it, without what belongs to the first origin. */
function follow(step: Step, status: number, location: string): Step {
  const url = checkUrl(location, step.url.href);
  if (step.url.protocol === 'https:' && url.protocol === 'http:') {
    throw new OutboundError('redirect_not_allowed', 'The host redirects from https to http.');
  }
  const becomesGet = status === 303 || (status < 303 && step.method === 'POST');
  const { method, body } = becomesGet ? { method: 'GET', body: undefined } : step;
  if (url.origin === step.url.origin) return { ...step, url, method, body };
  if (body !== undefined) {
    throw new OutboundError('redirect_not_allowed', 'The host redirects the data to another one.');
  }
  const portable = Object.entries(step.headers).filter(([name]) =>
    PORTABLE_HEADERS.has(name.toLowerCase()),
  );
  return { url, method, body, headers: Object.fromEntries(portable) };
}

/** Undici wraps what happened below it; what a tenant may know of it is little. */
function toOutboundError(error: unknown): unknown {
  if (!isErrorLike(error)) return error;
  const cause = isErrorLike(error.cause) ? error.cause : error;
  switch (cause.name) {
    case 'OutboundError':
    case 'AbortError':
      return cause;
    case 'TimeoutError':
      return new OutboundError('timeout', 'The host did not answer in time.');
    default:
      if (CERTIFICATE_FAULT.test(cause.code ?? '')) return certificateFault();
      return new OutboundError('unreachable', 'The host could not be reached.');
  }
}

function certificateFault(): OutboundError {
  return new OutboundError('certificate_not_trusted', "The host's certificate is not trusted.");
}

/** By shape: an abort's reason is a DOMException, which need not be an `Error` of this realm. */
function isErrorLike(value: unknown): value is { name: string; code?: string; cause?: unknown } {
  return typeof value === 'object' && value !== null && 'name' in value;
}
