import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { LIMITS, type FolderNode, type SearchResult } from '@promptly/common';

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
  ...{ op: 'write', path, sha, base64Content: Buffer.from(content).toString('base64') },
});
const change = (...changes: object[]) => project.post('/files/batch', { changes });
const find = (query: Record<string, string>) =>
  project.get(`/files/search?${new URLSearchParams(query).toString()}`);
const found = async (query: Record<string, string>) => {
  const { status, body } = await find(query);
  expect(status).toBe(200);
  return body as SearchResult;
};
const placesOf = ({ matches }: SearchResult) =>
  matches.map(({ path, line, column }) => `${path}:${line}:${column}`);

describe('a search', () => {
  test('tells where a text is, with the line around it', async () => {
    await change(write('a/list.txt', 'milk\nEggs, eggs\r\n  EGGS\n'));
    const result = await found({ q: 'eggs' });
    expect(result).toEqual({
      revisionId: await project.head(),
      matches: [
        {
          ...{ path: 'a/list.txt', line: 2, column: 1, length: 4 },
          ...{ preview: 'Eggs, eggs', previewStart: 0 },
        },
        {
          ...{ path: 'a/list.txt', line: 2, column: 7, length: 4 },
          ...{ preview: 'Eggs, eggs', previewStart: 6 },
        },
        {
          ...{ path: 'a/list.txt', line: 3, column: 3, length: 4 },
          ...{ preview: '  EGGS', previewStart: 2 },
        },
      ],
      ...{ filesSearched: 3, skipped: [], cut: null },
    });
    expect(placesOf(await found({ q: 'eggs', case: 'true' }))).toEqual(['a/list.txt:2:7']);
  });

  test('takes an expression as one only when it is told to', async () => {
    await change(write('a.txt', 'a.c abc\n'));
    expect(placesOf(await found({ q: 'a.c' }))).toEqual(['a.txt:1:1']);
    expect(placesOf(await found({ q: 'a.c', regex: 'true' }))).toEqual(['a.txt:1:1', 'a.txt:1:5']);
    expect(placesOf(await found({ q: '^\\w+|c$', regex: 'true', include: 'a.txt' }))).toEqual([
      'a.txt:1:1',
      'a.txt:1:7',
    ]);
    expect((await found({ q: 'z*', regex: 'true' })).matches).toEqual([]);
  });

  test('looks where it is told to', async () => {
    await change(write('src/a.css', 'here'), write('src/a.ts', 'here'), write('b.ts', 'here'));
    expect(placesOf(await found({ q: 'here', include: 'src/**' }))).toEqual([
      'src/a.css:1:1',
      'src/a.ts:1:1',
    ]);
    expect(
      placesOf(await found({ q: 'here', include: '*.{ts,css}', exclude: 'src/*.css, b.ts' })),
    ).toEqual(['src/a.ts:1:1']);
  });

  test('of a revision finds what was there', async () => {
    const before = await project.head();
    await change(write('README.md', 'gone', readme));
    expect((await found({ q: 'Shop' })).matches).toEqual([]);
    expect(placesOf(await found({ q: 'Shop', revisionId: before }))).toEqual(['README.md:1:3']);
  });

  test('shows some of a long line, with the match in it', async () => {
    await change(write('min.js', `${'x'.repeat(10_000)}needle${'y'.repeat(10_000)}`));
    const [match] = (await found({ q: 'needle' })).matches;
    expect(match?.column).toBe(10_001);
    expect(match?.preview).toHaveLength(200);
    const at = match?.previewStart ?? 0;
    expect(match?.preview.slice(at, at + 6)).toBe('needle');
  });

  test('says which files it skipped, and stops at as many matches as were asked for', async () => {
    await change(
      write('logo.png', Buffer.from([137, 80, 0, 1])),
      write('latin1.txt', Buffer.from([0xe9, 0x20])),
      write('large.txt', 'x'.repeat(1024 * 1024 + 1)),
      write('many.txt', 'x\n'.repeat(500)),
    );
    const result = await found({ q: 'x', limit: '10' });
    expect(result.matches).toHaveLength(10);
    expect(result.cut).toBe('limit');
    const all = await found({ q: 'x', limit: '1000', include: '*.txt,*.png' });
    expect([all.matches.length, all.cut]).toEqual([500, null]);
    expect(all.skipped).toEqual([
      { path: 'large.txt', reason: 'too_large' },
      { path: 'latin1.txt', reason: 'binary' },
      { path: 'logo.png', reason: 'binary' },
    ]);
  });
});

