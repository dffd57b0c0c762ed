import { expect, test } from '@jest/globals';

import type { PreviewBuild } from '../build/preview-build.ts';
import { RecentBuilds } from './recent-builds.ts';

const MIB = 1024 * 1024;

function buildOf(mebibytes: number): PreviewBuild {
  return {
    script: new Uint8Array(mebibytes * MIB),
    sourceMap: null,
    style: new Uint8Array(),
    assets: new Map(),
  } as unknown as PreviewBuild;
}

test('the last three builds of a page are kept, newest first', () => {
  const recent = new RecentBuilds();
  const builds = [1, 1, 1, 1].map(buildOf);
  for (const build of builds) recent.keep('page', build);
  expect(recent.of('page')).toEqual(builds.slice(1).reverse());
});

test('pages that were shown last are kept as far as memory allows', () => {
  const recent = new RecentBuilds();
  for (const page of ['a', 'b', 'c', 'd']) recent.keep(page, buildOf(20));
  expect(['a', 'b', 'c', 'd'].map((page) => recent.of(page).length)).toEqual([0, 1, 1, 1]);
});

test('a build that is larger than all the memory is not kept', () => {
  const recent = new RecentBuilds();
  recent.keep('page', buildOf(65));
  expect(recent.of('page')).toEqual([]);
});
