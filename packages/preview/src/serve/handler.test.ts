import { type IncomingMessage, request as httpRequest } from 'node:http';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { encodeText } from '@promptly/common';

import type { PreviewBuild } from '../build/preview-build.ts';
import { listen } from '../testing/studio-stub.ts';
import { testVendor } from '../testing/test-vendor.ts';
import type { Vendor } from '../vendor/vendor.ts';
import { createPreviewHandler } from './handler.ts';

const STUDIO = 'http://studio.example:3000';

function buildOf(version: string): PreviewBuild {
  return {
    ok: true,
    script: encodeText(`import 'react'; // ${version} ${'x'.repeat(2_000)}`),
    sourceMap: encodeText('{}'),
    style: encodeText('.a {}'),
    scriptName: `app.${version}.js`,
    styleName: `app.${version}.css`,
    patch: null,
    assets: new Map([
      ['logo.1.svg', { bytes: encodeText('<svg onload="x"/>'), contentType: 'image/svg+xml' }],
    ]),
    imports: ['react'],
    title: '<b>App</b>',
    lang: 'en',
    dir: '',
    htmlClass: '',
    bodyClass: '',
    diagnostics: [],
    durationMs: 1,
  };
}

let vendor: Vendor;
let server: Awaited<ReturnType<typeof listen>>;
let current = buildOf('a1');
const onError = jest.fn();

beforeAll(async () => {
  vendor = await testVendor();
  server = await listen(
    createPreviewHandler({
      vendor,
      frameAncestors: STUDIO,
      onError,
      resolve: (token) =>
        token === 'broken'
          ? Promise.reject(new Error('database'))
          : Promise.resolve(token === 'good' ? { build: current } : null),
    }),
  );
}, 60_000);
afterAll(() => server.close());

const get = (path: string, init: RequestInit = {}) => fetch(server.origin + path, init);

/** Asks without a client that tidies the path first. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.origin);
    httpRequest({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

function headersOf(
  path: string,
  headers: Record<string, string>,
): Promise<IncomingMessage['headers']> {
  return new Promise((resolve, reject) => {
    httpRequest(server.origin + path, { headers }, (response) => {
      response.resume();
      resolve(response.headers);
    })
      .on('error', reject)
      .end();
  });
}

describe('a document', () => {
  test('is sandboxed into an opaque origin that only the studio may frame', async () => {
    const response = await get('/p/good/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(response.status).toBe(200);
    expect(policy).toContain(`frame-ancestors ${STUDIO}`);
    expect(policy).toMatch(/(?:^|; )sandbox allow-scripts /);
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).not.toContain('allow-top-navigation');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/connect-src[^;]*http:/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('<title>&lt;b&gt;App&lt;/b&gt;</title>');
  });

  test('cuts the tie to its opener where browsers heed that', async () => {
    const openerPolicy = (headers: Record<string, string>) =>
      headersOf('/p/good/', headers).then((all) => all['cross-origin-opener-policy']);
    expect(await openerPolicy({})).toBe('same-origin');
    expect(await openerPolicy({ host: 'p.example', 'x-forwarded-proto': 'https' })).toBe('same-origin'); // prettier-ignore
    expect(await openerPolicy({ host: '192.168.1.4:3001' })).toBeUndefined();
  });

  test('names a host in its policy only when it is one', async () => {
    const policyFor = (host: string) =>
      headersOf('/p/good/', { host }).then((headers) => headers['content-security-policy']);
    expect(await policyFor('previews.example:8443')).toContain("'self' previews.example:8443");
    for (const host of ['a; script-src *', "a 'unsafe-inline'", '*', 'a,b']) {
      expect(await policyFor(host)).toMatch(/script-src 'self' 'sha256-/);
    }
  });

  test('asks at once for what its script imports', async () => {
    const html = await (await get('/p/good/')).text();
    expect(html).toContain(`rel="modulepreload" href="../../vendor/${vendor.hash}/react.js"`);
  });

  test('without a final slash leads there', async () => {
    const response = await get('/p/good', { redirect: 'manual' });
    expect(response.status).toBe(308);
    expect(response.headers.get('location')).toBe('good/');
  });
});

describe('files of a build', () => {
  test.each([
    ['app.a1.js', 'text/javascript; charset=utf-8'],
    ['app.a1.css', 'text/css; charset=utf-8'],
    ['app.a1.js.map', 'application/json; charset=utf-8'],
    ['assets/logo.1.svg', 'image/svg+xml'],
  ])('%s is served for ever, to any origin, and inert by itself', async (name, type) => {
    const response = await get(`/p/good/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/; sandbox;/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
  });

  test('of the build before are still there for a page that is loading', async () => {
    await get('/p/good/');
    current = buildOf('b2');
    expect((await get('/p/good/app.a1.js')).status).toBe(200);
    expect((await get('/p/good/app.b2.js')).status).toBe(200);
    expect((await get('/p/good/app.c3.js')).status).toBe(404);
  });
});

describe('vendored files', () => {
  test('are served for ever under their hash and not elsewhere', async () => {
    const response = await get(`/vendor/${vendor.hash}/react.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await response.arrayBuffer()).byteLength).toBe(vendor.files.get('react.js')?.length);
    expect((await get('/vendor/0000/react.js')).status).toBe(404);
    expect((await get(`/vendor/${vendor.hash}/icons.json`)).status).toBe(404);
    expect((await get(`/vendor/${vendor.hash}/manifest.json`)).status).toBe(404);
  });
});

describe('everything else', () => {
  test.each([
    ...['/', '/p', '/p/', '/p/unknown/', '/p/good/about', '/p/good/app.js', '/p/good/assets/'],
    ...['/p/good/assets/../app.a1.js', '/p/good/../../etc/passwd', '/p/../../etc/passwd'],
    ...['/vendor/../package.json', '/p/good/%2e%2e/x', '/p/__proto__/', '/p/good/assets/__proto__'],
    ...['/index.html', '/api/v1/auth/me', '//evil.example/', '*', `/p/${'x'.repeat(2_000)}/`],
  ])('%s is 404', async (path) => {
    expect(await rawStatus(path)).toBe(404);
  });

  test('a page that is not there any more says so in the reader’s language', async () => {
    const response = await get('/p/unknown/', {
      headers: { 'accept-language': 'fr-RW, en;q=0.5' },
    });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toMatch(/; sandbox;/);
    const html = await response.text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Cet aperçu');
  });

  test('only reading is allowed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await get('/p/good/', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
    const head = await get('/p/good/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(500);
    expect(await head.text()).toBe('');
    expect((await get('/favicon.ico')).status).toBe(204);
  });

  test('a failure is told to the operator and not to the reader', async () => {
    const response = await get('/p/broken/');
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(onError).toHaveBeenCalledTimes(1);
  });
});

test('a frame ancestor that would end its directive is refused at the start', () => {
  expect(() =>
    createPreviewHandler({
      vendor,
      frameAncestors: 'a; script-src *',
      resolve: () => Promise.resolve(null),
    }),
  ).toThrow('is not a frame ancestor');
});
