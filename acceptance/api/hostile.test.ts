import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ErrorBody, FileEntry } from '@promptly/common';

import { type Account, type Answer, request, signUp } from '../support/account.ts';
import { exportProject } from '../support/exports.ts';
import { bomb, rawZip } from '../support/hostile-zip.ts';
import { type Program, startProgram } from '../support/program.ts';
import { zipOf } from '../support/zip.ts';

const MIB = 1024 * 1024;
const JOB_TIMEOUT_MS = 240_000;

let program: Program;
let account: Account;
let stranger: Account;
let projectId: string;

beforeAll(async () => {
  program = await startProgram();
  [account, stranger] = [await signUp(program.url), await signUp(program.url, 'Someone Else')];
  projectId = (await account.createProject()).id;
});
afterAll(() => program.stop());

test('people who save one file at once: one version is stored, the others are told of the conflict', async () => {
  const names = ['first', 'second', 'third', 'fourth'];
  for (let round = 0; round < 5; round += 1) {
    const { text, sha } = await account.readFile(projectId, 'README.md');
    const answers = await Promise.all(
      names.map((name) =>
        account.call<ErrorBody & { sha: string }>('PUT', `/projects/${projectId}/files/content`, {
          path: 'README.md',
          base64Content: Buffer.from(`${text}${name} ${round}\n`).toString('base64'),
          sha,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const now = await account.readFile(projectId, 'README.md');
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(now).toEqual({
      text: `${text}${names[winner]} ${round}\n`,
      sha: answers[winner]?.body.sha,
    });
    for (const { status, body } of answers) {
      if (status === 200) continue;
      expect(body.error).toMatchObject({
        code: 'file_conflict',
        details: { currentSha: now.sha },
      });
    }
  }
});

test(
  "another organization's ids are not found, by any method, and what they name goes on undisturbed",
  async () => {
    const project = await account.createProject('Private');
    const jobId = await account.prompt(project.id, 'todo app');
    const { record } = await exportProject(account, project.id);
    const { body: before } = await account.call<{ headRevisionId: string }>(
      'GET',
      `/projects/${project.id}`,
    );
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await zipOf({ 'x.md': 'x' }))]), 'x.zip');
    const files = `/projects/${project.id}/files`;
    const calls: [string, string, unknown?][] = [
      ['GET', `/orgs/${account.orgId}`],
      ['GET', `/orgs/${account.orgId}/projects`],
      ['POST', `/orgs/${account.orgId}/projects`, { name: 'x', type: 'prompt' }],
      ['GET', `/projects/${project.id}`],
      ['PATCH', `/projects/${project.id}`, { name: 'taken' }],
      ['DELETE', `/projects/${project.id}`],
      ['GET', files],
      ['GET', `${files}/content?path=README.md`],
      ['PUT', `${files}/content`, { path: 'x', base64Content: '', sha: null }],
      ['DELETE', files, { path: 'README.md' }],
      ['POST', `${files}/rename`, { from: 'README.md', to: 'x' }],
      ['POST', `${files}/snapshot`, { name: 'x' }],
      ['POST', `${files}/import`, form],
      ['GET', `/projects/${project.id}/snapshots`],
      ['GET', `/projects/${project.id}/revisions`],
      ['POST', `/projects/${project.id}/revisions/${before.headRevisionId}/restore`],
      ['GET', `/projects/${project.id}/preview`],
      ['GET', `/projects/${project.id}/codegen`],
      ['POST', `/projects/${project.id}/codegen`, { promptText: 'todo app' }],
      ['GET', `/codegen/jobs/${jobId}`],
      ['GET', `/codegen/jobs/${jobId}/logs`],
      ['POST', `/codegen/jobs/${jobId}/cancel`],
      ['GET', `/stream/codegen/${jobId}`],
      ['POST', `/projects/${project.id}/exports`, { format: 'zip' }],
      ['GET', `/exports/${record.id}`],
      ['GET', `/exports/${record.id}/download`],
    ];
    for (const [method, path, body] of calls) {
      const answer = await stranger.call<ErrorBody>(method, path, body);
      expect([method, path, ...refusal(answer)]).toEqual([method, path, 404, 'not_found']);
    }
    const { status, result } = await account.finished(jobId);
    expect(status).toBe('succeeded');
    const { body: after } = await account.call<{ name: string; headRevisionId: string }>(
      'GET',
      `/projects/${project.id}`,
    );
    expect(after).toMatchObject({ name: 'Private', headRevisionId: result?.revisionId });
  },
  JOB_TIMEOUT_MS,
);

