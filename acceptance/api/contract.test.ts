import { afterAll, beforeAll, expect, test } from '@jest/globals';
import yazl from 'yazl';

import {
  endpointsOf,
  fetchDocument,
  type ApiDocument,
  type Endpoint,
} from '../support/api-document.ts';
import { violationIn } from '../support/contract/address.ts';
import { startContractProxy } from '../support/contract/proxy.ts';
import {
  createContractWalk,
  signUpGuest,
  until,
  type ContractWalk,
} from '../support/contract-walk.ts';
import { startFirebaseStub, type FirebaseStub } from '../support/firebase-stub.ts';
import { startGithubStub, type GithubStub } from '../support/github-stub.ts';
import { startProgram, type Program } from '../support/program.ts';

/*
 * Calls every operation of the document once, in a real program behind Prism: a request or an answer that the
 * document does not allow fails it, as does an operation that nobody calls.
 *
 * A new operation is called by itself, with the document's examples about the newest thing of each kind. One that
 * needs more gets a line below, before the rest if it makes something, and behind it if it ends something:
 *
 *   await walk.call('publishComponent', { body: { name: 'Card', version: '1.0.0' } });
 */

const EMAIL = 'contract@example.org';
const PASSWORD = 'correct horse battery';
/** What ends things that others are about. */
const LAST = ['deleteProject', 'deleteOrg', 'restoreOrg', 'deleteMe'];

let program: Program;
let github: GithubStub;
let firebase: FirebaseStub;
let walk: ContractWalk;
let document: ApiDocument;