describe('a hostile expression', () => {
  test.each(['(a+)+$', '(a|aa)+$', '(.*)*x', '(a?){50}a{50}$', '([a-z]+)*\\d', '(\\w+\\s?)+!'])(
    '%s ends, and others are answered meanwhile',
    async (q) => {
      await change(write('a.txt', `${'a'.repeat(200_000)}\n`));
      const [result, health] = await Promise.all([
        found({ q, regex: 'true' }),
        studio.agent.get('/health'),
      ]);
      expect(health.status).toBe(200);
      expect(['time', null]).toContain(result.cut);
      expect(placesOf(await found({ q: 'Shop' }))).toEqual(['README.md:1:3']);
    },
  );

  test.each(['(', 'a**', '[z-a]', '(?=a)', '\\1', '((a{1,1000}){1,1000}){1,1000}', 'a{1001}'])(
    '%s, which cannot be read, is refused with the reason',
    async (q) => {
      const answer = await find({ q, regex: 'true' });
      expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
      expect(errorOf(answer).details).toMatchObject({ issues: [{ in: 'query', path: 'q' }] });
    },
  );

  test('an expression in a pattern of paths is none', async () => {
    expect((await found({ q: 'Shop', include: '(a+)+$,[,{,*'.padEnd(400, '*a') })).matches).toEqual(
      [],
    );
  });
});

describe('a tree', () => {
  const tree = (query = '') => project.get(`/files/tree${query}`);

  test('has the sizes and numbers of all that is in each folder', async () => {
    await change(write('src/pages/Home.tsx', 'home'));
    const { status, body } = await tree();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ path: '', files: 3 },
      children: [
        {
          ...{ type: 'dir', name: 'src', path: 'src', files: 2 },
          children: [
            { name: 'pages', size: 4, files: 1, children: [{ name: 'Home.tsx', size: 4 }] },
            { type: 'file', name: 'App.tsx' },
          ],
        },
        { type: 'file', name: 'README.md', sha: readme, size: 7 },
      ],
    });
    expect((await tree('?path=/src/pages/')).body).toMatchObject({ path: 'src/pages', files: 1 });
  });

  test('is not sent to who has it, until a file changes', async () => {
    const { headers } = await tree();
    const again = () =>
      studio.agent
        .get(`/api/v1/projects/${project.projectId}/files/tree`)
        .set({ ...project.headers, 'If-None-Match': headers.etag ?? '' });
    expect((await again()).status).toBe(304);
    const before = await project.head();
    await change(write('a', 'a'));
    expect((await again()).status).toBe(200);
    expect((await tree(`?revisionId=${before}`)).headers.etag).toBe(headers.etag);
  });

  test('of a folder that is not there is a 404, and one of no path a 422', async () => {
    expect(refusalOf(await tree('?path=nothing'))).toEqual([404, 'not_found']);
    expect(refusalOf(await tree('?path=README.md'))).toEqual([404, 'not_found']);
    expect(refusalOf(await tree('?path=../x'))).toEqual([422, 'invalid_path']);
  });

  test('holds as many files as a project may have', async () => {
    const { actor, projectId } = project;
    const { revisions, files } = studio.container.services;
    await revisions.edit(actor, projectId, () => ({
      ...{ kind: 'edit', message: 'Many', action: 'files.saved' },
      change: () =>
        new Map(
          Array.from({ length: LIMITS.projectMaxFiles }, (_, i) => {
            return [`f${String(i).padStart(4, '0')}/a`, { sha: readme, size: 7 }] as const;
          }),
        ),
    }));
    const { folder } = await files.tree(actor, projectId, {});
    expect(folder().files).toBe(LIMITS.projectMaxFiles);
    const answered = (await tree()).body as FolderNode;
    expect(answered).toEqual(folder());
    expect(placesOf(await found({ q: 'Shop', limit: '3' }))).toHaveLength(3);
  });
});
