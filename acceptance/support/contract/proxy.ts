import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  createAnswerCheck,
  createEndpointFinder,
  fetchDocument,
  successOf,
  type AnswerCheck,
  type ApiDocument,
  type Endpoint,
  type EndpointFinder,
} from '../api-document.ts';
import { VIOLATION_HEADER } from './address.ts';
import { forwarded, openCall, readAll, type Answer, type Call } from './exchange.ts';
import { startPrism, type Prism } from './prism.ts';
import { createContractRecord, type ContractReport } from './report.ts';

/**
 * A proxy in front of running programs that holds every call to the program's own document: an answer has to be what the
 * document says, and a request that the document does not allow has to be refused. Calls that speak JSON go through Prism;
 * streams, bytes and redirects are only read along. What a program and a caller get of one another is what was sent.
 */
export interface ContractProxy {
  /** Followed by `/<port of the program>` and the path of a call. */
  url: string;
  report(): ContractReport;
  stop(): Promise<void>;
}

/** What is larger goes past Prism, which reads no more than 10 MB. */
const MAX_JUDGED_BYTES = 5_000_000;

interface Contract {
  find: EndpointFinder;
  check: AnswerCheck;
  prism: Promise<Prism>;
}

/** With a document, programs are held to that one, and not to their own. */
export async function startContractProxy(given?: ApiDocument): Promise<ContractProxy> {
  const contracts = new Map<string, Contract>();
  const ofPorts = new Map<number, Promise<Contract>>();
  const record = createContractRecord();

  /** Programs with the same document share a Prism. */
  const contractOf = async (port: number): Promise<Contract> => {
    const document = given ?? (await fetchDocument(`http://127.0.0.1:${port}`));
    const text = JSON.stringify(document);
    const known = contracts.get(text);
    if (known) return known;
    record.know(document);
    const made = {
      find: createEndpointFinder(document),
      check: createAnswerCheck(document),
      prism: startPrism(document),
    };
    contracts.set(text, made);
    return made;
  };
  const contractAt = (port: number): Promise<Contract> => {
    const known = ofPorts.get(port);
    if (known) return known;
    const asked = contractOf(port);
    ofPorts.set(port, asked);
    asked.catch(() => ofPorts.delete(port));
    return asked;
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const call = targetOf(incoming);
    const contract = await contractAt(call.port);
    const endpoint = contract.find(call.method, call.address.split('?')[0] ?? '');
    const isSmall = Number(incoming.headers['content-length'] ?? 0) <= MAX_JUDGED_BYTES;
    if (!endpoint || !isSmall) return passOn(call, incoming, outgoing);
    const whole = { ...call, body: await bodyOf(incoming) };
    const { answer, faults } = speaksJson(endpoint, whole)
      ? await throughPrism(contract, endpoint, whole)
      : await alongside(contract, endpoint, whole);
    const status = 'body' in answer ? answer.status : (answer.statusCode ?? 0);
    record.count(endpoint, status);
    const violation = `${call.method} ${call.address}: ${faults.join('; ')}`;
    if (faults.length > 0) record.violation(violation);
    outgoing.writeHead(status, {
      ...forwarded(answer.headers),
      ...(faults.length > 0 && { [VIOLATION_HEADER]: encodeURIComponent(violation) }),
    });
    if ('body' in answer) outgoing.end(answer.body);
    else pipe(answer, outgoing);
  };

  // Tests compute for seconds between two calls, and may not find their connection closed then.
  const server = createServer({ keepAliveTimeout: 600_000 }, (incoming, outgoing) => {
    // As where nobody listens: tests stop and kill programs.
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report: () => record.report(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      for (const { prism } of contracts.values()) await (await prism).stop();
    },
  };
}

type Target = Omit<Call, 'body'>;

/** `/<port>/<path of the call>`. */
function targetOf({ url = '', method = '', headers }: IncomingMessage): Target {
  const [, port = '', address = ''] = /^\/(\d+)(\/.*)$/.exec(url) ?? [];
  return { port: Number(port), method, address, headers };
}

function speaksJson(endpoint: Endpoint, { headers, body }: Call): boolean {
  const { status, type } = successOf(endpoint);
  if (status >= 300 || (type !== null && type !== 'application/json')) return false;
  if (body === undefined || body.length === 0) return true;
  return headers['content-type']?.startsWith('application/json') === true && isJson(body);
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

async function throughPrism(
  { prism, check }: Contract,
  endpoint: Endpoint,
  call: Call,
): Promise<{ answer: Answer; faults: string[] }> {
  const { answer, ofRequest, ofAnswer } = await (await prism).judge(call);
  const wrong = check(endpoint, checkable(answer));
  return {
    answer,
    faults: [
      ...ofAnswer,
      ...(wrong === null ? [] : [wrong]),
      // What a test sends wrong is right to be refused.
      ...(answer.status < 400 ? ofRequest.map((fault) => `accepted although ${fault}`) : []),
    ],
  };
}

async function alongside(
  { check }: Contract,
  endpoint: Endpoint,
  call: Call,
): Promise<{ answer: Answer | IncomingMessage; faults: string[] }> {
  const message = await openCall(call, call.body);
  const { statusCode: status = 0, headers } = message;
  const isWhole = status >= 300 || headers['content-type']?.includes('json') === true;
  const answer = isWhole ? { status, headers, body: await readAll(message) } : message;
  const contentType = headers['content-type'] ?? null;
  const seen = 'body' in answer ? checkable(answer) : { status, contentType, body: '' };
  const wrong = check(endpoint, seen);
  return { answer, faults: wrong === null ? [] : [wrong] };
}

/** Where a redirect leads is no body that the document tells of. */
function checkable({ status, headers, body }: Answer): Parameters<AnswerCheck>[1] {
  const contentType = headers['content-type'] ?? null;
  const text = body.toString();
  const isRedirect = status >= 300 && status < 400;
  return {
    ...{ status, contentType },
    body:
      text === '' || isRedirect
        ? undefined
        : contentType?.includes('json')
          ? (JSON.parse(text) as unknown)
          : text,
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const body = await readAll(incoming);
  const isSent = 'content-length' in incoming.headers || 'transfer-encoding' in incoming.headers;
  return isSent ? body : undefined;
}

/** What the document does not tell of, or would hold too much of memory. */
async function passOn(
  call: Target,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const answer = await openCall(call, incoming);
  // It may be answered before it was read.
  incoming.unpipe();
  incoming.resume();
  outgoing.writeHead(answer.statusCode ?? 0, forwarded(answer.headers));
  pipe(answer, outgoing);
}

/** Ends on either side where the other one ends. */
function pipe(answer: IncomingMessage, outgoing: ServerResponse): void {
  answer.on('error', () => outgoing.destroy());
  outgoing.on('close', () => answer.destroy());
  outgoing.flushHeaders();
  answer.pipe(outgoing);
}
