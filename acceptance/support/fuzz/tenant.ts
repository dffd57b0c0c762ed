import { request } from '../account.ts';
import {
  addressOf,
  endpointsOf,
  exampleInputs,
  idsIn,
  resolveSchema,
  successOf,
  type ApiDocument,
  type Endpoint,
} from '../api-document.ts';
import type { IdPool } from './arbitraries.ts';

/** An account with things of its own. */
export interface Tenant {
  token: string;
  ids: IdPool;
  /** Those of what was made for it at first, and so is nobody else's; what it reads may be everybody's. */
  made: ReadonlySet<string>;
  /** Where what it has is made first. */
  homeOrgId: string;
  /** In the names and texts of all that it has; nobody else may ever read it. */
  canary: string;
  /** Adds what was made for it to its ids. */
  learn(answer: unknown): void;
  /** Leaves out what is gone. */
  forget(id: string): void;
}

const JSON_TYPE = 'application/json';
/** Operations after which the account could not go on. */
const ENDS = /password|verification|logout/;

let tenants = 0;

/** An account with a few of each thing that the document's examples make, in an order that makes them of one another. */
export async function createTenant(
  url: string,
  document: ApiDocument,
  canary: string,
): Promise<Tenant> {
  const token = await signUp(url, canary);
  const { ids, first, learn, forget } = createIds();
  const made = new Set<string>();
  const call = async (endpoint: Endpoint, body: unknown, query: Record<string, string>) => {
    const { params } = exampleInputs(endpoint, first);
    const answer = await fetch(url + addressOf(endpoint, params, query), {
      method: endpoint.method,
      headers: { ...bearer(token), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    if (answer.ok && isJson) learn(JSON.parse(text));
    if (answer.ok && endpoint.method === 'POST') idsIn(text).forEach((id) => made.add(id));
    return answer.ok;
  };
  const { body: orgs } = await request(url, 'GET', '/orgs', undefined, bearer(token));
  learn(orgs);
  idsIn(orgs).forEach((id) => made.add(id));
  const homeOrgId = first.get('org') ?? '';

  const own = endpointsOf(document).filter(
    ({ path, security }) => security.length > 0 && !ENDS.test(path),
  );
  const makers = own.filter(({ method }) => method === 'POST');
  for (const endpoint of [...makers, ...makers]) {
    const { query, body } = exampleInputs(endpoint, first);
    const needed = onlyNeeded(endpoint, document, body);
    // Examples are about things that need not be there, and some names are one of a few.
    const bodies = [named(body, canary), named(needed, canary), needed];
    for (const one of bodies) if (await call(endpoint, one, query)) break;
  }
  // What is made along with the rest is only read.
  const readers = own.filter((one) => one.method === 'GET' && successOf(one).type === JSON_TYPE);
  for (const endpoint of readers) {
    await call(endpoint, undefined, exampleInputs(endpoint, first).query);
  }
  return { token, ids, made, homeOrgId, canary, learn, forget };
}

async function signUp(url: string, name: string): Promise<string> {
  tenants += 1;
  const email = `fuzz-${process.pid}-${tenants}-${Date.now()}@example.org`;
  const { status, body } = await request<{ accessToken: string }>(url, 'POST', '/auth/signup', {
    ...{ email, password: 'correct horse battery', name },
  });
  if (status !== 201) throw new Error(`sign-up was answered ${status}`);
  return body.accessToken;
}

function createIds() {
  const ids = new Map<string, string[]>();
  /** The first of each kind: what is made later is made of these. */
  const first = new Map<string, string>();
  return {
    ...{ ids, first },
    learn: (value: unknown) => {
      for (const id of idsIn(value)) {
        const prefix = id.slice(0, 3);
        const known = ids.get(prefix) ?? [];
        if (!known.includes(id)) ids.set(prefix, [...known, id]);
        if (!first.has(prefix)) first.set(prefix, id);
      }
    },
    forget: (id: string) => {
      const prefix = id.slice(0, 3);
      const left = ids.get(prefix)?.filter((known) => known !== id) ?? [];
      if (left.length > 0) ids.set(prefix, left);
    },
  };
}

/** A body without what may be left out. */
function onlyNeeded({ requestBody }: Endpoint, document: ApiDocument, body: unknown): unknown {
  const schema = requestBody?.content[JSON_TYPE]?.schema;
  if (!schema || typeof body !== 'object' || body === null) return body;
  const { required = [] } = resolveSchema(schema, document);
  return Object.fromEntries(Object.entries(body).filter(([key]) => required.includes(key)));
}

/** The names and texts of what is made tell whose it is. */
function named(body: unknown, canary: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([key, value]: [string, unknown]) =>
    ['name', 'description', 'promptText'].includes(key)
      ? [key, `${canary} ${String(value)}`]
      : [key, value],
  );
  return Object.fromEntries(entries);
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
