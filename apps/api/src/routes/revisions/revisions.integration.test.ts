import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';

import { newId, treeFromTexts, verdictOf } from '@promptly/common';

import { files, revisions } from '../../db/schema/index.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;

beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

const listed = async (project: ProjectClient, query = '') => {
  const { body } = await project.get(`/revisions${query}`);
  return body as {
    items: { id: string; number: number; message: string; isHead: boolean; kind: string }[];
    nextCursor: string | null;
  };
};
const restore = (project: ProjectClient, revisionId: string) =>
  project.post(`/revisions/${revisionId}/restore`);
const manifestShaOf = async (revisionId: string) => {
  const [row] = await studio.container.db
    .select()
    .from(revisions)
    .where(eq(revisions.id, revisionId));
  return row?.manifestSha;
};

const storeCandidate = (
  project: ProjectClient,
  candidate: { texts: Record<string, string>; parent: string; jobId?: string; round?: number },
) =>
  studio.container.services.revisions.storeCandidate({
    orgId: project.orgId,
    projectId: project.projectId,
    jobId: candidate.jobId ?? newId('codegenJob'),
    round: candidate.round ?? 0,
    tree: treeFromTexts(Object.entries(candidate.texts)),
    parentRevisionId: candidate.parent,
    message: 'A dashboard',
  });
const moveHead = (project: ProjectClient, expectedHead: string, revisionId: string) =>
  studio.container.db.transaction((tx) =>
    studio.container.services.revisions.moveHead(tx, {
      projectId: project.projectId,
      expectedHead,
      revisionId,
    }),
  );

describe('restoring', () => {
  test('makes a new head with exactly the old files, and keeps what came after', async () => {
    const project = await createProjectClient(studio);
    const first = await project.head();
    const before = await project.files();
    const { body } = await project.save('README.md', 'second', before['README.md']!);
    const second = (body as { revisionId: string }).revisionId;
    const answer = await restore(project, first);
    expect(answer.status).toBe(200);
    const third = (answer.body as { revisionId: string }).revisionId;
    expect(await project.files()).toEqual(before);
    expect(await manifestShaOf(third)).toBe(await manifestShaOf(first));
    expect((await listed(project)).items.map(({ id, isHead, kind }) => [id, isHead, kind])).toEqual(
      [
        [third, true, 'restore'],
        [second, false, 'edit'],
        [first, false, 'init'],
      ],
    );
  });

  test('is told by the number that the list gives to what was restored', async () => {
    const project = await createProjectClient(studio);
    const first = await project.head();
    const { 'README.md': sha } = await project.files();
    await project.save('README.md', 'second', sha!);
    await restore(project, first);
    const [restored, edited, made] = (await listed(project)).items;
    expect([made?.number, edited?.number, restored?.number]).toEqual([1, 2, 3]);
    expect(restored?.message).toBe('Restore revision 1');
  });

  test("a revision of another project is a 404, as is a stranger's", async () => {
    const [mine, other] = [await createProjectClient(studio), await createProjectClient(studio)];
    expect((await restore(mine, await other.head())).status).toBe(404);
    const stranger = await mine.asStranger();
    expect((await restore(stranger, await mine.head())).status).toBe(404);
    expect((await stranger.get('/revisions')).status).toBe(404);
  });

  test('is not for viewers, nor in an archived project', async () => {
    const project = await createProjectClient(studio);
    const head = await project.head();
    expect((await restore(await project.as('viewer'), head)).status).toBe(403);
    await project.archive();
    expect((await restore(project, head)).body).toMatchObject({
      error: { code: 'project_archived' },
    });
  });

  test('after any history gives back any of its states, byte for byte', async () => {
    const project = await createProjectClient(studio);
    const path = fc.constantFrom('a.txt', 'b/c.txt', 'b/d.txt', 'e.txt');
    const step = fc.oneof(
      fc.record({ do: fc.constant('save' as const), path, content: fc.string({ maxLength: 8 }) }),
      fc.record({
        do: fc.constant('remove' as const),
        path: fc.constantFrom('a.txt', 'b', 'e.txt'),
      }),
      fc.record({ do: fc.constant('rename' as const), from: path, to: path }),
      fc.record({ do: fc.constant('restore' as const), to: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const states: { revisionId: string; files: Record<string, string> }[] = [];
        const note = async () => {
          states.push({ revisionId: await project.head(), files: await project.files() });
        };
        await note();
        for (const one of steps) {
          const { files: now } = states.at(-1)!;
          // Steps that the present files do not allow are refused; the history goes on without them.
          if (one.do === 'save') await project.save(one.path, one.content, now[one.path] ?? null);
          if (one.do === 'remove') await project.remove(one.path);
          if (one.do === 'rename') await project.rename(one.from, one.to);
          if (one.do === 'restore')
            await restore(project, states[one.to % states.length]!.revisionId);
          await note();
          expect(await rowsOf(project)).toEqual(states.at(-1)!.files);
        }
        const readShas = new Set<string>();
        for (const state of states) {
          const { body } = await restore(project, state.revisionId);
          const { revisionId } = body as { revisionId: string };
          expect(await project.files()).toEqual(state.files);
          expect(await manifestShaOf(revisionId)).toBe(await manifestShaOf(state.revisionId));
          for (const [path, sha] of Object.entries(state.files)) {
            if (readShas.has(sha)) continue;
            readShas.add(sha);
            const read = (await project.read(path)).body as { base64Content: string };
            expect(shaOf(Buffer.from(read.base64Content, 'base64'))).toBe(sha);
          }
        }
      }),
      { numRuns: 8, seed: 13 },
    );
  });
});

