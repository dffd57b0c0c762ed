import fc from 'fast-check';

import { ERROR_STATUS, errorBodySchema } from '@promptly/common';

import { request } from '../account.ts';
import {
  addressOf,
  createAnswerCheck,
  endpointsOf,
  exampleInputs,
  fetchDocument,
  idsIn,
  type AnswerCheck,
  type ApiDocument,
  type Endpoint,
} from '../api-document.ts';
import { FAULTS, valid, type IdPool } from './arbitraries.ts';

export interface FuzzOptions {
  url: string;
  /** The same seed against the same document asks the same; ids differ. */
  seed: number;
  requests: number;
}

export interface FuzzReport {
  requests: number;
  byStatus: Record<string, number>;
  /** Requests with good credentials that were valid, or valid but for one fault. */
  authorized: number;
  operations: number;
  findings: Finding[];
}

/** Something that must not be, with the request that showed it. */
export interface Finding {
  what: string;
  curl: string;
}

const PARALLEL = 8;
/** What is deleted and changed adds up: after so many requests another tenant goes on. */
const PER_TENANT = 400;
const ANSWER_TIMEOUT_MS = 60_000;
const MAX_FINDINGS = 20;

/** Sends requests that are made from the API's own document alone, and looks at every answer. */
export async function fuzz({ url, seed, requests }: FuzzOptions): Promise<FuzzReport> {
  const document = await fetchDocument(url);
  const endpoints = endpointsOf(document);
  const check = createAnswerCheck(document);
  const victim = await createTenant(url, endpoints, `canary-${seed}-${Date.now()}`);
  const report: FuzzReport = {
    ...{ requests: 0, byStatus: {}, authorized: 0 },
    ...{ operations: endpoints.length, findings: [] },
  };
  let tenant = await createTenant(url, endpoints, 'fuzz');
  for (let from = 0; from < requests && report.findings.length < MAX_FINDINGS; from += PARALLEL) {
    if (from > 0 && from % PER_TENANT < PARALLEL)
      tenant = await createTenant(url, endpoints, 'fuzz');
    const numbers = Array.from({ length: Math.min(PARALLEL, requests - from) }, (_, i) => from + i);
    await Promise.all(numbers.map((number) => fuzzOnce(number)));
  }
  return report;

  async function fuzzOnce(number: number): Promise<void> {
    const random = createRandom(seed + number);
    const endpoint = random.pick(endpoints);
    const attempt = makeAttempt(endpoint, { document, tenant, victim, random });
    const answer = await send(url, endpoint, attempt);
    report.requests += 1;
    report.byStatus[answer.status] = (report.byStatus[answer.status] ?? 0) + 1;
    if (attempt.isAuthorized) report.authorized += 1;
    const faults = faultsOf(endpoint, attempt, answer, { check, victim });
    report.findings.push(...faults.map((what) => ({ what, curl: curlOf(url, endpoint, attempt) })));
  }
}

interface Tenant {
  token: string;
  ids: IdPool;
  /** Nobody else may ever read it. */
  canary: string;
}

let tenants = 0;

/** An account with one of each thing that the document's examples make. */
async function createTenant(url: string, endpoints: Endpoint[], canary: string): Promise<Tenant> {
  tenants += 1;
  const email = `fuzz-${process.pid}-${tenants}-${Date.now()}@example.org`;
  const login = { email, password: 'correct horse battery', name: canary };
  const signedUp = await request<{ accessToken: string }>(url, 'POST', '/auth/signup', login);
  const token = signedUp.body.accessToken;
  const pool = new Map<string, string[]>();
  const latest = new Map<string, string>();
  const learn = (value: unknown) => {
    for (const id of idsIn(value)) {
      const prefix = id.slice(0, 3);
      if (!pool.get(prefix)?.includes(id)) pool.set(prefix, [...(pool.get(prefix) ?? []), id]);
      if (!latest.has(prefix)) latest.set(prefix, id);
    }
  };
  learn((await request(url, 'GET', '/orgs', undefined, bearer(token))).body);
  const makers = endpoints.filter(
    ({ method, path, security }) =>
      method === 'POST' && security.length > 0 && !/password|verification/.test(path),
  );
  // Twice, as some things are made of others.
  for (const endpoint of [...makers, ...makers]) {
    const { params, query, body } = exampleInputs(endpoint, latest);
    const answer = await fetch(url + addressOf(endpoint, params, query), {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'application/json' },
      body: JSON.stringify(named(body, canary)),
    });
    const text = await answer.text();
    if (answer.ok && text.startsWith('{')) learn(JSON.parse(text));
  }
  return { token, ids: pool, canary };
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

