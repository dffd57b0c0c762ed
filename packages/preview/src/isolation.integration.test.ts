/**
 * Generated code is hostile. In the page of a preview it may do what it likes, and reaches neither the studio that
 * embeds it, nor what the browser keeps for the studio's host, nor the network of whoever looks at it.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { fixtureApp } from './testing/fixture-app.ts';
import { openPreviewSite, type PreviewSite, StudioView } from './testing/preview-site.ts';

let site: PreviewSite;
let victim: Server;
let victimOrigin: string;
const victimRequests: string[] = [];

beforeAll(async () => {
  site = await openPreviewSite();
  victim = createServer((request, response) => {
    victimRequests.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('inner secret');
  });
  await new Promise<void>((resolve) => {
    victim.listen(0, '127.0.0.1', resolve);
  });
  victimOrigin = `http://127.0.0.1:${(victim.address() as AddressInfo).port}`;
}, 60_000);

afterAll(async () => {
  victim.closeAllConnections();
  victim.close();
  await site.close();
});

/** Runs code as an app in the studio's frame. It calls `report` with what it got hold of. */
async function attack(code: string, files: Record<string, string> = {}) {
  await site.publish(
    fixtureApp({
      ...files,
      'src/main.tsx': `const studio = ${JSON.stringify(site.studioOrigin)};
const victim = ${JSON.stringify(victimOrigin)};
const root = document.getElementById('root');
const report = (value) => { root.textContent = 'REPORT ' + JSON.stringify(value ?? null); };
const tryTo = async (steal) => { try { return await steal(); } catch (error) { return 'blocked'; } };
${code}`,
    }),
  );
  const view = await site.open();
  const reported = view.frame.locator('#root', { hasText: 'REPORT' });
  await reported.waitFor();
  const text = await reported.innerText();
  return { view, result: JSON.parse(text.replace('REPORT ', '')) as unknown };
}

/** The browser shows its own error in the one frame of the page. */
async function innerFrameIsRefused(page: Page): Promise<void> {
  await page.waitForFunction(() => frames.length === 1);
  while (page.frames()[1]?.url() !== 'chrome-error://chromewebdata/') await page.waitForTimeout(20);
}

describe('the studio', () => {
  test.each([
    ['its document', `parent.document.getElementById('secret').textContent`],
    ['its storage', `parent.localStorage.getItem('studio-token')`],
    ['its cookies', `parent.document.cookie`],
    ['its address', `parent.location.href`],
    ['its functions', `parent.say`],
    ['the frame it stands in', `window.frameElement.id`],
    ['the top window', `top.document.body.innerHTML`],
  ])('%s cannot be reached', async (_name, expression) => {
    const { result } = await attack(`void tryTo(() => ${expression}).then(report);`);
    expect(result).toBe('blocked');
  });

  test.each([
    ['by its address', `top.location.href = victim;`],
    ['by replacing', `parent.location.replace(victim);`],
    ['by opening over it', `open(victim, '_top');`],
    ['by a form', `const form = Object.assign(document.createElement('form'), { action: victim, target: '_top' }); document.body.append(form); form.submit();`], // prettier-ignore
    ['by a link', `const link = Object.assign(document.createElement('a'), { href: victim, target: '_top' }); link.addEventListener('click', (event) => event.stopPropagation()); document.body.append(link); link.click();`], // prettier-ignore
  ])('cannot be sent elsewhere %s', async (_name, code) => {
    victimRequests.length = 0;
    const { view } = await attack(`try { ${code} } catch {} setTimeout(() => report(), 200);`);
    expect(view.page.url()).toBe(`${site.studioOrigin}/`);
    expect(await view.page.locator('#secret').innerText()).toBe('studio secret');
    expect(victimRequests).toEqual([]);
  });

  test('that allows its frame the preview alone shows no other site in it', async () => {
    victimRequests.length = 0;
    await site.publish(
      fixtureApp({ 'src/main.tsx': `location.href = ${JSON.stringify(victimOrigin)};` }),
    );
    const { page } = await site.open();
    await innerFrameIsRefused(page);
    expect(victimRequests).toEqual([]);
  });
});

describe('what the browser keeps', () => {
  test('the page has an origin of its own, without cookies and stores', async () => {
    const { result, view } = await attack(`
void (async () => {
  document.cookie = 'planted=1';
  const frame = document.createElement('iframe');
  document.body.append(frame);
  report({
    origin: self.origin,
    cookie: document.cookie,
    realStorage: await tryTo(() => frame.contentWindow.localStorage.length),
    database: await tryTo(() => new Promise((resolve, reject) => {
      const request = indexedDB.open('x');
      request.onsuccess = () => resolve('opened');
      request.onerror = reject;
    })),
    caches: await tryTo(async () => { await caches.open('x'); return 'opened'; }),
    worker: await tryTo(async () => { await navigator.serviceWorker.register('app.js'); return 'registered'; }),
  });
})();`);
    expect(result).toEqual({
      origin: 'null',
      cookie: '',
      realStorage: 'blocked',
      database: 'blocked',
      caches: 'blocked',
      worker: 'blocked',
    });
    const cookies = await view.page.context().cookies();
    expect(cookies.map(({ name }) => name)).toEqual(['session']);
  });

  test('storage of one preview is not there for another', async () => {
    await attack(`localStorage.setItem('mine', 'secret'); report();`);
    const { result } = await attack(`report({ ...localStorage });`);
    expect(result).toEqual({});
  });
});

