import type { FileTree } from '@promptly/common';
import type { Verifier } from '@promptly/verifier';

import type { PreviewEngine } from '../previews/preview-engine.ts';
import type { AppVerifier } from './ports.ts';

export interface LazyVerifier extends AppVerifier {
  /** Starts browser, linter and compiler with a sample app, so that the first job does not wait for them. */
  warmUp(sample: FileTree): Promise<void>;
  close(): Promise<void>;
}

export interface LazyVerifierOptions {
  engine: PreviewEngine;
  /** Folder in which the browser and the test libraries are kept between starts. */
  cacheDir: string;
  chromiumPath: string | null;
}

/** The verifier of apps, loaded and started on its first use: a process that only serves HTTP never pays for it. */
export function createLazyVerifier(options: LazyVerifierOptions): LazyVerifier {
  let starting: Promise<Verifier> | undefined;
  const start = async () => {
    const [{ createVerifier }, { vendor, builder }] = await Promise.all([
      import('@promptly/verifier'),
      options.engine.start(),
    ]);
    return createVerifier({
      vendor,
      previewBuilder: builder,
      cacheDir: options.cacheDir,
      browser: { chromiumPath: options.chromiumPath ?? undefined },
    });
  };
  const started = () => {
    starting ??= start().catch((error: unknown) => {
      // The next job tries again.
      starting = undefined;
      throw error;
    });
    return starting;
  };
  return {
    verify: async (request) => (await started()).verify(request),
    warmUp: async (sample) => (await started()).warmUp(sample),
    async close() {
      const verifier = await starting?.catch(() => undefined);
      await verifier?.dispose();
    },
  };
}
