import { deflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ErrorBody, FileEntry } from '@promptly/common';

import { type Account, request, signUp } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';
import { zipOf } from '../support/zip.ts';

const MIB = 1024 * 1024;

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

test('two people save one file at once: one is stored, the other is told of the conflict', async () => {
  const { text, sha } = await account.readFile(projectId, 'README.md');
  const answers = await Promise.all(
    ['first', 'second'].map((name) =>
      account.call<ErrorBody>('PUT', `/projects/${projectId}/files/content`, {
        path: 'README.md',
        base64Content: Buffer.from(`${text}${name}\n`).toString('base64'),
        sha,
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409)?.body.error;
  const now = await account.readFile(projectId, 'README.md');
  expect(refused).toMatchObject({ code: 'file_conflict', details: { currentSha: now.sha } });
  expect(now.text).toMatch(/(first|second)\n$/);
});

test("another organization's ids are not found, by any method", async () => {
  const jobId = await account.prompt(projectId, 'todo app');
  const { body: project } = await account.call<{ headRevisionId: string }>(
    'GET',
    `/projects/${projectId}`,
  );
  const calls: [string, string, unknown?][] = [
    ['GET', `/orgs/${account.orgId}`],
    ['GET', `/orgs/${account.orgId}/projects`],
    ['POST', `/orgs/${account.orgId}/projects`, { name: 'x', type: 'prompt' }],
    ['GET', `/projects/${projectId}`],
    ['PATCH', `/projects/${projectId}`, { name: 'taken' }],
    ['DELETE', `/projects/${projectId}`],
    ['GET', `/projects/${projectId}/files`],
    ['GET', `/projects/${projectId}/files/content?path=README.md`],
    ['PUT', `/projects/${projectId}/files/content`, { path: 'x', base64Content: '', sha: null }],
    ['DELETE', `/projects/${projectId}/files`, { path: 'README.md' }],
    ['POST', `/projects/${projectId}/files/rename`, { from: 'README.md', to: 'x' }],
    ['POST', `/projects/${projectId}/files/snapshot`, { name: 'x' }],
    ['GET', `/projects/${projectId}/revisions`],
    ['POST', `/projects/${projectId}/revisions/${project.headRevisionId}/restore`],
    ['GET', `/projects/${projectId}/preview`],
    ['POST', `/projects/${projectId}/codegen`, { promptText: 'todo app' }],
    ['GET', `/codegen/jobs/${jobId}`],
    ['POST', `/codegen/jobs/${jobId}/cancel`],
    ['GET', `/stream/codegen/${jobId}`],
    ['POST', `/projects/${projectId}/exports`, { format: 'zip' }],
  ];
  for (const [method, path, body] of calls) {
    const answer = await stranger.call<ErrorBody>(method, path, body);
    expect([method, path, answer.status, answer.body.error.code]).toEqual([
      method,
      path,
      404,
      'not_found',
    ]);
  }
  expect((await account.finished(jobId)).status).not.toBe('canceled');
});

describe('a hostile archive is refused and changes nothing', () => {
  test.each([
    [
      'a path that climbs out',
      () => rawZip([{ name: '../evil.txt', data: Buffer.from('x') }]),
      'archive_invalid',
    ],
    ['a gigabyte of zeros in a megabyte', () => bomb(1024 * MIB), 'archive_too_large'],
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

test('a broken body is a clear 400', async () => {
  const answer = await account.call<ErrorBody>(
    'POST',
    `/projects/${projectId}/codegen`,
    '{"promptText": ',
    {
      'content-type': 'application/json',
    },
  );
  expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed_body']);
});

test('a prompt of 50 MB is refused as too large, and the program lives on', async () => {
  const body = JSON.stringify({ promptText: 'a'.repeat(50 * MIB) });
  // The server may answer before it has read all, and close: either way the client learns the status or a reset.
  const answer = await account
    .call<ErrorBody>('POST', `/projects/${projectId}/codegen`, body, {
      'content-type': 'application/json',
    })
    .catch(() => undefined);
  if (answer) expect([answer.status, answer.body.error.code]).toEqual([413, 'payload_too_large']);
  expect((await request(program.url, 'GET', '/health')).status).toBe(200);
});

async function listing(): Promise<[string, string | null][]> {
  const { body } = await account.call<{ items: FileEntry[] }>(
    'GET',
    `/projects/${projectId}/files`,
  );
  return body.items.map(({ path, sha }) => [path, sha]);
}

interface RawEntry {
  name: string;
  data: Buffer;
  /** Unix mode; a regular file unless said otherwise. */
  mode?: number;
  method?: number;
  size?: number;
}

/** Writes a zip byte by byte: a library would refuse to make these. */
function rawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, mode = 0o100644, method = 0, size = data.length } of entries) {
    const fileName = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc32(data, method), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(fileName.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc32(data, method), 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(fileName.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, fileName, data);
    centrals.push(central, fileName);
    offset += local.length + fileName.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function bomb(bytes: number): Buffer {
  return rawZip([
    { name: 'zeros.bin', data: deflateRawSync(Buffer.alloc(bytes)), method: 8, size: bytes },
  ]);
}

/** Of stored entries only; a bomb is refused before its checksum could matter. */
function crc32(data: Buffer, method: number): number {
  if (method !== 0) return 0;
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
