import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { encodeText } from '@promptly/common';

import { manifestOf, sha256Of, type Manifest } from '../trees/manifest.ts';
import { gitBlobSha } from './git-blob-sha.ts';
import { foldersOf, planPush, type PushStates, type RemoteFile } from './push-plan.ts';

type Texts = Record<string, string>;

const bytesBySha = new Map<string, Uint8Array>();

function manifest(texts: Texts): Manifest {
  return manifestOf(
    Object.entries(texts).map(([path, text]) => {
      const bytes = encodeText(text);
      const sha = sha256Of(bytes);
      bytesBySha.set(sha, bytes);
      return [path, { sha, size: bytes.byteLength }];
    }),
  );
}

/** With the folders of the paths, as GitHub lists them. */
function remoteOf(texts: Texts): Map<string, RemoteFile> {
  const remote = new Map<string, RemoteFile>();
  for (const [path, text] of Object.entries(texts)) {
    for (const folder of foldersOf(path)) {
      remote.set(folder, { type: 'tree', mode: '040000', sha: 'f'.repeat(40) });
    }
    remote.set(path, { type: 'blob', mode: '100644', sha: gitBlobSha(encodeText(text)) });
  }
  return remote;
}

function plan(
  { files, base = {}, remote = {} }: { files: Texts; base?: Texts; remote?: Texts },
  more: Partial<PushStates> = {},
) {
  return planPush({
    files: manifest(files),
    base: manifest(base),
    remote: remoteOf(remote),
    overwrite: false,
    gitShaOf: ({ sha }) => Promise.resolve(gitBlobSha(bytesBySha.get(sha)!)),
    ...more,
  });
}

const paths = (written: { path: string }[]) => written.map(({ path }) => path);

describe('the name of bytes', () => {
  test('is the one that Git gives them', () => {
    expect(gitBlobSha(new Uint8Array())).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(gitBlobSha(encodeText('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  });
});

describe('a first push', () => {
  test('writes what is not there, and leaves files of others alone', async () => {
    const made = await plan({ files: { a: '1', 'b/c': '2' }, remote: { a: '1', LICENSE: 'x' } });
    expect([paths(made.written), made.deleted, made.conflicts]).toEqual([['b/c'], [], []]);
  });

  test('does not replace a file that is there and other, unless it is told to', async () => {
    const states = { files: { a: '1' }, remote: { a: 'theirs' } };
    expect(await plan(states)).toMatchObject({ written: [], conflicts: ['a'] });
    const told = await plan(states, { overwrite: true });
    expect([paths(told.written), told.conflicts]).toEqual([['a'], []]);
  });
});

describe('a later push', () => {
  test.each<[string, Texts, Texts, Texts, string]>([
    ['changed here', { a: '2' }, { a: '1' }, { a: '1' }, 'write'],
    ['changed there', { a: '1' }, { a: '1' }, { a: '2' }, 'nothing'],
    ['changed alike', { a: '2' }, { a: '1' }, { a: '2' }, 'nothing'],
    ['changed on both sides', { a: '2' }, { a: '1' }, { a: '3' }, 'conflict'],
    ['deleted here', {}, { a: '1' }, { a: '1' }, 'delete'],
    ['deleted there', { a: '1' }, { a: '1' }, {}, 'nothing'],
    ['deleted on both sides', {}, { a: '1' }, {}, 'nothing'],
    ['deleted here, changed there', {}, { a: '1' }, { a: '2' }, 'conflict'],
    ['changed here, deleted there', { a: '2' }, { a: '1' }, {}, 'conflict'],
    ['made on both sides', { a: '2' }, {}, { a: '3' }, 'conflict'],
    ['of others', {}, {}, { a: '1' }, 'nothing'],
  ])('of a file %s', async (_name, files, base, remote, outcome) => {
    const made = await plan({ files, base, remote });
    expect([paths(made.written), made.deleted, made.conflicts]).toEqual([
      outcome === 'write' ? ['a'] : [],
      outcome === 'delete' ? ['a'] : [],
      outcome === 'conflict' ? ['a'] : [],
    ]);
  });

  test('that is told to overwrite brings all back as it is here, and deletes what was ours alone', async () => {
    const states = {
      files: { a: '1', b: '2' },
      base: { a: '1', b: '1', gone: '1' },
      remote: { a: 'x', gone: 'y', other: 'z' },
    };
    const made = await plan(states, { overwrite: true });
    expect([paths(made.written), made.deleted, made.conflicts]).toEqual([['a', 'b'], ['gone'], []]);
  });
});

describe('a name in the way', () => {
  test.each<[string, Texts, Texts]>([
    ['a file where a folder has to be', { 'a/b': '1' }, { a: 'x' }],
    ['a folder where a file has to be', { a: '1' }, { 'a/b': 'x' }],
  ])('%s is a conflict, also for who may overwrite', async (_name, files, remote) => {
    const expected = { written: [], deleted: [], conflicts: Object.keys(files) };
    expect(await plan({ files, remote })).toEqual(expected);
    expect(await plan({ files, remote }, { overwrite: true })).toEqual(expected);
  });

  test('is none where it goes with this push', async () => {
    const toFile = await plan({
      ...{ files: { a: '1' }, base: { 'a/b': 'x' }, remote: { 'a/b': 'x' } },
    });
    expect([paths(toFile.written), toFile.deleted]).toEqual([['a'], ['a/b']]);
    const toFolder = await plan({ files: { 'a/b': '1' }, base: { a: 'x' }, remote: { a: 'x' } });
    expect([paths(toFolder.written), toFolder.deleted]).toEqual([['a/b'], ['a']]);
  });

  test('a submodule is left alone', async () => {
    const remote = new Map([['lib', { type: 'commit' as const, mode: '160000', sha: 'a' }]]);
    const made = await plan({ files: { 'lib/a': '1' } }, { remote, overwrite: true });
    expect(made.conflicts).toEqual(['lib/a']);
  });
});

test('a file stays executable, and a link becomes a file', async () => {
  const remote = remoteOf({ run: '1', link: '1' });
  remote.set('run', { ...remote.get('run')!, mode: '100755' });
  remote.set('link', { ...remote.get('link')!, mode: '120000' });
  const made = await plan(
    { files: { run: '2', link: '2' }, base: { run: '1', link: '1' } },
    { remote },
  );
  expect(made.written.map(({ path, mode }) => [path, mode])).toEqual([
    ['link', '100644'],
    ['run', '100755'],
  ]);
});

test('whatever three states there are, a push without conflicts loses nothing of others and takes all of ours', async () => {
  const texts = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd/e'),
    fc.constantFrom('1', '2', '3'),
    {
      noNullPrototype: true,
    },
  );
  await fc.assert(
    fc.asyncProperty(texts, texts, texts, async (files, base, remote) => {
      const made = await plan({ files, base, remote });
      if (made.conflicts.length > 0) return;
      const after: Texts = { ...remote };
      for (const path of made.deleted) delete after[path];
      for (const { path } of made.written) after[path] = files[path]!;
      for (const path of new Set([
        ...Object.keys(files),
        ...Object.keys(base),
        ...Object.keys(remote),
      ])) {
        const isOurs = files[path] !== base[path];
        expect(after[path]).toBe(isOurs ? files[path] : remote[path]);
      }
    }),
  );
});
