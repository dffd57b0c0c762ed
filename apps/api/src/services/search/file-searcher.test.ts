import { expect, test } from '@jest/globals';

import { createFileSearcher } from './file-searcher.ts';

const bytes = new TextEncoder().encode('milk\neggs\n');
const manifest = new Map([['list.txt', { sha: 'a', size: bytes.byteLength }]]);
const blobs = { getMany: () => Promise.resolve(new Map([['a', bytes]])) };
const search = { q: 'eggs', regex: false, caseSensitive: true, limit: 10 };

test('a search that the thread dies of is refused with what to do, and so is the next', async () => {
  const searcher = createFileSearcher(blobs, { maxHeapMiB: 1 });
  for (const orgId of ['a', 'b']) {
    await expect(searcher.search(orgId, manifest, search)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('look for something simpler'),
    });
  }
  await searcher.close();
});

test('a search after the searcher was closed says that the server stops', async () => {
  const searcher = createFileSearcher(blobs);
  expect((await searcher.search('a', manifest, search)).matches).toHaveLength(1);
  await searcher.close();
  await expect(searcher.search('a', manifest, search)).rejects.toMatchObject({
    code: 'unavailable',
  });
});
