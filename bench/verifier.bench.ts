// Time of each check over the starter app: the first verification of a process, and later ones.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { starterTree } from '@promptly/codegen';
import { CHECK_NAMES, type CheckResult } from '@promptly/common';
import { createPreviewBuilder, createVendor } from '@promptly/preview';
import { createUiRegistry } from '@promptly/ui/registry';
import { createVerifier } from '@promptly/verifier';

import { ms, percentile, printTable } from './support/table.ts';

const WARM_RUNS = 10;

const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-verifier-'));
const log = (message: string) => console.error(message);
const vendor = await createVendor({ cacheDir: path.join(folder, 'packages'), log });
const previewBuilder = createPreviewBuilder({ vendor });
const verifier = createVerifier({
  vendor,
  previewBuilder,
  cacheDir: path.join(folder, 'verifier'),
});
try {
  const tree = await starterTree({ name: 'Bench', library: createUiRegistry() });
  const run = async () => {
    const startedAt = performance.now();
    const verdict = await verifier.verify({ tree, signal: new AbortController().signal });
    return { verdict, totalMs: performance.now() - startedAt };
  };
  const cold = await run();
  const warm: Awaited<ReturnType<typeof run>>[] = [];
  for (let i = 0; i < WARM_RUNS; i += 1) warm.push(await run());

  const durationOf = (checks: readonly CheckResult[], name: string) =>
    checks.find((check) => check.name === name)?.durationMs ?? Number.NaN;
  printTable(`Verifying the starter app (${tree.size} files)`, [
    ...CHECK_NAMES.map((name) => ({
      check: name,
      status: cold.verdict.checks.find((check) => check.name === name)?.status ?? 'missing',
      first: ms(durationOf(cold.verdict.checks, name)),
      'warm p50': ms(
        percentile(
          warm.map(({ verdict }) => durationOf(verdict.checks, name)),
          0.5,
        ),
      ),
    })),
    {
      check: 'all, side by side',
      status: cold.verdict.passed ? 'passed' : 'failed',
      first: ms(cold.totalMs),
      'warm p50': ms(
        percentile(
          warm.map(({ totalMs }) => totalMs),
          0.5,
        ),
      ),
    },
  ]);
  for (const check of cold.verdict.checks) {
    for (const finding of check.findings)
      console.log(check.name, finding.severity, finding.message);
  }
  process.exitCode = cold.verdict.passed ? 0 : 1;
} finally {
  await verifier.dispose();
  await previewBuilder.close();
  await rm(folder, { recursive: true, force: true });
}
