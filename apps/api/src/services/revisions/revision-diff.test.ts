import { createHash } from 'node:crypto';

import { expect, test } from '@jest/globals';

import type { Manifest } from '../trees/manifest.ts';
import { diffOf } from './revision-diff.ts';

const KIB = 1024;

/** Two states of a project, and the storage of their files. */
function states(pairs: readonly (readonly [string, string])[]) {
  const stored = new Map<string, Buffer>();
  const add = (text: string) => {
    const bytes = Buffer.from(text);
    const sha = createHash('sha256').update(bytes).digest('hex');
    stored.set(sha, bytes);
    return { sha, size: bytes.length };
  };
  const manifestOf = (side: 0 | 1): Manifest =>
    new Map(pairs.map((pair, i) => [`file-${100 + i}`, add(pair[side])]));
  const blobs = {
    reads: 0,
    onRead: (): void => undefined,
    get: (_orgId: string, sha: string) => {
      blobs.reads += 1;
      blobs.onRead();
      return Promise.resolve(stored.get(sha)!);
    },
  };
  return { blobs, from: manifestOf(0), to: manifestOf(1) };
}

/** One line in the middle of many short ones. */
function edited(i: number): readonly [string, string] {
  const half = 'x\n'.repeat(128 * KIB - 100 - i);
  return [`${half}old\n${half}`, `${half}new\n${half}`];
}

test('so many bytes are compared for an answer, and other files one by one', async () => {
  const { blobs, from, to } = states(Array.from({ length: 20 }, (_, i) => edited(i)));
  const files = await diffOf(blobs, 'org', { from, to });
  const compared = files.filter(({ omitted }) => omitted === null);
  expect(compared.map(({ hunks }) => hunks.length)).toEqual(Array<number>(8).fill(1));
  expect(files.slice(8).map(({ omitted }) => omitted)).toEqual(Array<string>(12).fill('too_many'));
  expect(blobs.reads).toBe(2 * 9);
  const [last] = await diffOf(blobs, 'org', { from, to, path: 'file-119' });
  expect(last?.omitted).toBeNull();
});

test('files that are no texts take nothing from the texts behind them', async () => {
  const image = (sign: string) => `\0${sign.repeat(500 * KIB)}`;
  const images = Array.from({ length: 12 }, (_, i) => [image(`${i}`), image(`${i}b`)] as const).map(
    ([old, next]) => [old.slice(0, 500 * KIB), next.slice(0, 500 * KIB)] as const,
  );
  const { blobs, from, to } = states([...images, ['old', 'new']]);
  const files = await diffOf(blobs, 'org', { from, to });
  expect(files.map(({ omitted }) => omitted)).toEqual([...Array<string>(12).fill('binary'), null]);
});

test('texts in which too much is looked for leave nothing to look at in others', async () => {
  const scrambled = Array.from({ length: 10 }, (_, i) => {
    return [`${i}\n${'a\nb\n'.repeat(9_000)}`, `${i}\n${'b\na\na\n'.repeat(6_000)}z`] as const;
  });
  const { blobs, from, to } = states(scrambled);
  const files = await diffOf(blobs, 'org', { from, to });
  expect(files.map(({ omitted }) => omitted)).toEqual([
    ...Array<string>(6).fill('too_different'),
    ...Array<string>(4).fill('too_many'),
  ]);
});

test('nothing more is read or compared for who left', async () => {
  const { blobs, from, to } = states(Array.from({ length: 5 }, (_, i) => edited(i)));
  const gone = new AbortController();
  blobs.onRead = () => {
    if (blobs.reads === 4) gone.abort(new Error('gone'));
  };
  await expect(diffOf(blobs, 'org', { from, to, signal: gone.signal })).rejects.toThrow('gone');
  expect(blobs.reads).toBe(4);
});
