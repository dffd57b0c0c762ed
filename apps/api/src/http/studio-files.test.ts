import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import supertest from 'supertest';

import { serveStudio } from './studio-files.ts';

const http = {
  ...{ host: '127.0.0.1', port: 3000, previewPort: 3001 },
  ...{ publicUrl: null, previewUrl: null, trustProxy: false as const, corsOrigins: [] },
};
const script = `export const text = '${'many words '.repeat(500)}';`;
let folder: string;
let app: Express;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-studio-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Studio</title>');
  await writeFile(join(folder, 'assets/index-B3kd9.js'), script);
  await writeFile(join(folder, '.secret'), 'not for browsers');
  const studio = await serveStudio(folder, http);
  if (!studio) throw new Error('the studio was not found');
  app = express().use(studio);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (path: string) => supertest(app).get(path).set('Accept', 'text/html');

describe('the page', () => {
  test.each(['/', '/projects/prj_1/files', '/sign-in'])('answers %s', async (path) => {
    const answer = await open(path);
    expect([answer.status, answer.text]).toEqual([200, '<!doctype html><title>Studio</title>']);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  test('is not answered where a file, data or another host was asked for', async () => {
    expect((await open('/assets/gone.js')).status).toBe(404);
    expect((await open('/api/v1/gone')).status).toBe(404);
    expect((await supertest(app).get('/x').set('Accept', 'application/json')).status).toBe(404);
    expect((await open('/').set('Host', 'evil.test')).status).not.toBe(200);
  });

  test('runs its own scripts only, frames previews only, and is framed by nobody', async () => {
    const answer = await open('/').set('Host', 'localhost:3000');
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain('frame-src http://localhost:3001;');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/upgrade-insecure|unsafe-eval|\*/);
  });
});

describe('a file', () => {
  test('whose name changes with its content is kept for ever', async () => {
    const answer = await supertest(app).get('/assets/index-B3kd9.js');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test.each(['br', 'gzip', 'identity'])('is the same when sent as %s', async (encoding) => {
    const answer = await supertest(app)
      .get('/assets/index-B3kd9.js')
      .set('Accept-Encoding', encoding)
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', (chunk: Buffer) => (text += chunk.toString()));
        res.on('end', () => done(null, text));
      });
    expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
    expect(answer.body).toBe(script);
  });

  test('is not sent again to who has it', async () => {
    const first = await supertest(app).get('/assets/index-B3kd9.js');
    const again = await supertest(app)
      .get('/assets/index-B3kd9.js')
      .set('If-None-Match', first.headers.etag ?? '');
    expect(again.status).toBe(304);
  });

  test.each(['/.secret', '/../package.json', '/..%2fpackage.json', '/assets/%2e%2e/%2e%2e/x.json'])(
    'that is not of the studio is not served: %s',
    async (path) => {
      const answer = await supertest(app).get(path);
      expect(answer.text).not.toMatch(/not for browsers|promptly/);
    },
  );

  test('with a broken address is an error, not the end', async () => {
    expect((await supertest(app).get('/%E0%A4%A')).status).toBeGreaterThanOrEqual(400);
    expect((await open('/')).status).toBe(200);
  });
});

test('without a built studio, nothing is served', async () => {
  expect(await serveStudio(join(folder, 'nowhere'), http)).toBeNull();
});
