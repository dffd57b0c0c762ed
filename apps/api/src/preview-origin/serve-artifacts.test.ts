import { Readable } from 'node:stream';

import { expect, test } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';

import { boundStreams } from '../services/bound-streams.ts';
import { opensStored } from '../services/download.ts';
import { serveArtifacts } from './serve-artifacts.ts';

const NOBODY_ENTERS = {
  ...{ maxOpen: 0, maxOpenPerClient: 1, maxWaiting: 0, maxWaitingPerClient: 1 },
  maxWaitMs: 60_000,
};

test('a download that finds no place is refused with when to come again', async () => {
  const streams = boundStreams({ get: () => Promise.resolve(Readable.from([])) }, NOBODY_ENTERS);
  const about = { fileName: 'a.zip', mediaType: 'application/zip', size: 1, sha256: 'x' };
  const found = { ...about, kind: 'archive' as const, open: opensStored(streams, 'key') };
  const app = express().use(serveArtifacts({ deliver: () => Promise.resolve(found) }));
  const answer = await supertest(app).get('/cdn/id/x/a.zip');
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '10']);
  expect(answer.headers['cache-control']).toBe('no-store');
});
