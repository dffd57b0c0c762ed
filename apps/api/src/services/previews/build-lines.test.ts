import { setImmediate as turn } from 'node:timers/promises';

import { beforeEach, expect, test } from '@jest/globals';

import {
  createBuildLines,
  OvertakenError,
  type BuildLines,
  type BuildReason,
} from './build-lines.ts';

let lines: BuildLines<string>;
let started: string[];
let finish: Map<string, (error?: Error) => void>;

beforeEach(() => {
  lines = createBuildLines();
  started = [];
  finish = new Map();
});

interface Place {
  orgId: string;
  projectId: string;
  reason: BuildReason;
}

/** Asks for a build that runs until it is told to end. */
function add(
  key: string,
  { orgId = 'a', projectId = 'p', reason = 'asked' }: Partial<Place> = {},
): Promise<string> {
  const run = () => {
    started.push(key);
    return new Promise<string>((resolve, reject) => {
      finish.set(key, (error) => (error ? reject(error) : resolve(key)));
    });
  };
  return lines.add({ orgId, projectId, key, run }, reason);
}

async function end(key: string, error?: Error): Promise<void> {
  finish.get(key)?.(error);
  await turn();
}

test('one build of an organization runs at a time, the others in the order they were asked for', async () => {
  const results = Promise.all([add('1'), add('2'), add('3')]);
  expect(started).toEqual(['1']);
  await end('1');
  expect(started).toEqual(['1', '2']);
  await end('2');
  await end('3');
  expect(await results).toEqual(['1', '2', '3']);
});

test('a build that hangs holds up no other organization', async () => {
  void add('hangs');
  const other = add('other', { orgId: 'b' });
  await end('other');
  expect(await other).toBe('other');
});

test('a build that fails lets the next one run', async () => {
  const failing = add('1');
  const next = add('2');
  const refused = expect(failing).rejects.toThrow('broken');
  await end('1', new Error('broken'));
  await refused;
  await end('2');
  expect(await next).toBe('2');
});

test('all who ask for the same build share one, waiting or running', async () => {
  const results = [add('1'), add('2'), add('1'), add('2')];
  await end('1');
  await end('2');
  expect(await Promise.all(results)).toEqual(['1', '2', '1', '2']);
  expect(started).toEqual(['1', '2']);
});

test('a build ahead of time is dropped for a newer one of its project, unless somebody asked for it', async () => {
  void add('running');
  const overtaken = add('old', { reason: 'ahead' });
  const asked = [add('asked', { reason: 'ahead' }), add('asked')];
  const elsewhere = add('elsewhere', { reason: 'ahead', projectId: 'q' });
  const refused = expect(overtaken).rejects.toBeInstanceOf(OvertakenError);
  const newest = add('new', { reason: 'ahead' });
  await refused;
  for (const key of ['running', 'asked', 'elsewhere', 'new']) await end(key);
  expect(await Promise.all([...asked, elsewhere, newest])).toEqual([
    'asked',
    'asked',
    'elsewhere',
    'new',
  ]);
  expect(started).not.toContain('old');
});

test('an organization has 50 builds in line at most; its jobs always get theirs', async () => {
  const waiting = Array.from({ length: 50 }, (_, i) => add(String(i)));
  await expect(add('one more')).rejects.toMatchObject({ code: 'rate_limited', status: 429 });
  const job = add('job', { reason: 'owed' });
  void add('other', { orgId: 'b' });
  expect(started).toEqual(['0', 'other']);
  // A job holds a worker while it waits: it comes after the build that runs, and before all others.
  await end('0');
  expect(started).toEqual(['0', 'other', 'job']);
  await end('job');
  for (let i = 1; i < 50; i += 1) await end(String(i));
  expect(await Promise.all([...waiting, job])).toHaveLength(51);
});
