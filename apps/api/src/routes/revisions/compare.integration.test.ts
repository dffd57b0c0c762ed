import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, treeFromTexts, type FileDiff, type Project } from '@promptly/common';

import { auditLogs, blobs, revisions } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;
let first: string;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  project = await createProjectClient(studio);
  first = await project.head();
});
afterAll(() => studio.dispose());

const readme = '# Shop\n';
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const write = (path: string, content: string | Buffer, sha: string | null = null) => ({
  ...{ op: 'write', path, sha, base64Content: base64(content) },
});
const change = async (...changes: object[]) => {
  const { body } = await project.post('/files/batch', { changes });
  return (body as { revisionId: string }).revisionId;
};
const diff = async (revisionId: string, query = '') => {
  const { status, body } = await project.get(`/revisions/${revisionId}/diff${query}`);
  expect(status).toBe(200);
  return body as { againstRevisionId: string | null; files: FileDiff[] };
};

describe('a difference', () => {
  test('against the revision before has every file that differs, with its lines', async () => {
    const revisionId = await change(
      write('README.md', '# Shop\n\nOpen.\n', shaOf(readme)),
      write('new.txt', 'one\ntwo'),
      { op: 'rename', from: 'src', to: 'app', sha: null },
      write('logo.png', Buffer.from([0, 1, 2])),
    );
    const { againstRevisionId, files } = await diff(revisionId);
    expect(againstRevisionId).toBe(first);
    expect(files).toMatchObject([
      {
        ...{ status: 'changed', path: 'README.md', oldSha: shaOf(readme), oldSize: 7, size: 14 },
        hunks: [{ lines: [' # Shop', '+', '+Open.'] }],
      },
      { status: 'renamed', path: 'app/App.tsx', oldPath: 'src/App.tsx', hunks: [], omitted: null },
      { status: 'added', path: 'logo.png', oldSha: null, hunks: [], omitted: 'binary' },
      {
        ...{ status: 'added', path: 'new.txt', oldPath: null },
        hunks: [{ lines: ['+one', '+two', '\\ No newline at end of file'] }],
      },
    ]);
  });

  test('is asked for against any revision, in both directions, and for a part of the files', async () => {
    await change(write('a/1', 'one'), write('b/1', 'one more'));
    const last = await change(write('a/2', 'two'));
    const all = await diff(last, `?against=${first}`);
    expect(all.files.map(({ status, path }) => [status, path])).toEqual([
      ['added', 'a/1'],
      ['added', 'a/2'],
      ['added', 'b/1'],
    ]);
    const back = await diff(first, `?against=${last}&path=a`);
    expect(back.files.map(({ status, path }) => [status, path])).toEqual([
      ['removed', 'a/1'],
      ['removed', 'a/2'],
    ]);
    expect((await diff(last, `?against=${last}`)).files).toEqual([]);
  });

  test('of the first revision is all of its files', async () => {
    const { againstRevisionId, files } = await diff(first);
    expect(againstRevisionId).toBeNull();
    expect(files.map(({ status, path }) => [status, path])).toEqual([
      ['added', 'README.md'],
      ['added', 'src/App.tsx'],
    ]);
  });

  test('leaves out the lines of what is too large, or has too little in common', async () => {
    const lines = (sign: string) => `${sign}\n`.repeat(5_000);
    await change(write('large', 'x'.repeat(600_000)), write('other', lines('a')));
    const revisionId = await change(
      write('large', 'y'.repeat(600_000), shaOf('x'.repeat(600_000))),
      write('other', lines('b'), shaOf(lines('a'))),
    );
    expect((await diff(revisionId)).files.map(({ path, omitted }) => [path, omitted])).toEqual([
      ['large', 'too_large'],
      ['other', 'too_different'],
    ]);
  });

  test('has lines up to the size of an answer, and the rest file by file', async () => {
    const text = (i: number) => `${i}\n${'long line of a text\n'.repeat(20_000)}`;
    const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const revisionId = await change(...paths.map((path, i) => write(path, text(i))));
    const { files } = await diff(revisionId);
    expect(files.map(({ omitted }) => omitted)).toContain('too_many');
    const [last] = (await diff(revisionId, '?path=h')).files;
    expect([last?.omitted, last?.hunks[0]?.newLines]).toEqual([null, 20_001]);
  });

  test('with a revision of another project is not there', async () => {
    const other = await (await createProjectClient(studio)).head();
    for (const path of [`${other}/diff`, `${first}/diff?against=${other}`, other]) {
      expect(refusalOf(await project.get(`/revisions/${path}`))).toEqual([404, 'not_found']);
    }
  });
});

