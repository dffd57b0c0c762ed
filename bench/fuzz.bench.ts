// How the API stands hostile requests that are made from its own document: `npm run bench -- fuzz`.
// FUZZ_SEED and FUZZ_REQUESTS ask others, and more or fewer of them.
import { fuzz } from '@promptly/acceptance/support/fuzz/fuzz';
import { startApiOnly } from '@promptly/acceptance/support/api-only';

import { printTable } from './support/table.ts';

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const requests = Number(process.env.FUZZ_REQUESTS ?? 20_000);

const target = await startApiOnly();
try {
  const startedAt = performance.now();
  const report = await fuzz({ url: target.url, seed, requests });
  const seconds = (performance.now() - startedAt) / 1000;
  const count = (digit: string) =>
    Object.entries(report.byStatus)
      .filter(([status]) => status.startsWith(digit))
      .reduce((sum, [, n]) => sum + n, 0);
  printTable(`requests made from the OpenAPI document, seed ${seed}`, [
    {
      requests: report.requests,
      operations: report.operations,
      'that succeeded': report.succeeded,
      'authorized, at most one fault': `${((100 * report.authorized) / report.requests).toFixed(1)}%`,
      '2xx': count('2'),
      '4xx': count('4'),
      '5xx': count('5'),
      findings: report.findings.length,
      seconds: seconds.toFixed(0),
    },
  ]);
  for (const { what, curl } of report.findings) console.log(`\n${what}\n${curl}`);
  process.exitCode = report.findings.length > 0 ? 1 : 0;
} finally {
  await target.stop();
}