beforeAll(async () => {
  github = await startGithubStub();
  firebase = await startFirebaseStub('contract');
  program = await startProgram({
    env: {
      ...{ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret', GITHUB_URL: github.url },
      ...{ FIGMA_CLIENT_ID: 'id', FIGMA_CLIENT_SECRET: 'secret' },
      ...{ FIREBASE_PROJECT_ID: 'contract', FIREBASE_JWKS_URL: firebase.jwksUrl },
    },
  });
  document = await fetchDocument(program.url);
  walk = createContractWalk({ document, program });
});
afterAll(async () => {
  await program.stop();
  await github.stop();
  await firebase.stop();
});

interface SignedIn {
  accessToken: string;
  refreshToken: string;
  user: { id: string };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('every operation does what the document says', async () => {
  const account = { email: EMAIL, password: PASSWORD };
  const signedUp = await walk.call<SignedIn>('signup', { body: { ...account, name: 'Aline' } });
  walk.owner.token = signedUp.accessToken;
  const refreshed = await walk.call<SignedIn>('refreshSession', {
    body: { refreshToken: signedUp.refreshToken },
  });
  walk.owner.token = refreshed.accessToken;
  await walk.call('verifyEmail', { body: { token: await walk.mailedToken('verify-email') } });
  await changePeople();
  await walk.call('importFromGithub', { body: { repository: 'octo/shop', credential: 'none' } });
  await changeFiles();
  await pushSomewhere();
  await makeAnApp();
  await takeDataAway();
  await callTools();
  await linkAnAccount();
  await endSessions();

  const isWanted = ({ operationId }: Endpoint) => !LAST.includes(operationId);
  const isPost = (endpoint: Endpoint) => endpoint.method === 'POST' && isWanted(endpoint);
  const keeps = (endpoint: Endpoint) => endpoint.method !== 'DELETE' && isWanted(endpoint);
  expect(await walk.callRest(isPost)).toEqual([]);
  expect(await walk.callRest(keeps)).toEqual([]);
  expect(await walk.callRest(isWanted)).toEqual([]);
  await walk.call('deleteProject');
  await walk.call('deleteOrg');
  await walk.call('restoreOrg');
  await walk.call('deleteMe', { body: { password: PASSWORD } });
  expect(walk.missed()).toEqual([]);
});

test('what the document does not allow is found, in a request and in an answer', async () => {
  const other = structuredClone(document);
  const { User, SignupBody } = other.components.schemas;
  if (User?.properties) User.properties.name = { type: 'integer' };
  if (SignupBody?.properties) SignupBody.properties.password = { type: 'string', maxLength: 5 };
  delete other.paths['/api/v1/auth/signup']?.post?.responses['422'];
  const proxy = await startContractProxy(other);
  const signUp = async (body: object) => {
    const answer = await fetch(`${proxy.url}/${program.port}/api/v1/auth/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, violation: violationIn(answer.headers) };
  };
  try {
    const made = await signUp({ email: 'strict@example.org', password: PASSWORD });
    expect(made.status).toBe(201);
    expect(made.violation).toMatch(/response\.body\.user\.name/);
    expect(made.violation).toMatch(/accepted although request\.body\.password/);
    const refused = await signUp({ email: 'strict', password: PASSWORD });
    expect(refused).toEqual({
      status: 422,
      violation: expect.stringContaining('422 is not documented'),
    });
    const { operations, violations } = proxy.report();
    expect(violations).toEqual([made.violation, refused.violation]);
    expect(operations).toContainEqual({
      ...{ operationId: 'signup', name: 'POST /api/v1/auth/signup' },
      statuses: { '201': 1, '422': 1 },
    });
    expect(operations).toHaveLength(endpointsOf(other).length);
  } finally {
    await proxy.stop();
  }
});

async function changePeople(): Promise<void> {
  const guest = await signUpGuest(program.url, 'guest@example.org');
  await walk.call('requestEmailVerification', {}, guest);
  await walk.call('createOrg', { body: { name: 'Kigali Moto' } });
  const invited = { email: 'guest@example.org', role: 'viewer' };
  const { token } = await walk.call<{ token: string }>('createInvitation', { body: invited });
  await walk.call('lookUpInvitation', { body: { token } });
  await walk.call('acceptInvitation', { body: { token } }, guest);
  const member = { params: { userId: guest.userId } };
  await walk.call('updateMember', { ...member, body: { role: 'editor' } });
  await walk.call('removeMember', member);
  await walk.call('transferOrg', { body: { userId: walk.ids.get('usr') } });
  await walk.call('createInvitation', { body: { email: 'other@example.org', role: 'viewer' } });
}

async function changeFiles(): Promise<void> {
  await walk.call('createProject', { body: { name: 'Fleet', type: 'prompt' } });
  const file = { path: 'notes/a.txt', base64Content: base64('a'), sha: null };
  await walk.call('saveFile', { body: file });
  await walk.call('readFile', { query: { path: 'notes/a.txt' } });
  await walk.call('renameFile', { body: { from: 'notes/a.txt', to: 'notes/b.txt' } });
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await zipOf('imported.txt', 'from a zip'))]), 'a.zip');
  await walk.call('importFiles', { form });
  await walk.call('restoreRevision');
  await walk.call('deleteFile', { body: { path: 'notes/b.txt' } });
  const change = { op: 'write', path: 'notes/c.txt', base64Content: base64('c'), sha: null };
  await walk.call('changeFiles', { body: { changes: [change] } });
  await walk.call('uploadFile', {
    query: { path: 'notes/d.bin' },
    headers: { 'If-None-Match': '*' },
    bytes: new Uint8Array([0, 255]),
  });
  const { id: snapshotId } = await walk.call<{ id: string }>('createSnapshot');
  await walk.call('publishTemplate', { body: { name: 'Fleet', snapshotId } });
}

async function pushSomewhere(): Promise<void> {
  await walk.call('createEnv', { body: { name: 'dev' } });
  const providers = { github: { apiKey: 'github_pat_stub' } };
  await walk.call('updateEnv', { body: { version: 1, providers } });
  await walk.call('pushToGithub', { body: { repository: 'octo/shop', message: 'From here' } });
  await walk.call('listGithubBranches');
}

async function makeAnApp(): Promise<void> {
  await walk.call('createExport', { body: { format: 'zip' } });
  const { downloadUrl } = await until(
    () => walk.call<{ status: string; downloadUrl: string }>('getExport'),
    ({ status }) => hasSucceeded(status),
  );
  await walk.call('downloadExport', {
    query: Object.fromEntries(new URL(downloadUrl).searchParams),
  });
  await cancelAnExport();
  await walk.call('retryExport');
  await walk.call('createCodegenJob', { body: { promptText: 'todo app' } });
  await walk.call('cancelCodegenJob');
  const events = await walk.call<string>('streamCodegenEvents');
  const frames = events.split('\n\n').filter((frame) => frame.includes('event: '));
  for (const frame of frames) expect(frame).toMatch(/^id: \d+\nevent: \w+\ndata: \{.*\}$/);
  expect(frames.at(-1)).toContain('event: done');
}

/** Throws where it ended otherwise. */
function hasSucceeded(status: string): boolean {
  if (['failed', 'canceled', 'expired'].includes(status)) throw new Error(`It has ${status}.`);
  return status === 'succeeded';
}

/** They are built at once, so that it may take some until one is canceled before. */
async function cancelAnExport(): Promise<void> {
  for (let n = 1; n <= 50; n += 1) {
    const file = { path: `notes/${n}.txt`, base64Content: base64(`${n}`), sha: null };
    await walk.call('saveFile', { body: file });
    await walk.call('createExport', { body: { format: 'zip' } });
    const isCanceled = await walk.call('cancelExport').then(
      () => true,
      (error: Error) => {
        if (error.message.includes('job_not_cancelable')) return false;
        throw error;
      },
    );
    if (isCanceled) return;
  }
  throw new Error('Fifty exports were built before they could be canceled.');
}

async function takeDataAway(): Promise<void> {
  await walk.call('exportOrgData');
  await walk.call('exportMyData');
  const { downloadUrl } = await until(
    () => walk.call<{ status: string; downloadUrl: string }>('getDataExport'),
    ({ status }) => hasSucceeded(status),
  );
  const query = Object.fromEntries(new URL(downloadUrl).searchParams);
  await walk.call('downloadDataExport', { query });
}

async function callTools(): Promise<void> {
  const scopes = ['read', 'write'];
  const { secret } = await walk.call<{ secret: string }>('createApiKey', {
    body: { orgId: walk.ids.get('org'), name: 'Tools', scopes },
  });
  const clientInfo = { name: 'walk', version: '1' };
  const params = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo };
  const accept = 'application/json, text/event-stream';
  const body = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
  await walk.call('callMcp', { body, headers: { accept } }, { token: secret });
}

async function linkAnAccount(): Promise<void> {
  const provider = { params: { provider: 'github' } };
  await walk.call('startOAuth', provider);
  const { url } = await walk.call<{ url: string }>('linkAccount', { ...provider, body: {} });
  const state = new URL(url).searchParams.get('state') ?? '';
  const query = { code: 'x', state };
  const page = await walk.call<string>('finishOAuth', { ...provider, query, withCookies: true });
  expect(page).toContain('linked=github');
  await walk.call('listLinkedAccounts');
  await walk.call('unlinkAccount', provider);
  const token = firebase.tokenOf({ sub: 'contract', email: EMAIL });
  await walk.call('linkForeignAccount', { body: { token } });
}

async function endSessions(): Promise<void> {
  const newPassword = 'a new battery for the horse';
  await walk.call('requestPasswordReset', { body: { email: EMAIL } });
  const token = await walk.mailedToken('reset-password');
  await walk.call('resetPassword', { body: { token, newPassword } });
  const login = () =>
    walk.call<SignedIn>('login', { body: { email: EMAIL, password: newPassword } });
  await login();
  walk.owner.token = (await login()).accessToken;
  const { items } = await walk.call<{ items: { id: string; current: boolean }[] }>('listSessions');
  const other = items.find(({ current }) => !current)?.id ?? '';
  await walk.call('revokeSession', { params: { sessionId: other } });
  await walk.call('changePassword', {
    body: { currentPassword: newPassword, newPassword: PASSWORD },
  });
}

function zipOf(name: string, text: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}
