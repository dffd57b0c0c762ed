import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { startApiOnly, type ApiOnly } from '../support/api-only.ts';
import { fuzz, type Finding } from '../support/fuzz/fuzz.ts';
import { plantFaults } from '../support/fuzz/planted.ts';

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
    expect(report.succeeded / report.operations).toBeGreaterThan(0.5);
  },
  TIMEOUT_MS,
);

test(
  'faults that are planted are found, and the command of each shows it again',
  async () => {
    const planted = await plantFaults(target.url);
    const kinds = [/^a stack/, /^another tenant's id/, /^500: .*Something failed/];
    const firstOf = (findings: readonly Finding[]) =>
      kinds.map((kind) => findings.find(({ what }) => kind.test(what)));
    try {
      const { findings } = await fuzz({
        ...{ url: planted.url, seed: SEED, requests: 5_000 },
        isEnough: (found) => firstOf(found).every(Boolean),
      });
      const [stack, foreign, failure] = firstOf(findings);
      expect(await outputOf(stack)).toMatch(/^HTTP\/1\.1 500[^]*\n +at /);
      const theirs = foreign?.what.split(' ').at(-1);
      expect(await outputOf(foreign)).toMatch(new RegExp(`^HTTP/1.1 200[^]*${theirs}`));
      expect(await outputOf(failure)).toMatch(/^HTTP\/1\.1 500[^]*Something failed/);
    } finally {
      await planted.stop();
    }
  },
  TIMEOUT_MS,
);

async function outputOf(finding: Finding | undefined): Promise<string> {
  if (!finding) throw new Error('It was not found.');
  const { stdout } = await promisify(execFile)('sh', ['-c', finding.curl]);
  return stdout;
}
