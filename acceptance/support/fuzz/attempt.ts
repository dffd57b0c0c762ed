import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { addressOf, idsIn, type ApiDocument, type Endpoint } from '../api-document.ts';
import { FAULTS, valid } from './arbitraries.ts';
import type { Random } from './random.ts';
import type { Tenant } from './tenant.ts';

/** A request that is sent. */
export interface Attempt {
  endpoint: Endpoint;
  /** All of it, as it goes over the wire. */
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** With good credentials, and valid or valid but for one fault. */
  isAuthorized: boolean;
}

export interface World {
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

const TYPES = ['application/json', 'text/plain', 'application/json; charset=utf-16', 'x', 'multipart/form-data; boundary=a']; // prettier-ignore
const RAW_BODIES = ['', '{', 'null', '[]', '"text"', '{"a":1}}', '\u0000', '{"a":'.repeat(5_000), '--a\r\n\r\n--a--']; // prettier-ignore
const CREDENTIALS = ['', 'Bearer nonsense', 'Bearer pst_live_nonsense', 'Basic YTpi', 'Bearer a.b.c']; // prettier-ignore
const MAX_PARAMETER = 2_000;

export function makeAttempt(base: string, endpoint: Endpoint, world: World): Attempt {
  const { random, tenant } = world;
  const inputs = validInputs(endpoint, world);
  const kind = random.weighted({ fault: 50, foreign: 12, valid: 18, stranger: 6, many: 9, raw: 5 });
  if (kind === 'foreign') putForeignId(inputs, world);
  const faults = kind === 'fault' ? 1 : kind === 'many' ? 3 : 0;
  for (let i = 0; i < faults; i += 1) putFault(inputs, random);
  const authorization = kind === 'stranger' ? random.pick(CREDENTIALS) : `Bearer ${tenant.token}`;
  const address = addressOf(endpoint, wireTexts(inputs.params), wireTexts(inputs.query));
  const json = inputs.body === undefined ? undefined : JSON.stringify(inputs.body);
  const body = kind === 'raw' ? random.pick(RAW_BODIES) : json;
  return {
    endpoint,
    url: new URL(base + address).href,
    headers: {
      ...(authorization !== '' && { authorization }),
      'content-type': kind === 'raw' ? random.pick(TYPES) : 'application/json',
    },
    body: endpoint.method === 'GET' ? undefined : body,
    isAuthorized: kind !== 'stranger' && kind !== 'many',
  };
}

function validInputs({ parameters, requestBody }: Endpoint, world: World): Inputs {
  const { document, tenant, random } = world;
  const make = (schema: Parameters<typeof valid>[0]) =>
    random.sample(valid(schema, document, tenant.ids));
  const value = ({ schema, example }: Endpoint['parameters'][number]) =>
    example !== undefined && idsIn(example).length === 0 && random.chance(0.5)
      ? example
      : make(schema);
  const place = (name: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === name && (parameter.required || random.chance(0.3)))
        .map((parameter) => [parameter.name, value(parameter)]),
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

/** Texts that an address can hold. */
function wireTexts(values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [name, text.replace(/\p{Surrogate}/gu, '\ufffd').slice(0, MAX_PARAMETER)];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

const MAX_ARGUMENT = 2_000;

/** A command that sends the same again; what a command line cannot hold is in a file beside it. */
export async function curlOf({ endpoint, url, headers, body }: Attempt): Promise<string> {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const given = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const data = async () => {
    if (body === undefined) return [];
    if (body.length <= MAX_ARGUMENT && !body.includes('\0')) return [`--data-raw ${quote(body)}`];
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'promptly-fuzz-')), 'body');
    await writeFile(file, body);
    return [`--data-binary @${file}`];
  };
  // Brackets and dots are meant as they are.
  const how = ['curl -i -g --path-as-is -X', endpoint.method, quote(url)];
  return [...how, ...given, ...(await data())].join(' ');
}
