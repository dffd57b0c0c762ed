import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { fuzz } from '../support/fuzz/fuzz.ts';
import { startApiOnly, type ApiOnly } from '../support/api-only.ts';

const SEED = 20_261_123;
const REQUESTS = process.env.TEST_EXTENDED === '1' ? 20_000 : 1_000;
const TIMEOUT_MS = 30 * 60_000;

let target: ApiOnly;
beforeAll(async () => {
  target = await startApiOnly();
});
afterAll(() => target.stop());

test(
  `${REQUESTS} hostile requests get no 5xx, no stack, nothing of another tenant, and only what is documented`,
  async () => {
    const report = await fuzz({ url: target.url, seed: SEED, requests: REQUESTS });
    expect(report.findings).toEqual([]);
    expect(report.requests).toBe(REQUESTS);
    expect(report.authorized / report.requests).toBeGreaterThan(0.5);
    const accepted = Object.entries(report.byStatus).filter(([status]) => status.startsWith('2'));
    expect(accepted.length).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
