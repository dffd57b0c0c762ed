import { request } from '../account.ts';
import {
  createAnswerCheck,
  createBodyCheck,
  createEndpointFinder,
  endpointsOf,
  fetchDocument,
  idsIn,
  type Endpoint,
} from '../api-document.ts';
import { curlOf, makeAttempt, type Attempt } from './attempt.ts';
import { faultsOf, type Received } from './oracle.ts';
import { createRandom } from './random.ts';
import { createTenant, type Tenant } from './tenant.ts';

export interface FuzzOptions {
  url: string;
  /** The same seed against the same document asks the same; ids differ. */
  seed: number;
  requests: number;
  /** Ends it early; twenty findings unless said otherwise. */
  isEnough?: (findings: readonly Finding[]) => boolean;
}

export interface FuzzReport {
  requests: number;
  byStatus: Record<string, number>;
  /** Requests with good credentials that were valid, or valid but for one fault, and were not taken for a stranger's. */
  authorized: number;
  operations: number;
  /** Those that did what they were asked for at least once. */
  succeeded: number;
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
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { url, seed, requests } = options;
  const isEnough = options.isEnough ?? (({ length }) => length >= MAX_FINDINGS);
  const document = await fetchDocument(url);
  const endpoints = endpointsOf(document);
  const rules = {
    ...{ check: createAnswerCheck(document), checkBody: createBodyCheck(document) },
    find: createEndpointFinder(document),
  };
  const victim = await createTenant(url, document, `canary-${seed}-${Date.now()}`);
  const succeeded = new Set<Endpoint>();
  const report: FuzzReport = {
    ...{ requests: 0, byStatus: {}, authorized: 0 },
    ...{ operations: endpoints.length, succeeded: 0, findings: [] },
  };
  let tenant = await createTenant(url, document, 'fuzz');
  for (let from = 0; from < requests && !isEnough(report.findings); from += PARALLEL) {
    const isOld = from > 0 && from % PER_TENANT < PARALLEL;
    if (isOld || !(await canGoOn(url, tenant))) tenant = await createTenant(url, document, 'fuzz');
    const numbers = Array.from({ length: Math.min(PARALLEL, requests - from) }, (_, i) => from + i);
    await Promise.all(numbers.map((number) => fuzzOnce(number)));
  }
  return { ...report, succeeded: succeeded.size };

  async function fuzzOnce(number: number): Promise<void> {
    const random = createRandom(seed + number);
    const endpoint = random.pick(endpoints);
    const attempt = makeAttempt(url, endpoint, { document, tenant, victim, random });
    const answer = await send(attempt);
    const { status } = answer;
    report.requests += 1;
    report.byStatus[status] = (report.byStatus[status] ?? 0) + 1;
    if (attempt.isAuthorized && status !== 401) report.authorized += 1;
    if (status < 400) succeeded.add(endpoint);
    if (status < 300 && attempt.isAuthorized) note(attempt, answer);
    for (const what of faultsOf(attempt, answer, { ...rules, victim })) {
      report.findings.push({ what, curl: await curlOf(attempt) });
    }
  }

  /** What was made and is gone, so that later requests are about things that are there. */
  function note({ endpoint, url: address }: Attempt, { contentType, text }: Received): void {
    const gone = idsIn(address).at(-1);
    if (endpoint.method === 'DELETE' && gone) tenant.forget(gone);
    if (endpoint.method === 'POST' && contentType?.startsWith('application/json')) {
      tenant.learn(JSON.parse(text));
    }
  }
}

/** False where it was signed out, or the organization deleted that has all its things. */
async function canGoOn(url: string, { token, homeOrgId }: Tenant): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await request(url, 'GET', `/orgs/${homeOrgId}`, undefined, headers)).status === 200;
}

async function send({ endpoint, url, headers, body }: Attempt): Promise<Received> {
  const answer = await fetch(url, {
    method: endpoint.method,
    headers,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    ...(body !== undefined && { body }),
  });
  const contentType = answer.headers.get('content-type');
  // A stream of events goes on for as long as there may be more.
  const isStream = contentType?.startsWith('text/event-stream') ?? false;
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, contentType, text: isStream ? '' : await answer.text() };
}