describe('a candidate', () => {
  const texts = { 'src/App.tsx': 'generated', 'new.txt': 'new' };

  test('is listed and readable before it is applied, and changes nothing of the head', async () => {
    const project = await createProjectClient(studio);
    const parent = await project.head();
    const files = await project.files();
    const { revisionId } = await storeCandidate(project, { texts, parent });
    expect(await project.head()).toBe(parent);
    expect(await project.files()).toEqual(files);
    expect((await listed(project)).items[0]).toMatchObject({
      id: revisionId,
      kind: 'codegen',
      applied: false,
      isHead: false,
      files: 2,
    });
    const { body } = await project.get(`/files/content?path=new.txt&revisionId=${revisionId}`);
    expect(body).toMatchObject({ sha: shaOf('new') });
  });

  test('of one round of a job is stored once, however often and at once it is asked for', async () => {
    const project = await createProjectClient(studio);
    const parent = await project.head();
    const jobId = newId('codegenJob');
    const stored = await Promise.all(
      Array.from({ length: 5 }, () => storeCandidate(project, { texts, parent, jobId })),
    );
    expect(new Set(stored.map(({ revisionId }) => revisionId)).size).toBe(1);
    await storeCandidate(project, { texts, parent, jobId, round: 1 });
    expect((await listed(project)).items).toHaveLength(3);
  });

  test('becomes the head with its files, once', async () => {
    const project = await createProjectClient(studio);
    const parent = await project.head();
    const { revisionId } = await storeCandidate(project, { texts, parent });
    expect(await moveHead(project, parent, revisionId)).toEqual({ moved: true });
    expect(await moveHead(project, parent, revisionId)).toEqual({ moved: false });
    expect(await project.head()).toBe(revisionId);
    expect(await rowsOf(project)).toEqual({
      'new.txt': shaOf('new'),
      'src/App.tsx': shaOf('generated'),
    });
  });

  test('does not become the head when somebody saved meanwhile', async () => {
    const project = await createProjectClient(studio);
    const parent = await project.head();
    const { revisionId } = await storeCandidate(project, { texts, parent });
    const saved = await project.save('mine.txt', 'mine', null);
    const { revisionId: head } = saved.body as { revisionId: string };
    await expect(moveHead(project, parent, revisionId)).rejects.toMatchObject({
      code: 'head_moved',
      details: { headRevisionId: head },
    });
    expect(Object.keys(await project.files())).toContain('mine.txt');
  });

  test('is applied by hand as it is while the head is where it was made for', async () => {
    const project = await createProjectClient(studio);
    const { revisionId } = await storeCandidate(project, { texts, parent: await project.head() });
    expect((await restore(project, revisionId)).body).toEqual({ revisionId });
    expect(await project.head()).toBe(revisionId);
  });

  test('is applied by hand as a copy once the head moved, and its verdict holds for the copy', async () => {
    const project = await createProjectClient(studio);
    const { revisionId } = await storeCandidate(project, { texts, parent: await project.head() });
    const verdict = verdictOf([]);
    const { services, db } = studio.container;
    await services.revisions.recordVerdict(db, revisionId, verdict);
    await project.save('mine.txt', 'mine', null);
    const { body } = await restore(project, revisionId);
    expect(await project.files()).toEqual({
      'new.txt': shaOf('new'),
      'src/App.tsx': shaOf('generated'),
    });
    expect((await listed(project)).items[0]).toMatchObject({
      id: (body as { revisionId: string }).revisionId,
      kind: 'restore',
      verdict,
    });
  });

  test.each([
    ['a path that climbs', { '../x': '1' }, 'invalid_path'],
    ['a path that is not normalised', { '/x': '1' }, 'invalid_path'],
    ['names that differ in case', { 'a.txt': '1', 'A.txt': '2' }, 'path_taken'],
    ['a name that is file and folder', { a: '1', 'a/b': '2' }, 'path_taken'],
  ])('with %s is refused', async (_, bad, code) => {
    const project = await createProjectClient(studio);
    const parent = await project.head();
    await expect(storeCandidate(project, { texts: bad, parent })).rejects.toMatchObject({ code });
  });
});

test('the list comes in pages that join to the whole, newest first', async () => {
  const project = await createProjectClient(studio);
  for (const name of ['a', 'b', 'c', 'd']) await project.save(name, name, null);
  const whole = await listed(project);
  expect(whole.items).toHaveLength(5);
  const pages: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await listed(project, `?limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(pages).toEqual(whole.items);
});

/** Path → hash as the file rows have it. */
async function rowsOf(project: ProjectClient): Promise<Record<string, string>> {
  const rows = await studio.container.db
    .select()
    .from(files)
    .where(eq(files.projectId, project.projectId));
  const ordered = rows.sort((a, b) => (a.path < b.path ? -1 : 1));
  return Object.fromEntries(ordered.map(({ path, contentHash }) => [path, contentHash]));
}