interface Attempt {
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
  isAuthorized: boolean;
}

interface World {
  document: ApiDocument;
  tenant: Tenant;
  victim: Tenant;
  random: Random;
}

interface Inputs {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

function makeAttempt(endpoint: Endpoint, world: World): Attempt {
  const { random, tenant } = world;
  const inputs = validInputs(endpoint, world);
  const kind = random.weighted({ fault: 55, foreign: 10, valid: 12, stranger: 9, many: 9, raw: 5 });
  if (kind === 'foreign') putForeignId(inputs, world);
  const faults = kind === 'fault' ? 1 : kind === 'many' ? 3 : 0;
  for (let i = 0; i < faults; i += 1) putFault(inputs, random);
  const credentials = [
    '',
    'Bearer nonsense',
    'Bearer pst_live_nonsense',
    'Basic YTpi',
    'Bearer a.b.c',
  ];
  const authorization = kind === 'stranger' ? random.pick(credentials) : `Bearer ${tenant.token}`;
  const strings = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireText(value)]));
  const params = Object.fromEntries(
    Object.entries(strings(inputs.params)).map(([name, value]) => [name, value.slice(0, 2_000)]),
  );
  const query = Object.fromEntries(
    Object.entries(strings(inputs.query)).map(([name, value]) => [name, value.slice(0, 2_000)]),
  );
  const json = inputs.body === undefined ? undefined : JSON.stringify(inputs.body);
  return {
    address: addressOf(endpoint, params, query),
    headers: {
      ...(authorization !== '' && { authorization }),
      'content-type': kind === 'raw' ? random.pick(TYPES) : 'application/json',
    },
    body: kind === 'raw' && endpoint.method !== 'GET' ? random.pick(RAW_BODIES) : json,
    isAuthorized: kind !== 'stranger' && kind !== 'many',
  };
}

const TYPES = ['application/json', 'text/plain', 'application/json; charset=utf-16', 'x', 'multipart/form-data; boundary=a']; // prettier-ignore
const RAW_BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1}}',
  '\u0000',
  '{"a":'.repeat(5_000),
  '--a\r\n\r\n--a--',
];

function validInputs({ parameters, requestBody }: Endpoint, world: World): Inputs {
  const { document, tenant, random } = world;
  const make = (schema: Parameters<typeof valid>[0]) =>
    random.sample(valid(schema, document, tenant.ids));
  const place = (name: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === name && (parameter.required || random.chance(0.3)))
        .map((parameter) => [parameter.name, make(parameter.schema)]),
    );
  const schema = requestBody?.content['application/json']?.schema;
  return { params: place('path'), query: place('query'), body: schema && make(schema) };
}

/** One value, at any depth, becomes what it must not be, is left out, or gets a neighbour. */
function putFault(inputs: Inputs, random: Random): void {
  const places = placesIn(inputs);
  // A copy: what is put in may get a fault of its own.
  const fault = structuredClone(random.pick(FAULTS));
  const place = places.length > 0 ? random.pick(places) : undefined;
  if (!place) inputs.query = { ...inputs.query, limit: fault };
  else if (random.chance(0.12)) delete place.holder[place.key];
  else if (random.chance(0.08)) place.holder.unknownField = fault;
  else place.holder[place.key] = fault;
}

