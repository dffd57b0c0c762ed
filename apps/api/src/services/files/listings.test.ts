import { expect, test } from '@jest/globals';

import { createListing } from './file-listing.ts';
import { createListings } from './listings.ts';

const listing = createListing([
  { path: 'src/App.tsx', sha: 'a'.repeat(64), size: 1, updatedAt: new Date(0) },
]);

function setUp() {
  const listings = createListings({ maxBytes: 1024 * 1024 });
  let made = 0;
  const get = (key: string, isCurrent = true) =>
    listings.get(key, () => {
      made += 1;
      return Promise.resolve({ listing, isCurrent });
    });
  return { get, made: () => made };
}

test('a listing is made once, however often it is looked at', async () => {
  const { get, made } = setUp();
  for (let i = 0; i < 3; i += 1) expect(await get('a')).toBe(listing);
  expect(made()).toBe(1);
  await get('b');
  expect(made()).toBe(2);
});

test('one of files that changed while it was made is shown, and not kept', async () => {
  const { get, made } = setUp();
  expect(await get('a', false)).toBe(listing);
  await get('a');
  await get('a');
  expect(made()).toBe(2);
});
