import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { request } from './account.ts';
import {
  addressOf,
  endpointsOf,
  exampleInputs,
  idsIn,
  successOf,
  type ApiDocument,
  type Endpoint,
} from './api-document.ts';
import type { Program } from './program.ts';
import { contractUrl, violationIn } from './contract/address.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What a call sends; what is left out is the document's example. */
export interface Inputs {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  form?: FormData;
  /** Sent as they are. */
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** Sends the cookies that the caller was given, as a browser does. */
  withCookies?: boolean;
}

/** Somebody who calls, and the token that they got last. */
export interface Caller {
  token: string | null;
  /** Of the latest answer that set any. */
  cookies?: string;
}

export interface ContractWalk {
  owner: Caller;
  /** The newest id of each kind, by its prefix. */
  ids: Map<string, string>;
  /**
   * Calls an operation, which must succeed with what the document says, and returns the answer's body, or where it leads.
   */
  call<T = unknown>(operationId: string, inputs?: Inputs, as?: Caller): Promise<T>;
  /** Calls each operation that was not called yet with its examples, and returns what did not succeed. */
  callRest(isWanted: (endpoint: Endpoint) => boolean): Promise<string[]>;
  /** Operations that nobody called. */
  missed(): string[];
  /** The token in the last mail that leads to this page of the studio. */
  mailedToken(page: string): Promise<string>;
}

export interface WalkDeps {
  document: ApiDocument;
  program: Program;
}

export function createContractWalk({ document, program }: WalkDeps): ContractWalk {
  const endpoints = new Map(endpointsOf(document).map((one) => [one.operationId, one]));
  const called = new Set<string>();
  const ids = new Map<string, string>();
  const owner: Caller = { token: null };

  async function send(endpoint: Endpoint, inputs: Inputs, caller: Caller) {
    const example = exampleInputs(endpoint, ids);
    const { status } = successOf(endpoint);
    const leads = status >= 300;
    const { form, bytes } = inputs;
    const address = addressOf(
      endpoint,
      { ...example.params, ...inputs.params },
      { ...example.query, ...inputs.query },
    );
    const body = 'body' in inputs ? inputs.body : example.body;
    const answer = await fetch(contractUrl(program.url + address), {
      method: endpoint.method,
      redirect: 'manual',
      headers: {
        ...inputs.headers,
        ...(inputs.withCookies && caller.cookies && { cookie: caller.cookies }),
        ...(caller.token &&
          endpoint.security.length > 0 && { authorization: `Bearer ${caller.token}` }),
        ...(bytes && { 'content-type': 'application/octet-stream' }),
        ...(body !== undefined && !form && !bytes && { 'content-type': 'application/json' }),
      },
      body: form ?? bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const given = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (given.length > 0) caller.cookies = given.join('; ');
    const text = await answer.text();
    const contentType = answer.headers.get('content-type');
    const location = answer.headers.get('location');
    const parsed = leads ? location : text === '' ? undefined : contentType?.includes('json') ? (JSON.parse(text) as unknown) : text; // prettier-ignore
    const fault =
      violationIn(answer.headers) ??
      (answer.status === status
        ? null
        : `${answer.status} instead of ${status}: ${text.slice(0, 500)}`);
    return { parsed, fault: fault && `${endpoint.method} ${address}: ${fault}` };
  }

  async function perform(endpoint: Endpoint, inputs: Inputs, caller: Caller) {
    const { parsed, fault } = await send(endpoint, inputs, caller);
    if (fault === null) called.add(endpoint.operationId);
    if (fault === null && caller === owner) learn(endpoint, parsed);
    return { parsed, fault };
  }

  /** What was just made is what the next calls are about. */
  function learn(endpoint: Endpoint, body: unknown): void {
    const made = endpoint.method === 'POST' && typeof body === 'object' && body !== null;
    const own = made ? Object.values(body).filter((value) => typeof value === 'string') : [];
    for (const id of idsIn(own)) ids.set(id.slice(0, 3), id);
    for (const id of idsIn(body)) if (!ids.has(id.slice(0, 3))) ids.set(id.slice(0, 3), id);
  }

  return {
    ...{ owner, ids },

    async call<T>(operationId: string, inputs: Inputs = {}, as: Caller = owner) {
      const endpoint = endpoints.get(operationId);
      if (!endpoint) throw new Error(`The document has no operation ${operationId}.`);
      const { parsed, fault } = await perform(endpoint, inputs, as);
      if (fault !== null) throw new Error(fault);
      return parsed as T;
    },

    async callRest(isWanted) {
      const faults: string[] = [];
      for (const endpoint of endpoints.values()) {
        if (called.has(endpoint.operationId) || !isWanted(endpoint)) continue;
        const { fault } = await perform(endpoint, {}, owner);
        if (fault !== null) faults.push(`${endpoint.operationId}: ${fault}`);
      }
      return faults;
    },

    missed: () => [...endpoints.keys()].filter((operationId) => !called.has(operationId)),

    async mailedToken(page) {
      const { stdout } = await promisify(execFile)(
        'npm',
        ['run', '--silent', 'operator', 'outbox'],
        {
          cwd: root,
          env: {
            ...process.env,
            ...{ NODE_OPTIONS: '', DATA_DIR: program.dataDir, PORT: String(program.port) },
          },
        },
      );
      const tokens = [...stdout.matchAll(new RegExp(`/${page}#token=([\\w-]+)`, 'g'))];
      const token = tokens.at(-1)?.[1];
      if (token === undefined) throw new Error(`No mail leads to ${page}.`);
      return token;
    },
  };
}

/** Asks again until something is so, as work goes on in the background. */
export async function until<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Signs somebody else up, past the proxy. */
export async function signUpGuest(
  url: string,
  email: string,
): Promise<Caller & { userId: string }> {
  const { body } = await request<{ accessToken: string; user: { id: string } }>(
    url,
    'POST',
    '/auth/signup',
    { email, password: 'correct horse battery' },
  );
  return { token: body.accessToken, userId: body.user.id };
}
