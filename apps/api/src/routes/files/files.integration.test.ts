import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import { LIMITS } from '@promptly/common';

import { auditLogs, files, revisions } from '../../db/schema/index.ts';
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

const readme = '# Shop\n';

describe('a list', () => {
  test('has the files and the folders that they make', async () => {
    const { status, body } = await project.get('/files');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        { path: 'README.md', type: 'file', size: 7, sha: shaOf(readme) },
        { path: 'src', type: 'dir', size: 0, sha: null },
        { path: 'src/App.tsx', type: 'file' },
      ],
      nextCursor: null,
    });
  });

  test('is narrowed by a folder, with or without slashes around it', async () => {
    for (const path of ['src', '/src', 'src/']) {
      const { body } = await project.get(`/files?path=${encodeURIComponent(path)}`);
      expect(body).toMatchObject({ items: [{ path: 'src/App.tsx' }] });
    }
    const all = await project.get('/files?path=/');
    expect((all.body as { items: unknown[] }).items).toHaveLength(3);
  });

  test('of a revision shows the files as they were', async () => {
    const before = await project.head();
    await project.save('README.md', 'changed', shaOf(readme));
    await project.remove('src');
    const { body } = await project.get(`/files?revisionId=${before}`);
    expect(body).toMatchObject({
      items: [{ path: 'README.md', sha: shaOf(readme) }, { path: 'src' }, { path: 'src/App.tsx' }],
    });
  });

  test('comes in pages that join to the whole', async () => {
    for (const name of ['c', 'a', 'b/1', 'b/2']) await project.save(name, name, null);
    const whole = (await project.get('/files')).body as { items: unknown[] };
    const pages: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = `/files?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await project.get(query);
      const page = body as { items: unknown[]; nextCursor: string | null };
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(whole.items);
  });

  test('refuses a path that is none, and a cursor of another list', async () => {
    expect((await project.get('/files?path=../x')).body).toMatchObject({
      error: { code: 'invalid_path' },
    });
    const { body } = await project.get('/files?limit=1');
    const { nextCursor } = body as { nextCursor: string };
    const other = await project.get(`/files?path=src&cursor=${nextCursor}`);
    expect(other.body).toMatchObject({ error: { code: 'validation_failed' } });
  });
});

describe('saving', () => {
  test('a file and reading it give back the same bytes, whatever they are', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => (i * 7) % 256);
    const saved = await project.save('/public/logo.bin', bytes, null);
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({ path: 'public/logo.bin', sha: shaOf(bytes), size: 1_000 });
    const read = (await project.read('public/logo.bin')).body as { base64Content: string };
    expect(Buffer.from(read.base64Content, 'base64')).toEqual(Buffer.from(bytes));
  });

  test('an empty file and one of the largest size works, a larger one is refused', async () => {
    expect((await project.save('empty', '', null)).status).toBe(200);
    expect((await project.save('large', Buffer.alloc(LIMITS.fileMaxBytes), null)).status).toBe(200);
    const tooLarge = await project.save('larger', Buffer.alloc(LIMITS.fileMaxBytes + 1), null);
    expect(tooLarge.status).toBe(413);
    expect(Object.keys(await project.files())).not.toContain('larger');
  });

  test('moves the head to a new revision, with the file rows and an audit row', async () => {
    const before = await project.head();
    const { body } = await project.save(
      'src/App.tsx',
      'new',
      (await project.files())['src/App.tsx']!,
    );
    const { revisionId } = body as { revisionId: string };
    expect(await project.head()).toBe(revisionId);
    const { db } = studio.container;
    const [revision] = await db.select().from(revisions).where(eq(revisions.id, revisionId));
    expect(revision).toMatchObject({ parentId: before, kind: 'edit', message: 'Edit src/App.tsx' });
    const rows = await db.select().from(files).where(eq(files.projectId, project.projectId));
    expect(rows.map(({ path, contentHash }) => [path, contentHash]).sort()).toEqual([
      ['README.md', shaOf(readme)],
      ['src/App.tsx', shaOf('new')],
    ]);
    const audited = await db
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.entityId, revisionId), eq(auditLogs.action, 'files.saved')));
    expect(audited).toHaveLength(1);
  });

  test('what is there already makes no revision', async () => {
    const before = await project.head();
    const { body } = await project.save('README.md', readme, shaOf(readme));
    expect(body).toMatchObject({ revisionId: before });
    expect(await project.head()).toBe(before);
  });

  test.each([
    ['a traversal', '../evil'],
    ['Git’s own folder', '.git/config'],
    ['a control character', 'a\u0007'],
    ['a device', 'src/con.ts'],
    ['an empty path', ''],
  ])('%s as a path is refused', async (_, path) => {
    const answer = await project.save(path, 'x', null);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ error: { code: 'validation_failed' } });
  });
});

describe('a conflict', () => {
  test('of two people who save one file at once: one wins, the other is told, nothing is lost', async () => {
    const other = await project.as('editor');
    const answers = await Promise.all([
      project.save('README.md', 'mine', shaOf(readme)),
      other.save('README.md', 'theirs', shaOf(readme)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [winner, loser] = answers.sort((a, b) => a.status - b.status);
    const { sha, revisionId } = winner.body as { sha: string; revisionId: string };
    expect(loser.body).toMatchObject({
      error: {
        code: 'file_conflict',
        details: { path: 'README.md', currentSha: sha, currentRevisionId: revisionId },
      },
    });
    expect(await project.files()).toMatchObject({ 'README.md': sha });
  });

  test('of twenty people who save twenty files at once is none: all are stored', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `src/file-${i}.ts`);
    const answers = await Promise.all(names.map((name) => project.save(name, name, null)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(Object.keys(await project.files())).toEqual(expect.arrayContaining(names));
  });

  test.each([
    ['an old version', 'README.md', shaOf('never saved'), shaOf(readme)],
    ['a file that is there already', 'README.md', null, shaOf(readme)],
    ['a file that is not there', 'gone.md', shaOf(readme), null],
  ])(
    'with %s changes nothing and tells the version that is there',
    async (_, path, sha, current) => {
      const before = await project.head();
      const answer = await project.save(path, 'new', sha);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        error: {
          code: 'file_conflict',
          details: { currentSha: current, currentRevisionId: before },
        },
      });
      expect(await project.head()).toBe(before);
    },
  );

  test('with a file that was deleted meanwhile says so', async () => {
    await project.remove('README.md');
    const answer = await project.save('README.md', 'new', shaOf(readme));
    expect(answer.body).toMatchObject({
      error: { code: 'file_conflict', details: { currentSha: null } },
    });
  });

  test.each([
    ['in another case', 'readme.MD'],
    ['below a file', 'README.md/inside'],
    ['where a folder is', 'src'],
    ['in a folder of another case', 'SRC/Other.tsx'],
  ])('of names, %s, is refused', async (_, path) => {
    const answer = await project.save(path, 'x', null);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ error: { code: 'path_taken' } });
  });
});

describe('renaming', () => {
  test('moves a file with its bytes', async () => {
    const before = await project.files();
    expect((await project.rename('README.md', 'docs/read-me.md')).status).toBe(200);
    expect(await project.files()).toEqual({
      'docs/read-me.md': before['README.md'],
      'src/App.tsx': before['src/App.tsx'],
    });
  });

  test('moves a folder with all that is in it', async () => {
    await project.save('src/pages/Home.tsx', 'home', null);
    const before = await project.files();
    expect((await project.rename('src', 'app/source')).status).toBe(200);
    expect(await project.files()).toEqual({
      'README.md': before['README.md'],
      'app/source/App.tsx': before['src/App.tsx'],
      'app/source/pages/Home.tsx': before['src/pages/Home.tsx'],
    });
  });

  test('may change only the case', async () => {
    expect((await project.rename('src/App.tsx', 'src/app.tsx')).status).toBe(200);
    expect(Object.keys(await project.files())).toEqual(['README.md', 'src/app.tsx']);
  });

  test.each([
    ['to a name that is taken', 'README.md', 'src/App.tsx', 409, 'path_taken'],
    ['to a folder that is there', 'README.md', 'src', 409, 'path_taken'],
    ['of a folder into itself', 'src', 'src/inner', 422, 'invalid_path'],
    ['of what is not there', 'nope', 'yes', 404, 'not_found'],
  ])('%s is refused and changes nothing', async (_, from, to, status, code) => {
    const before = await project.head();
    const answer = await project.rename(from, to);
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([
      status,
      code,
    ]);
    expect(await project.head()).toBe(before);
  });
});

describe('deleting', () => {
  test('a file or a folder takes it from the head, and the revision before still has it', async () => {
    const before = await project.head();
    expect((await project.remove('src')).status).toBe(200);
    expect((await project.remove('README.md')).status).toBe(200);
    expect(await project.files()).toEqual({});
    const { status } = await project.get(`/files/content?path=src/App.tsx&revisionId=${before}`);
    expect(status).toBe(200);
  });

  test('what is not there is a 404', async () => {
    expect((await project.remove('src/Ap')).status).toBe(404);
  });
});

describe('access', () => {
  test('a viewer reads and does not write', async () => {
    const viewer = await project.as('viewer');
    expect((await viewer.get('/files')).status).toBe(200);
    expect((await viewer.read('README.md')).status).toBe(200);
    const writes = await Promise.all([
      viewer.save('README.md', 'x', shaOf(readme)),
      viewer.remove('README.md'),
      viewer.rename('README.md', 'x'),
      viewer.upload(Buffer.from('any')),
      viewer.post('/files/snapshot', { name: 'x' }),
    ]);
    expect(writes.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('a project of another organization is not found', async () => {
    const stranger = await project.asStranger();
    const answers = await Promise.all([
      stranger.get('/files'),
      stranger.read('README.md'),
      stranger.save('README.md', 'x', shaOf(readme)),
      stranger.remove('README.md'),
      stranger.rename('README.md', 'x'),
      stranger.upload(Buffer.from('any')),
      stranger.post('/files/snapshot', { name: 'x' }),
      stranger.get('/snapshots'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  test("another project's revision is not found", async () => {
    const other = await createProjectClient(studio);
    const { status } = await project.get(`/files?revisionId=${await other.head()}`);
    expect(status).toBe(404);
  });

  test('an archived project can be read, not changed', async () => {
    await project.archive();
    expect((await project.get('/files')).status).toBe(200);
    for (const answer of [
      await project.save('README.md', 'x', shaOf(readme)),
      await project.remove('README.md'),
      await project.rename('README.md', 'x'),
      await project.post('/files/snapshot', { name: 'x' }),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ error: { code: 'project_archived' } });
    }
  });
});

test('a snapshot names the head of its moment, and is listed newest first', async () => {
  const first = await project.head();
  const made = await project.post('/files/snapshot', { name: 'Before', description: 'why' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: 'Before', description: 'why', revisionId: first });
  await project.save('README.md', 'later', shaOf(readme));
  await project.post('/files/snapshot', { name: 'After' });
  const { body } = await project.get('/snapshots?limit=1');
  const page = body as { items: { name: string }[]; nextCursor: string };
  expect(page.items.map(({ name }) => name)).toEqual(['After']);
  const next = await project.get(`/snapshots?limit=1&cursor=${page.nextCursor}`);
  expect(next.body).toMatchObject({ items: [{ name: 'Before' }], nextCursor: null });
});