describe('the network', () => {
  test.each([
    ['fetch with credentials', `fetch(target, { credentials: 'include' }).then((r) => r.text())`],
    ['fetch without CORS', `fetch(target, { mode: 'no-cors' }).then(() => 'sent')`],
    [
      'XMLHttpRequest',
      `new Promise((resolve, reject) => { const x = new XMLHttpRequest(); x.onload = () => resolve(x.responseText); x.onerror = reject; x.open('GET', target); x.send(); })`,
    ],
    [
      'a picture',
      `new Promise((resolve, reject) => { const i = new Image(); i.onload = () => resolve('loaded'); i.onerror = reject; i.src = target; })`,
    ],
    [
      'a script',
      `new Promise((resolve, reject) => { const s = document.createElement('script'); s.onload = () => resolve('loaded'); s.onerror = reject; s.src = target; document.head.append(s); })`,
    ],
    ['a module', `import(target).then(() => 'loaded')`],
    [
      'a stylesheet',
      `new Promise((resolve, reject) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = () => resolve('loaded'); l.onerror = reject; l.href = target; document.head.append(l); })`,
    ],
    [
      'a frame',
      `new Promise((resolve, reject) => { const f = document.createElement('iframe'); f.onload = () => setTimeout(() => { try { f.contentWindow.document; resolve('blank'); } catch { reject(); } }, 50); f.src = target; document.body.append(f); })`,
    ],
    [
      'a beacon',
      `new Promise((resolve, reject) => { navigator.sendBeacon(target, 'x'); setTimeout(reject, 200); })`,
    ],
    [
      'an event stream',
      `new Promise((resolve, reject) => { const e = new EventSource(target); e.onopen = resolve; e.onerror = reject; })`,
    ],
    [
      'a web socket',
      `new Promise((resolve, reject) => { const w = new WebSocket(target.replace('http', 'ws')); w.onopen = resolve; w.onerror = reject; })`,
    ],
    [
      'a form',
      `new Promise((resolve, reject) => { const f = document.createElement('form'); f.action = target; f.method = 'post'; f.target = '_blank'; document.body.append(f); f.submit(); setTimeout(reject, 300); })`,
    ],
    [
      'an inner page prefetched',
      `new Promise((resolve, reject) => { const l = document.createElement('link'); l.rel = 'prefetch'; l.href = target; document.head.append(l); setTimeout(reject, 300); })`,
    ],
  ])('%s reaches neither the studio nor the inner network', async (_name, expression) => {
    for (const [name, target] of [
      ['studio', `${site.studioOrigin}/api/v1/auth/me`],
      ['inner', `${victimOrigin}/inner`],
    ]) {
      victimRequests.length = 0;
      const { result } = await attack(
        `const target = ${JSON.stringify(target)}; void tryTo(() => ${expression}).then(report);`,
      );
      expect([name, result]).toEqual([name, 'blocked']);
      expect(victimRequests).toEqual([]);
    }
  });

  test('the preview itself and secure hosts can be asked', async () => {
    const { result } = await attack(`
void (async () => {
  const own = await tryTo(async () => (await fetch('app.css-that-is-not-there')).status);
  const violations = [];
  addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  await tryTo(() => fetch('https://secure.invalid/'));
  report({ own, violations });
})();`);
    expect(result).toEqual({ own: 404, violations: [] });
  });
});

describe('files of a preview by themselves', () => {
  test('a picture that holds a script does not run it', async () => {
    const evil = `<svg xmlns="http://www.w3.org/2000/svg" onload="document.documentElement.id='ran'"><script>document.documentElement.id='ran'</script></svg>`;
    const build = await site.publish(fixtureApp({ 'public/logo.svg': evil }));
    const name = [...build.assets.keys()].find((asset) => asset.endsWith('.svg'));
    const page = await site.browser.newPage();
    await page.goto(`${site.previewOrigin}/p/test-token/assets/${name}`);
    expect(await page.evaluate(() => [document.documentElement.id, self.origin])).toEqual([
      '',
      'null',
    ]);
    await page.close();
  });

  test('opened in a tab, the app has no more rights than in the frame', async () => {
    await site.publish(
      fixtureApp({ 'src/main.tsx': `document.title = [self.origin, document.cookie, window.opener === null].join();` }), // prettier-ignore
    );
    const page = await site.browser.newPage();
    await page.goto(`${site.previewOrigin}/p/test-token/`);
    await page.waitForFunction(() => document.title.startsWith('null'));
    expect(await page.title()).toBe('null,,true');
    await page.close();
  });

  test('a site that is not the studio cannot embed it', async () => {
    await site.publish(fixtureApp());
    const page = await site.browser.newPage();
    await page.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${site.previewOrigin}/p/test-token/"></iframe>`,
      }),
    );
    await page.goto('http://evil.example/');
    await innerFrameIsRefused(page);
    await page.close();
  });
});

test('commands count only when they come from the window that embeds the page', async () => {
  const { view } = await attack(`
const frame = document.createElement('iframe');
document.body.append(frame);
report();`);
  await view.frame.evaluate(() => {
    const channel = 'promptly-preview';
    const message = { type: 'navigate', path: '/forged' };
    frames[0]?.parent.postMessage({ channel, message }, '*');
    window.postMessage({ channel, message }, '*');
  });
  await view.say({ type: 'navigate', path: '/true' });
  await view.event('path', ({ path }) => path === '/true');
  const paths = (await view.events()).filter(({ type }) => type === 'path');
  expect(JSON.stringify(paths)).not.toContain('forged');
  expect(view).toBeInstanceOf(StudioView);
});