describe('a revision', () => {
  test('is told as the list tells it', async () => {
    await change(write('a', 'a'));
    const { items } = (await project.get('/revisions')).body as { items: { id: string }[] };
    for (const item of items) {
      expect((await project.get(`/revisions/${item.id}`)).body).toEqual(item);
    }
  });

  test('is found by its kind, by its job, and by whether it was applied', async () => {
    const jobId = newId('codegenJob');
    const candidate = await studio.container.services.revisions.storeCandidate({
      ...{ orgId: project.orgId, projectId: project.projectId, jobId, round: 0 },
      ...{ tree: treeFromTexts([['a', 'a']]), parentRevisionId: first, message: 'A shop' },
    });
    const edit = await change(write('b', 'b'));
    const idsOf = async (query: string) =>
      ((await project.get(`/revisions?${query}`)).body as { items: { id: string }[] }).items.map(
        ({ id }) => id,
      );
    expect(await idsOf('kind=codegen')).toEqual([candidate.revisionId]);
    expect(await idsOf('applied=false')).toEqual([candidate.revisionId]);
    expect(await idsOf('applied=true')).toEqual([edit, first]);
    expect(await idsOf(`jobId=${jobId}`)).toEqual([candidate.revisionId]);
    expect(await idsOf('kind=edit&applied=false')).toEqual([]);
  });

  test('is paged with its filters, and the cursor belongs to them', async () => {
    for (const name of ['a', 'b', 'c']) await change(write(name, name));
    const page = (await project.get('/revisions?kind=edit&limit=2')).body as {
      items: { id: string }[];
      nextCursor: string;
    };
    const next = await project.get(`/revisions?kind=edit&limit=2&cursor=${page.nextCursor}`);
    expect((next.body as { items: object[] }).items).toMatchObject([{ number: 2, kind: 'edit' }]);
    const other = await project.get(`/revisions?kind=init&cursor=${page.nextCursor}`);
    expect(refusalOf(other)).toEqual([422, 'validation_failed']);
  });
});

describe('a project made of another one', () => {
  const filesOf = async (copy: Project) => {
    const { body } = (await studio.agent
      .get(`/api/v1/projects/${copy.id}/files`)
      .set(project.headers)) as { body: unknown };
    const { items } = body as { items: { path: string; type: string; sha: string }[] };
    return Object.fromEntries(
      items.flatMap(({ path, type, sha }) => (type === 'file' ? [[path, sha]] : [])),
    );
  };
  const storedBlobs = async () =>
    (await studio.container.db.select().from(blobs).where(eq(blobs.orgId, project.orgId))).map(
      ({ sha256 }) => sha256,
    );
  const manifestOf = async (id: string) => {
    const [row] = await studio.container.db.select().from(revisions).where(eq(revisions.id, id));
    return row?.manifestSha;
  };

  test('has the files of the revision, in one revision of its own, and no byte is stored for it', async () => {
    await change(write('README.md', 'later', shaOf(readme)));
    const stored = await storedBlobs();
    const { status, body } = await project.post(`/revisions/${first}/fork`, { name: 'Fork' });
    expect(status).toBe(201);
    const fork = body as Project;
    expect(fork).toMatchObject({ name: 'Fork', slug: 'fork', orgId: project.orgId });
    expect(await filesOf(fork)).toMatchObject({ 'README.md': shaOf(readme) });
    expect(await manifestOf(fork.headRevisionId)).toBe(await manifestOf(first));
    expect(await storedBlobs()).toEqual(stored);
    const [row] = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, fork.id));
    expect(row).toMatchObject({
      action: 'project.created',
      metadataJson: { from: { projectId: project.projectId, revisionId: first } },
    });
  });

  test('goes its own way', async () => {
    const fork = (await project.post(`/revisions/${first}/fork`)).body as Project;
    await studio.agent
      .put(`/api/v1/projects/${fork.id}/files/content`)
      .set(project.headers)
      .send({ path: 'README.md', base64Content: base64('of the fork'), sha: shaOf(readme) })
      .expect(200);
    expect(await project.files()).toMatchObject({ 'README.md': shaOf(readme) });
    await studio.agent.delete(`/api/v1/projects/${project.projectId}`).set(project.headers);
    expect(await filesOf(fork)).toMatchObject({ 'README.md': shaOf('of the fork') });
  });

  test('as a duplicate begins with the head, also of an archived one', async () => {
    await change(write('late.txt', 'late'));
    await project.archive();
    const { status, body } = await project.post('/duplicate');
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Shop (copy)', archivedAt: null });
    expect(await filesOf(body as Project)).toEqual(await project.files());
  });

  test('keeps what is known of those files', async () => {
    const candidate = await studio.container.services.revisions.storeCandidate({
      ...{ orgId: project.orgId, projectId: project.projectId, jobId: newId('codegenJob') },
      ...{ round: 0, tree: treeFromTexts([['a', 'a']]), parentRevisionId: first, message: 'A' },
    });
    const verdict = { passed: false, checks: [] };
    await studio.container.db
      .update(revisions)
      .set({ verdictJson: verdict })
      .where(eq(revisions.id, candidate.revisionId));
    const fork = (await project.post(`/revisions/${candidate.revisionId}/fork`)).body as Project;
    const [row] = await studio.container.db
      .select()
      .from(revisions)
      .where(eq(revisions.id, fork.headRevisionId));
    expect(row).toMatchObject({ kind: 'init', parentId: null, verdictJson: verdict });
  });

  test('is not made of a revision of another project, nor by an editor', async () => {
    const other = await (await createProjectClient(studio)).head();
    expect((await project.post(`/revisions/${other}/fork`)).status).toBe(404);
    const editor = await project.as('editor');
    expect((await editor.post(`/revisions/${first}/fork`)).status).toBe(403);
    expect((await editor.post('/duplicate')).status).toBe(403);
  });
});
