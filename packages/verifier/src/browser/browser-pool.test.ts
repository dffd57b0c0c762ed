import { describe, expect, test } from '@jest/globals';

import { createBrowserPool } from './browser-pool.ts';
import type { SandboxedBrowser } from './launch-browser.ts';

/** A stand-in that only counts: what the pool does with browsers does not depend on what they show. */
function launcher() {
  const launched: (SandboxedBrowser & { death: string | undefined; closed: boolean })[] = [];
  const launch = () => {
    const browser = {
      isolation: {
        network: 'flags',
        processes: 'group',
        uid: null,
        chromiumSandbox: true,
      } as const,
      version: '0',
      death: undefined as string | undefined,
      closed: false,
      newContext: () => Promise.reject(new Error('no pages here')),
      kill: () => undefined,
      close() {
        browser.closed = true;
        return Promise.resolve();
      },
    };
    launched.push(browser);
    return Promise.resolve(browser);
  };
  return { launched, launch };
}

function poolOf(options: { maxBrowsers?: number; usesPerBrowser?: number } = {}) {
  const { launched, launch } = launcher();
  const pool = createBrowserPool({ launch, maxBrowsers: 2, usesPerBrowser: 10, ...options });
  return { pool, launched };
}

describe('a browser pool', () => {
  test('uses a browser again for the next job', async () => {
    const { pool, launched } = poolOf();
    for (let job = 0; job < 3; job += 1) await pool.use(() => Promise.resolve());
    expect(launched).toHaveLength(1);
  });

  test('never lends one browser to two jobs, nor starts more than allowed', async () => {
    const { pool, launched } = poolOf();
    const inUse = new Set<SandboxedBrowser>();
    await Promise.all(
      Array.from({ length: 8 }, () =>
        pool.use(async (browser) => {
          expect(inUse.has(browser)).toBe(false);
          inUse.add(browser);
          await new Promise((resolve) => setImmediate(resolve));
          inUse.delete(browser);
        }),
      ),
    );
    expect(launched).toHaveLength(2);
  });

  test('replaces a browser that died, also one that died while idle', async () => {
    const { pool, launched } = poolOf();
    await pool.use(() => {
      if (launched[0]) launched[0].death = 'it crashed';
      return Promise.resolve();
    });
    await pool.use(() => Promise.resolve());
    if (launched[1]) launched[1].death = 'it crashed';
    await pool.use((browser) => Promise.resolve(expect(browser).toBe(launched[2])));
    expect(launched.map(({ closed }) => closed)).toEqual([true, true, false]);
  });

  test('replaces a browser after its number of uses', async () => {
    const { pool, launched } = poolOf({ usesPerBrowser: 2 });
    for (let job = 0; job < 5; job += 1) await pool.use(() => Promise.resolve());
    expect(launched).toHaveLength(3);
  });

  test('a job that throws gives its browser back', async () => {
    const { pool, launched } = poolOf({ maxBrowsers: 1 });
    await expect(pool.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await pool.use(() => Promise.resolve());
    expect(launched).toHaveLength(1);
  });

  test('a launch that fails reaches the caller and blocks nobody', async () => {
    let attempts = 0;
    const { launch } = launcher();
    const pool = createBrowserPool({
      launch: () => ((attempts += 1) === 1 ? Promise.reject(new Error('no browser')) : launch()),
      maxBrowsers: 1,
      usesPerBrowser: 10,
    });
    const first = pool.use(() => Promise.resolve('ran'));
    const second = pool.use(() => Promise.resolve('ran'));
    await expect(first).rejects.toThrow('no browser');
    await expect(second).resolves.toBe('ran');
  });

  test('closing it closes lent browsers too and refuses who waits', async () => {
    const { pool, launched } = poolOf({ maxBrowsers: 1 });
    let finish: () => void = () => undefined;
    const running = pool.use(() => new Promise<void>((resolve) => (finish = resolve)));
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = pool.use(() => Promise.resolve());
    await pool.dispose();
    await expect(waiting).rejects.toThrow('closed');
    finish();
    await running;
    expect(launched.every(({ closed }) => closed)).toBe(true);
  });
});
