import type { SandboxedBrowser } from './launch-browser.ts';

export interface BrowserPoolOptions {
  launch: () => Promise<SandboxedBrowser>;
  /** How many browsers may run at once; more callers wait. */
  maxBrowsers: number;
  /** After so many uses a browser is replaced, so that what leaks does not pile up. */
  usesPerBrowser: number;
}

/** Warm browsers, each lent to one caller at a time: what a page breaks, it breaks for its own job only. */
export interface BrowserPool {
  use<T>(work: (browser: SandboxedBrowser) => Promise<T>): Promise<T>;
  /** Starts browsers ahead of the first use. */
  warmUp(count: number): Promise<void>;
  dispose(): Promise<void>;
}

interface Entry {
  browser: SandboxedBrowser;
  uses: number;
}

export function createBrowserPool(options: BrowserPoolOptions): BrowserPool {
  const idle = new Set<Entry>();
  const lent = new Set<Entry>();
  const waiting: (() => void)[] = [];
  let starting = 0;
  let disposed = false;

  async function startInto(place: { add(entry: Entry): unknown }): Promise<Entry> {
    starting += 1;
    try {
      const entry = { browser: await options.launch(), uses: 0 };
      place.add(entry);
      if (disposed) await entry.browser.close();
      return entry;
    } catch (error) {
      waiting.shift()?.();
      throw error;
    } finally {
      starting -= 1;
    }
  }

  async function take(): Promise<Entry> {
    for (;;) {
      if (disposed) throw new Error('the browser pool is closed');
      const [entry] = idle;
      if (entry) {
        idle.delete(entry);
        if (entry.browser.death) {
          await entry.browser.close();
          continue;
        }
        lent.add(entry);
        return entry;
      }
      if (lent.size + starting < options.maxBrowsers) {
        return startInto(lent);
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  async function giveBack(entry: Entry): Promise<void> {
    lent.delete(entry);
    entry.uses += 1;
    if (disposed || entry.browser.death || entry.uses >= options.usesPerBrowser) {
      await entry.browser.close();
    } else {
      idle.add(entry);
    }
    waiting.shift()?.();
  }

  return {
    async use(work) {
      const entry = await take();
      try {
        return await work(entry.browser);
      } finally {
        await giveBack(entry);
      }
    },
    async warmUp(count) {
      const missing = Math.min(count, options.maxBrowsers) - idle.size - lent.size - starting;
      await Promise.all(Array.from({ length: Math.max(0, missing) }, () => startInto(idle)));
      for (const wake of waiting.splice(0)) wake();
    },
    async dispose() {
      disposed = true;
      for (const wake of waiting.splice(0)) wake();
      await Promise.all([...idle, ...lent].map((entry) => entry.browser.close()));
      idle.clear();
    },
  };
}