test("an export's address opens that export alone, and no longer than it says", async () => {
  const { record } = await exportProject(account, projectId);
  const other = await exportProject(account, projectId);
  const address = new URL(record.downloadUrl ?? '');
  const open = async (change: (url: URL) => void) => {
    const url = new URL(address);
    change(url);
    return (await fetch(url)).status;
  };
  expect(await open(() => undefined)).toBe(200);
  expect(
    await open((url) => (url.pathname = new URL(other.record.downloadUrl ?? '').pathname)),
  ).toBe(404);
  expect(await open((url) => url.searchParams.set('expires', '99999999999'))).toBe(404);
  expect(await open((url) => url.searchParams.delete('signature'))).toBe(404);
});

describe('a hostile archive is refused and changes nothing', () => {
  test.each([
    [
      'a path that climbs out',
      () => rawZip([{ name: '../evil.txt', data: Buffer.from('x') }]),
      'archive_invalid',
    ],
    [
      'a path that climbs out behind an honest file',
      () =>
        rawZip([
          { name: 'src/App.tsx', data: Buffer.from('x') },
          { name: 'src/../../evil.txt', data: Buffer.from('x') },
        ]),
      'archive_invalid',
    ],
    ['a gigabyte of zeros in a megabyte', () => bomb(1024 * MIB), 'archive_too_large'],
    [
      'a gigabyte that says it is a kilobyte',
      () => bomb(1024 * MIB, { says: 1024 }),
      'archive_invalid',
    ],
    [
      'a link',
      () => rawZip([{ name: 'link', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
      'archive_invalid',
    ],
    ['something that is no zip', () => Buffer.from('PK, but not really'), 'archive_invalid'],
  ])('%s', async (_name, make, code) => {
    const before = await listing();
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(make())]), 'import.zip');
    const answer = await account.call<ErrorBody>(
      'POST',
      `/projects/${projectId}/files/import`,
      form,
    );
    expect(answer.body.error.code).toBe(code);
    expectNothingLeaked(answer);
    expect(await listing()).toEqual(before);
  });

  test('and an honest one is taken', async () => {
    const form = new FormData();
    form.append(
      'file',
      new Blob([new Uint8Array(await zipOf({ 'notes/hello.md': 'hello' }))]),
      'ok.zip',
    );
    const answer = await account.call('POST', `/projects/${projectId}/files/import`, form);
    expect(answer.status).toBe(200);
    expect((await account.readFile(projectId, 'notes/hello.md')).text).toBe('hello');
  });
});

test('a broken body is a clear 400, and starts nothing', async () => {
  const answer = await postText('{"promptText": ');
  expect(refusal(answer)).toEqual([400, 'malformed_body']);
  expectNothingLeaked(answer);
  expect(await jobs()).toEqual([]);
});

test('a prompt of 50 MB is refused as too large, starts nothing, and the program lives on', async () => {
  const answer = await postText(JSON.stringify({ promptText: 'a'.repeat(50 * MIB) }));
  expect(refusal(answer)).toEqual([413, 'payload_too_large']);
  expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  expectNothingLeaked(answer);
  expect(await jobs()).toEqual([]);
  expect((await request(program.url, 'GET', '/health')).status).toBe(200);
});

function postText(body: string): Promise<Answer<ErrorBody>> {
  const type = { 'content-type': 'application/json' };
  return account.call('POST', `/projects/${projectId}/codegen`, body, type);
}

async function jobs(): Promise<unknown[]> {
  const { body } = await account.call<{ items: unknown[] }>(
    'GET',
    `/projects/${projectId}/codegen`,
  );
  return body.items;
}

function refusal({ status, body }: Answer<ErrorBody>): [number, string] {
  return [status, body.error.code];
}

/** No stack, no path of the host, no library's name: only what the error's shape has. */
function expectNothingLeaked({ body }: Answer<ErrorBody>): void {
  expect(Object.keys(body)).toEqual(['error']);
  expect(Object.keys(body.error).sort()).toEqual(['code', 'details', 'message']);
  expect(JSON.stringify(body)).not.toMatch(/\bat \S+:\d+|node_modules|yauzl|zod|\/tmp\/|ENOENT/i);
}

async function listing(): Promise<[string, string | null][]> {
  const { body } = await account.call<{ items: FileEntry[] }>(
    'GET',
    `/projects/${projectId}/files`,
  );
  return body.items.map(({ path, sha }) => [path, sha]);
}
