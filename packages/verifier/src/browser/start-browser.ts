import { bundledChromium } from './bundled-chromium.ts';
import { launchBrowser, type LaunchOptions, type SandboxedBrowser } from './launch-browser.ts';

export interface StartOptions extends LaunchOptions {
  /** Where the bundled Chromium is unpacked; the user that runs the browser must be able to read it. */
  bundleDir: string;
}

/**
 * Starts browsers, from the first failed start on with the bundled Chromium where the one of the system was found by
 * itself: one that answers `--version` may still not start. Throws what the first one said where neither starts.
 */
export function browserStarter(options: StartOptions): () => Promise<SandboxedBrowser> {
  let { binary } = options;
  return async () => {
    try {
      return await launchBrowser({ ...options, binary });
    } catch (error) {
      if (binary.source !== 'system') throw error;
      const bundled = await bundledChromium(options.bundleDir).catch(() => ({ missing: '' }));
      if ('missing' in bundled) throw error;
      const browser = await launchBrowser({ ...options, binary: bundled }).catch(() => undefined);
      if (!browser) throw error;
      binary = bundled;
      return browser;
    }
  };
}
