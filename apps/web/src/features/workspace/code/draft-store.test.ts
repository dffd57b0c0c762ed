/** @jest-environment jsdom */
import { beforeEach, expect, test } from '@jest/globals';

import { createLocalDrafts } from './draft-store.ts';

const DRAFT = { path: 'src/a.ts', text: 'typed', baseSha: 's1' };

beforeEach(() => localStorage.clear());

test('a draft is there after the page was left', () => {
  const drafts = createLocalDrafts('prj_1');
  drafts.put(DRAFT);
  drafts.flush();
  expect(createLocalDrafts('prj_1').list()).toEqual([DRAFT]);
});

test('drafts of another project are not seen', () => {
  const drafts = createLocalDrafts('prj_1');
  drafts.put(DRAFT);
  drafts.flush();
  expect(createLocalDrafts('prj_10').list()).toEqual([]);
  expect(createLocalDrafts('prj_').list()).toEqual([]);
});

test('a draft that was saved is gone, from this browser too', () => {
  const drafts = createLocalDrafts('prj_1');
  drafts.put(DRAFT);
  drafts.flush();
  drafts.remove(DRAFT.path);
  drafts.flush();
  expect(localStorage).toHaveLength(0);
});

test('what is not a draft of ours is passed over', () => {
  localStorage.setItem('draft:file:prj_1:a.ts', '{broken');
  localStorage.setItem('draft:file:prj_1:b.ts', '{"path":"b.ts","text":7,"baseSha":null}');
  expect(createLocalDrafts('prj_1').list()).toEqual([]);
});

test('a full storage costs the draft its safety, not the typing', () => {
  const drafts = createLocalDrafts('prj_1');
  drafts.put({ ...DRAFT, text: 'x'.repeat(6_000_000) });
  expect(() => drafts.flush()).not.toThrow();
  expect(drafts.list()).toHaveLength(1);
});
