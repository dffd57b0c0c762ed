import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  decodeManifest,
  diffManifests,
  encodeManifest,
  manifestOf,
  type BlobRef,
  type Manifest,
} from './manifest.ts';

const blob = fc.record({
  sha: fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') }),
  size: fc.nat(),
});
const path = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '10', '9', 'a', 'a/b', 'é'),
  fc.string({ minLength: 1 }),
);
const manifest = fc.uniqueArray(fc.tuple(path, blob), { selector: ([at]) => at });

describe('the bytes of a manifest', () => {
  test('are read back as the same files in path order', () => {
    fc.assert(
      fc.property(manifest, (entries) => {
        const read = decodeManifest(encodeManifest(manifestOf(entries)));
        expect([...read]).toEqual([...manifestOf(entries)]);
        expect([...read.keys()]).toEqual(entries.map(([at]) => at).sort());
      }),
    );
  });

  test('are the same for the same files, in whatever order they were named', () => {
    fc.assert(
      fc.property(manifest, (entries) => {
        const [one, other] = [entries, entries.toReversed()].map((e) =>
          encodeManifest(manifestOf(e)),
        );
        expect(one).toEqual(other);
      }),
    );
  });

  test.each(['', '{}', '[]', '{"version":2,"files":[]}', '{"version":1,"files":[{"path":"a"}]}'])(
    '%j are none',
    (text) => {
      expect(() => decodeManifest(Buffer.from(text))).toThrow();
    },
  );
});

test('a difference, applied to where it starts, gives where it ends', () => {
  fc.assert(
    fc.property(manifest, manifest, (a, b) => {
      const [from, to] = [manifestOf(a), manifestOf(b)];
      const { written, deleted } = diffManifests(from, to);
      const applied = new Map<string, BlobRef>(from);
      for (const at of deleted) applied.delete(at);
      for (const [at, ref] of written) applied.set(at, ref);
      const hashes = (m: Manifest) => [...m].map(([at, { sha }]) => [at, sha]);
      expect(hashes(manifestOf(applied))).toEqual(hashes(to));
    }),
  );
});
