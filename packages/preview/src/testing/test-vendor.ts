import { tmpdir } from 'node:os';
import path from 'node:path';

import { createVendor, type Vendor } from '../vendor/vendor.ts';

/** The vendored packages for tests: bundled once for all test files that run on this machine. */
export function testVendor(): Promise<Vendor> {
  return createVendor({ cacheDir: path.join(tmpdir(), 'promptly-preview-tests') });
}
