import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import { LIMITS } from '@promptly/common';

import { auditLogs, blobs } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

const readme = shaOf('# Shop\n');
const write = (path: string, content: string | Buffer, sha: string | null = null) => ({
  ...{ op: 'write', path, sha },
  base64Content: Buffer.from(content).toString('base64'),
});
const batch = (changes: object[], rest: object = {}) =>
  project.post('/files/batch', { changes, ...rest });
const revisionsOf = async () =>
  ((await project.get('/revisions')).body as { items: { id: string; message: string }[] }).items;
const storedBlobs = () =>
  studio.container.db.select().from(blobs).where(eq(blobs.orgId, project.orgId));

test('a batch is one revision, whose changes see those before them', async () => {
  const { status, body } = await batch(
    [
      write('/docs/a.md', 'a'),
      { op: 'rename', from: 'docs/a.md', to: 'docs/b.md', sha: shaOf('a') },
      write('docs/b.md', 'b', shaOf('a')),
      write('README.md', 'new', readme),
      { op: 'rename', from: 'src', to: 'app', sha: null },
    ],
    { message: 'Reorder the documents' },
  );
  expect(status).toBe(200);
  const { revisionId } = body as { revisionId: string };
  expect(body).toEqual({
    revisionId,
    files: [
      { path: 'README.md', sha: shaOf('new'), size: 3 },
      { path: 'docs/b.md', sha: shaOf('b'), size: 1 },
    ],
  });
  expect(await project.files()).toEqual({
    'README.md': shaOf('new'),
    'docs/b.md': shaOf('b'),
    'app/App.tsx': expect.any(String),
  });
  expect((await revisionsOf()).map(({ message }) => message)).toEqual([
    'Reorder the documents',
    'First files',
  ]);
  const [row] = await studio.container.db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.entityId, revisionId), eq(auditLogs.action, 'files.changed')));
  expect(row?.metadataJson).toMatchObject({ write: 3, rename: 2, delete: 0 });
});

describe('all or nothing', () => {
  test('one conflict refuses the whole batch, and stores no byte of it', async () => {
    const [before, stored] = [await project.files(), await storedBlobs()];
    const answer = await batch([
      write('fine.txt', 'fine'),
      write('README.md', 'mine', shaOf('what somebody else saved over')),
      { op: 'delete', path: 'gone.txt', sha: shaOf('gone') },
      write('readme.MD', 'another case'),
    ]);
    expect(refusalOf(answer)).toEqual([409, 'file_conflict']);
    expect(errorOf(answer).details).toMatchObject({
      currentRevisionId: await project.head(),
      conflicts: [
        { index: 1, op: 'write', code: 'file_conflict', path: 'README.md', currentSha: readme },
        { index: 2, op: 'delete', code: 'file_conflict', path: 'gone.txt', currentSha: null },
        { index: 3, op: 'write', code: 'path_taken', path: 'readme.MD', takenBy: 'README.md' },
      ],
    });
    expect([await project.files(), await storedBlobs()]).toEqual([before, stored]);
  });

  test('of two batches that were read at the same files, one is made', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((name) =>
        batch([write(`${name}.txt`, name), write('README.md', name, readme)]),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? 'one' : 'two';
    expect(await project.files()).toEqual({
      [`${winner}.txt`]: shaOf(winner),
      'README.md': shaOf(winner),
      'src/App.tsx': expect.any(String),
    });
  });
});

describe('a batch is bounded', () => {
  test('in the number of its changes', async () => {
    const removal = { op: 'delete', path: 'README.md', sha: readme };
    expect(refusalOf(await batch([]))).toEqual([422, 'validation_failed']);
    const many = Array.from({ length: LIMITS.batchMaxChanges + 1 }, () => removal);
    expect(refusalOf(await batch(many))).toEqual([422, 'validation_failed']);
  });

  test('in the bytes of each file and of all of them', async () => {
    const tooLarge = Buffer.alloc(LIMITS.fileMaxBytes + 1);
    expect(refusalOf(await batch([write('large', tooLarge)]))).toEqual([413, 'payload_too_large']);
    const half = Buffer.alloc(LIMITS.fileMaxBytes * 0.6);
    const both = await batch([write('a', half), write('b', half)]);
    expect(refusalOf(both)).toEqual([413, 'payload_too_large']);
  });
});

test('a change that names a path which cannot be is refused', async () => {
  for (const path of ['../a', 'a/../../b', '', '.git/config', 'a\u0000b']) {
    expect(refusalOf(await batch([write(path, 'x')]))).toEqual([422, 'validation_failed']);
  }
});

test('a batch that changes nothing makes no revision', async () => {
  const before = await project.head();
  const { body } = await batch([write('README.md', '# Shop\n', readme)]);
  expect(body).toMatchObject({ revisionId: before });
  expect(await revisionsOf()).toHaveLength(1);
});

test('viewers cannot, and nobody can in an archived project', async () => {
  const changes = { changes: [write('a', 'a')] };
  const viewer = await project.as('viewer');
  expect(refusalOf(await viewer.post('/files/batch', changes))).toEqual([403, 'forbidden']);
  await project.archive();
  expect(refusalOf(await batch(changes.changes))).toEqual([409, 'project_archived']);
});
