import { tmpdir } from 'node:os';
import path from 'node:path';

import { createPreviewBuilder, createVendor } from '@promptly/preview';

import type { VerifierLimits } from '../limits.ts';
import { type Verifier, createVerifier } from '../verifier.ts';

/** Kept between runs: the browser alone takes seconds to unpack. */
export const TEST_CACHE = path.join(tmpdir(), 'promptly-verifier-tests');

/** A verifier on real parts, and how to close all of them. */
export async function openVerifier(
  limits: Partial<VerifierLimits> = {},
): Promise<{ verifier: Verifier; close: () => Promise<void> }> {
  const vendor = await createVendor({ cacheDir: TEST_CACHE });
  const previewBuilder = createPreviewBuilder({ vendor });
  const verifier = createVerifier({
    previewBuilder,
    vendor,
    cacheDir: TEST_CACHE,
    browser: { chromiumPath: process.env.CHROMIUM_PATH },
    limits,
  });
  return {
    verifier,
    async close() {
      await verifier.dispose();
      await previewBuilder.close();
    },
  };
}
