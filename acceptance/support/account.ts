import { createClient } from '@promptly/client';
import type { CodegenJob, JobEvent, Project, Session } from '@promptly/common';

import { contractUrl, violationIn } from './contract/address.ts';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** A signed-up user with a first organization, and plain HTTP calls in their name. */
export interface Account {
  session: Session;
  orgId: string;
  /** Calls `/api/v1${path}`; an object is sent as JSON, anything else as it is. */
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  /** The header of the next minutes' calls, for those that are made elsewhere. */
  authorization(): Promise<{ authorization: string }>;
  createProject(name?: string): Promise<Project>;
  /** Starts a job and returns its id. */
  prompt(projectId: string, promptText: string): Promise<string>;
  /** All events of a job, as they come, until it is done. */
  events(jobId: string): AsyncIterable<JobEvent>;
  /** Follows a job to its end. */
  finished(jobId: string): Promise<CodegenJob>;
  readFile(projectId: string, path: string): Promise<{ text: string; sha: string }>;
}

let accounts = 0;

/** Signs a new user up at a running program. */
export async function signUp(url: string, name = 'Aline Uwase'): Promise<Account> {
  accounts += 1;
  const email = `user-${process.pid}-${accounts}-${Date.now()}@example.org`;
  const login = { email, password: 'correct horse battery' };
  const created = await request<Session>(url, 'POST', '/auth/signup', { ...login, name });
  if (created.status !== 201) throw new Error(`sign-up was answered ${created.status}`);
  return accountOf(url, created.body, async () => {
    const { body } = await request<Session>(url, 'POST', '/auth/login', login);
    return body.accessToken;
  });
}

async function accountOf(
  url: string,
  session: Session,
  signInAgain: () => Promise<string>,
): Promise<Account> {
  let { accessToken } = session;
  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>> {
    const ask = () =>
      request<T>(url, method, path, body, { authorization: `Bearer ${accessToken}`, ...headers });
    const answer = await ask();
    // A benchmark lasts longer than a token.
    if (answer.status !== 401 || codeOf(answer.body) !== 'token_expired') return answer;
    accessToken = await signInAgain();
    return ask();
  }
  const orgs = await call<{ items: { id: string }[] }>('GET', '/orgs');
  const orgId = orgs.body.items[0]?.id ?? '';
  const client = createClient({ baseUrl: contractUrl(url), getAccessToken: () => accessToken });
  const events = (jobId: string) => client.streamJobEvents({ jobId });
  return {
    session,
    orgId,
    call,
    events,
    authorization: async () => {
      await call('GET', '/auth/me');
      return { authorization: `Bearer ${accessToken}` };
    },
    createProject: async (name = 'Acceptance') => {
      const answer = await call<Project>('POST', `/orgs/${orgId}/projects`, {
        name,
        type: 'prompt',
      });
      if (answer.status !== 201) throw new Error(`no project: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    prompt: async (projectId, promptText) => {
      const answer = await call<{ jobId: string }>('POST', `/projects/${projectId}/codegen`, {
        promptText,
        framework: 'react-tailwind',
      });
      if (answer.status !== 202) throw new Error(`no job: ${JSON.stringify(answer.body)}`);
      return answer.body.jobId;
    },
    finished: async (jobId) => {
      for await (const event of events(jobId)) {
        if (event.type === 'done') break;
      }
      return (await call<CodegenJob>('GET', `/codegen/jobs/${jobId}`)).body;
    },
    readFile: async (projectId, path) => {
      const query = new URLSearchParams({ path });
      const { body } = await call<{ base64Content: string; sha: string }>(
        'GET',
        `/projects/${projectId}/files/content?${query}`,
      );
      return { text: Buffer.from(body.base64Content, 'base64').toString(), sha: body.sha };
    },
  };
}

function codeOf(body: unknown): string | undefined {
  return (body as { error?: { code?: string } }).error?.code;
}

/**
 * One HTTP call of `/api/v1`; the body of the answer is parsed where it is JSON. Throws where the call is not what the
 * API's document says.
 */
export async function request<T = unknown>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const isPlain = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
  const response = await fetch(contractUrl(`${url}/api/v1${path}`), {
    method,
    headers: isPlain ? { 'content-type': 'application/json', ...headers } : headers,
    body: isPlain ? JSON.stringify(body) : body,
  });
  const violation = violationIn(response.headers);
  if (violation !== null) throw new Error(violation);
  const isJson = response.headers.get('content-type')?.includes('json');
  const parsed: unknown = isJson
    ? await response.json()
    : Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body: parsed as T };
}
