import { describe, expect, test } from '@jest/globals';
import { ApiError, type ApiClient, NetworkError } from '@promptly/client';

import { createFileBackend, createReadCache } from './file-backend.ts';

/** An API that answers every call with this, or fails with it. */
function backendOf(answer: unknown) {
  const calls: unknown[] = [];
  const call = (path: string, init: unknown) => {
    calls.push([path, init]);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const api = { get: call, put: call, post: call, delete: call } as unknown as ApiClient;
  return { backend: createFileBackend(api, 'prj_1'), calls };
}

const refusal = (status: number, code: string) =>
  new ApiError({ status, code: code as 'internal', message: 'why' });

test('folders are left out of the list: a tree is made of its files', async () => {
  const { backend } = backendOf({
    items: [
      { path: 'src', type: 'dir', sha: null, size: 0 },
      { path: 'src/a.ts', type: 'file', sha: 's1', size: 3 },
    ],
  });
  expect(await backend.list()).toEqual({
    kind: 'listed',
    files: [{ path: 'src/a.ts', sha: 's1', size: 3 }],
  });
});

test('text is sent as base64 of its UTF-8, with the version that was read', async () => {
  const { backend, calls } = backendOf({ sha: 's2', size: 2, revisionId: 'rev_1' });
  expect(await backend.write('a.ts', 'é', 's1')).toEqual({
    kind: 'written',
    sha: 's2',
    size: 2,
    revisionId: 'rev_1',
  });
  expect(calls[0]).toEqual([
    '/api/v1/projects/{projectId}/files/content',
    {
      params: { path: { projectId: 'prj_1' } },
      body: { path: 'a.ts', base64Content: 'w6k=', sha: 's1' },
    },
  ]);
});

describe('a save that fails', () => {
  test.each([
    ['another version on the server', refusal(409, 'file_conflict'), 'stale'],
    ['no network', new NetworkError('x'), 'unreachable'],
    ['a broken server', refusal(500, 'internal'), 'unreachable'],
    ['too many requests', refusal(429, 'rate_limited'), 'unreachable'],
    ['a session that ended', refusal(401, 'token_expired'), 'unreachable'],
    ['a role that may not', refusal(403, 'forbidden'), 'refused'],
    ['a project in the archive', refusal(409, 'project_archived'), 'refused'],
  ])('for %s is %s', async (_why, error, kind) => {
    expect(await backendOf(error).backend.write('a.ts', '', 's1')).toMatchObject({ kind });
  });

  test('for a new file whose path is taken is stale: there is another version', async () => {
    const { backend } = backendOf(refusal(409, 'path_taken'));
    expect(await backend.write('a.ts', '', null)).toEqual({ kind: 'stale' });
    expect(await backend.write('a.ts', '', 's1')).toMatchObject({ kind: 'refused' });
  });
});

test('a file that is gone is missing, one that cannot be had now is not', async () => {
  expect(await backendOf(refusal(404, 'not_found')).backend.read('a')).toEqual({ kind: 'missing' });
  expect(await backendOf(new NetworkError('x')).backend.read('a')).toMatchObject({
    kind: 'failed',
    code: 'unreachable',
  });
});

test('a version is fetched once, another version again', async () => {
  const { backend, calls } = backendOf({ sha: 's1', base64Content: 'YQ==' });
  const read = createReadCache(backend);
  await read('a.ts', 's1');
  await read('a.ts', 's1');
  expect(calls).toHaveLength(1);
  await read('a.ts', 's2');
  expect(calls).toHaveLength(2);
});
