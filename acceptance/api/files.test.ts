import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { FolderNode, Project, Revision, RevisionDiff, SearchResult } from '@promptly/common';

import { type Account, signUp } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';

let program: Program;
let account: Account;
let project: Project;

beforeAll(async () => {
  program = await startProgram();
  account = await signUp(program.url);
});
beforeEach(async () => {
  project = await account.createProject('Files');
});
afterAll(() => program.stop());

const call = <T>(method: string, at: string, body?: unknown, headers?: Record<string, string>) =>
  account.call<T>(method, `/projects/${project.id}${at}`, body, headers);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const shaOf = (text: string) => createHash('sha256').update(text).digest('hex');
const batch = (changes: object[]) =>
  call<{ revisionId: string }>('POST', '/files/batch', { changes });

test('many changes are one revision, which is compared, searched, copied and gone back from', async () => {
  const before = project.headRevisionId;
  const { sha } = await account.readFile(project.id, 'package.json');
  const changed = await batch([
    { op: 'write', path: 'notes/a.md', base64Content: base64('milk\neggs\n'), sha: null },
    { op: 'write', path: 'notes/b.md', base64Content: base64('bread\n'), sha: null },
    { op: 'rename', from: 'notes/b.md', to: 'notes/c.md', sha: shaOf('bread\n') },
    { op: 'delete', path: 'package.json', sha },
  ]);
  expect(changed.status).toBe(200);
  const { revisionId } = changed.body;

  const { body: diff } = await call<RevisionDiff>('GET', `/revisions/${revisionId}/diff`);
  expect(diff.againstRevisionId).toBe(before);
  expect(diff.files.map((file) => [file.status, file.path])).toEqual([
    ['added', 'notes/a.md'],
    ['added', 'notes/c.md'],
    ['removed', 'package.json'],
  ]);
  expect(diff.files[0]?.hunks[0]?.lines).toEqual(['+milk', '+eggs']);

  const { body: found } = await call<SearchResult>('GET', '/files/search?q=EGGS&include=notes');
  expect(found.matches).toMatchObject([{ path: 'notes/a.md', line: 2, column: 1, length: 4 }]);

  const fork = await call<Project>('POST', `/revisions/${before}/fork`, { name: 'Before' });
  expect(fork.status).toBe(201);
  expect((await account.readFile(fork.body.id, 'package.json')).sha).toBe(sha);
  const copy = await call<Project>('POST', '/duplicate');
  expect(copy.body.name).toBe('Files (copy)');
  expect((await account.readFile(copy.body.id, 'notes/c.md')).text).toBe('bread\n');

  expect((await call('POST', `/revisions/${before}/restore`)).status).toBe(200);
  expect((await account.readFile(project.id, 'package.json')).sha).toBe(sha);
  const { body: edits } = await call<{ items: Revision[] }>('GET', '/revisions?kind=edit');
  expect(edits.items.map(({ id }) => id)).toEqual([revisionId]);
  const { body: edit } = await call<Revision>('GET', `/revisions/${revisionId}`);
  expect(edit).toEqual(edits.items[0]);
});

test('bytes go in and out as they are, in parts and only when they changed', async () => {
  const icon = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const at = '/files/raw?path=public/icon.svg';
  const type = { 'content-type': 'image/svg+xml' };
  const saved = await call('PUT', at, icon, { ...type, 'if-none-match': '*' });
  expect(saved.status).toBe(200);
  const etag = saved.headers.get('etag') ?? '';
  expect(etag).toBe(`"${shaOf(icon)}"`);
  expect((await call('PUT', at, 'other', { ...type, 'if-none-match': '*' })).status).toBe(412);
  expect((await call('PUT', at, 'other', type)).status).toBe(428);

  const whole = await call<Buffer>('GET', at);
  expect(whole.body.toString()).toBe(icon);
  expect(whole.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(whole.headers.get('content-security-policy')).toContain('sandbox');
  const part = await call<Buffer>('GET', at, undefined, { range: 'bytes=1-3' });
  expect([part.status, part.body.toString()]).toEqual([206, 'svg']);
  expect((await call('GET', at, undefined, { 'if-none-match': etag })).status).toBe(304);
  expect((await call('GET', at, undefined, { range: 'bytes=9999-' })).status).toBe(416);

  const tree = await call<FolderNode>('GET', '/files/tree?path=public');
  expect(tree.body.children).toContainEqual({
    ...{ type: 'file', name: 'icon.svg', path: 'public/icon.svg' },
    ...{ sha: shaOf(icon), size: icon.length },
  });
  const known = { 'if-none-match': tree.headers.get('etag') ?? '' };
  expect((await call('GET', '/files/tree?path=public', undefined, known)).status).toBe(304);
});

test('a gzipped tar is taken in, and one that climbs out is not', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'promptly-tar-'));
  try {
    await writeFile(path.join(folder, 'from-a-tar.txt'), 'from a tar');
    const pack = (...options: string[]) => {
      const form = new FormData();
      const tar = execFileSync('tar', ['-czf', '-', '-C', folder, ...options, 'from-a-tar.txt']);
      form.append('file', new Blob([new Uint8Array(tar)]), 'files.tar.gz');
      return form;
    };
    expect((await call('POST', '/files/import', pack())).body).toMatchObject({ files: 1 });
    expect((await account.readFile(project.id, 'from-a-tar.txt')).text).toBe('from a tar');
    const hostile = pack('-P', '--transform=s,^,../,');
    expect((await call('POST', '/files/import', hostile)).body).toMatchObject({
      error: { code: 'archive_invalid', details: { reason: 'traversal' } },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
