import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { AppError, LIMITS } from '@promptly/common';

import { applyChanges, type FileChange } from './batch-changes.ts';
import { movePath, putFile, removePath } from './manifest-changes.ts';
import { EMPTY_MANIFEST, manifestOf, type BlobRef, type Manifest } from './manifest.ts';

const blob = (sha: string): BlobRef => ({ sha, size: 1 });
const files = (...paths: string[]) => manifestOf(paths.map((path) => [path, blob(path)]));
const write = (path: string, sha: string | null = null): FileChange => {
  return { op: 'write', path, sha, blob: blob('new') };
};
const remove = (path: string, sha: string | null = path): FileChange => {
  return { op: 'delete', path, sha };
};
const rename = (from: string, to: string, sha: string | null = from): FileChange => {
  return { op: 'rename', from, to, sha };
};
const refusalOf = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

/** As the calls for one change do it. */
function applyAlone(manifest: Manifest, change: FileChange): Manifest {
  if (change.op === 'write') return putFile(manifest, change.path, change.blob, change.sha);
  if (change.op === 'delete') return removePath(manifest, change.path);
  return movePath(manifest, change.from, change.to);
}

const path = fc
  .array(fc.constantFrom('a', 'A', 'b', 'c.txt', 'é'), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/'));
const change = fc.oneof(
  fc.record({ op: fc.constant('write' as const), path, blob: fc.nat(3).map((n) => blob(`${n}`)) }),
  fc.record({ op: fc.constant('rename' as const), from: path, to: path }),
  fc.record({ op: fc.constant('delete' as const), path }),
);

test('any changes made together are what they are one by one', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (asked) => {
      let alone = EMPTY_MANIFEST;
      const made: FileChange[] = [];
      for (const one of asked) {
        const at = one.op === 'rename' ? one.from : one.path;
        const known: FileChange = { ...one, sha: alone.get(at)?.sha ?? null };
        try {
          alone = applyAlone(alone, known);
          made.push(known);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }
      const together = applyChanges(EMPTY_MANIFEST, made);
      expect([...together]).toEqual([...alone]);
    }),
  );
});

test('a refused change among them leaves the files as they were', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), (asked) => {
      const manifest = files('a/b', 'b');
      const before = [...manifest];
      const stale = asked.map((one) => ({ ...one, sha: 'nobody read this' }));
      expect(refusalOf(() => applyChanges(manifest, stale)).code).toBe('file_conflict');
      expect([...manifest]).toEqual(before);
    }),
  );
});

describe('a refusal', () => {
  test('names every change that cannot be made, and why', () => {
    const manifest = files('a', 'b', 'c', 'dir/d');
    const { details } = refusalOf(() =>
      applyChanges(manifest, [
        write('a', 'old'),
        write('fine'),
        remove('gone'),
        rename('b', 'C'),
        remove('dir', 'a folder has none'),
      ]),
    );
    expect(details).toMatchObject({
      conflicts: [
        { index: 0, op: 'write', code: 'file_conflict', path: 'a', currentSha: 'a' },
        { index: 2, op: 'delete', code: 'file_conflict', path: 'gone', currentSha: null },
        { index: 3, op: 'rename', code: 'path_taken', path: 'C', takenBy: 'c' },
        { index: 4, op: 'delete', code: 'file_conflict', path: 'dir', currentSha: null },
      ],
    });
  });

  test('does not name those that build on what could not be made', () => {
    const { details } = refusalOf(() =>
      applyChanges(files('a'), [rename('a', 'b', 'old'), write('b', 'x'), remove('b/c', 'y')]),
    );
    expect(details.conflicts).toMatchObject([{ index: 0, op: 'rename' }]);
  });

  test('tells which change asks for a path that cannot be', () => {
    const { code, details } = refusalOf(() =>
      applyChanges(files('a/b'), [write('c'), rename('a', 'a/b/c', null)]),
    );
    expect([code, details.index]).toEqual(['invalid_path', 1]);
  });
});

test('a file is not deleted as a folder, nor a folder that is not there', () => {
  for (const at of ['a', 'b']) {
    expect(refusalOf(() => applyChanges(files('a'), [remove(at, null)])).details).toMatchObject({
      conflicts: [{ code: at === 'a' ? 'file_conflict' : 'not_found', path: at }],
    });
  }
});

test('as many changes as one call takes are made to a full project in an instant', () => {
  const names = Array.from({ length: LIMITS.projectMaxFiles }, (_, i) => `folder${i % 70}/f${i}`);
  const full = files(...names);
  const changes = names
    .slice(0, LIMITS.batchMaxChanges)
    .map((name) => rename(name, `moved/${name}`));
  expect(
    [...applyChanges(full, changes).keys()].filter((at) => at.startsWith('moved/')),
  ).toHaveLength(LIMITS.batchMaxChanges);
});