function putForeignId(inputs: Inputs, { victim, random }: World): void {
  const places = placesIn(inputs).flatMap(({ holder, key }) => {
    const prefix = /^([a-z]{3})_\w{26}$/.exec(textOf(holder[key]))?.[1];
    return prefix === undefined ? [] : [{ holder, key, prefix }];
  });
  if (places.length === 0) return;
  const { holder, key, prefix } = random.pick(places);
  const theirs = victim.ids.get(prefix) ?? [];
  if (theirs.length > 0) holder[key] = random.pick(theirs);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => {
    const isOuter = ['params', 'query'].includes(key) && 'params' in holder && 'query' in holder;
    return [...(isOuter ? [] : [{ holder, key }]), ...placesIn(holder[key])];
  });
}

/** A text that an address can hold. */
function wireText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

interface Received {
  status: number;
  contentType: string | null;
  text: string;
}

async function send(url: string, { method }: Endpoint, attempt: Attempt): Promise<Received> {
  const hasBody = method !== 'GET' && attempt.body !== undefined;
  const answer = await fetch(url + attempt.address, {
    method,
    headers: attempt.headers,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    ...(hasBody && { body: attempt.body }),
  });
  const contentType = answer.headers.get('content-type');
  // A stream of events goes on for as long as there may be more.
  const isStream = contentType?.startsWith('text/event-stream') ?? false;
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, contentType, text: isStream ? '' : await answer.text() };
}

const STACK = /\n\s+at |node_modules|file:\/\/|\.ts:\d+|DrizzleQueryError|insert into "|select "/;

function faultsOf(
  endpoint: Endpoint,
  attempt: Attempt,
  { status, contentType, text }: Received,
  { check, victim }: { check: AnswerCheck; victim: Tenant },
): string[] {
  const faults: string[] = [];
  const sent = `${decodeURIComponent(attempt.address)} ${attempt.body ?? ''}`;
  if (status >= 500) faults.push(`${status}: ${text.slice(0, 300)}`);
  if (status >= 400 && STACK.test(text)) faults.push(`a stack: ${text.slice(0, 300)}`);
  if (text.includes(victim.canary)) faults.push(`another tenant's text: ${text.slice(0, 300)}`);
  const leaked = [...victim.ids.values()]
    .flat()
    .find((id) => text.includes(id) && !sent.includes(id));
  if (leaked) faults.push(`another tenant's id ${leaked}`);
  const isJson = contentType?.startsWith('application/json') ?? false;
  if (isJson && status >= 400) {
    const error = errorBodySchema.strict().safeParse(JSON.parse(text)).data?.error;
    const isCertain = error && ERROR_STATUS[error.code] === status;
    if (!isCertain && status !== 503) faults.push(`no error of the format: ${status} ${text}`);
  }
  const wrong = check(endpoint, {
    ...{ status, contentType },
    body: isJson ? JSON.parse(text) : text === '' ? undefined : text,
  });
  // A path parameter can lead to another path, whose answer is not this operation's.
  const isElsewhere = status === 404 || status === 405 || status === 414 || status === 431;
  if (wrong && !isElsewhere && status < 500) faults.push(`not as documented: ${wrong}`);
  return faults;
}

function curlOf(url: string, { method }: Endpoint, { address, headers, body }: Attempt): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const data =
    body === undefined || method === 'GET' ? [] : [`--data-raw ${quote(body.slice(0, 2_000))}`];
  return ['curl -i -X', method, quote(url + address), ...parts, ...data].join(' ');
}

interface Random {
  pick<T>(values: readonly T[]): T;
  chance(share: number): boolean;
  weighted<K extends string>(weights: Record<K, number>): K;
  sample(arbitrary: fc.Arbitrary<unknown>): unknown;
}

/** Numbers that follow from a seed, by the generator known as mulberry32. */
function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    chance: (share) => next() < share,
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const picked = entries.find(([, weight]) => (left -= weight) < 0);
      if (!picked) throw new Error('There is nothing to pick from.');
      return picked[0];
    },
    sample: (arbitrary) =>
      fc.sample(arbitrary, { seed: Math.floor(next() * 2 ** 31), numRuns: 1 })[0],
  };
}
