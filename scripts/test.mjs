// `npm test`: everything that CI checks, in rings from the quickest to the slowest, and one total line.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { assertNodeVersion, ensureReady, root, SetupError } from './setup.mjs';

const extended = process.argv.includes('--extended');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const results = mkdtempSync(path.join(os.tmpdir(), 'promptly-test-'));
const node = process.execPath;
const bin = (name) => path.join(root, 'node_modules', name);

const GATES = [
  {
    name: 'format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'],
  },
  { name: 'lint', args: ['scripts/lint.mjs'] },
  { name: 'types', args: ['scripts/typecheck.mjs'] },
  {
    name: 'arrows',
    args: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'packages',
      'acceptance',
      'bench',
    ],
  },
  { name: 'deadcode', args: [bin('knip/bin/knip.js')] },
];
const RINGS = [
  { name: 'unit', run: () => jest('unit') },
  { name: 'integration', run: () => jest('integration') },
  { name: 'acceptance', run: () => jest('acceptance') },
  { name: 'browser', run: playwright },
];

const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, named again before the last line: rings print much. */
const failures = [];
try {
  assertNodeVersion();
  await ensureReady(title);
  for (const gate of GATES.filter(wanted)) await ring(gate.name, () => gateResult(gate));
  for (const { name, run } of RINGS.filter(wanted)) await ring(name, run);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  failures.push('set-up');
  total.failed += 1;
} finally {
  rmSync(results, { recursive: true, force: true });
}
process.stdout.write(failures.map((name) => `\nfailed: ${name}`).join(''));
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function wanted({ name }) {
  return !only || only.includes(name);
}

async function ring(name, run) {
  title(name);
  const startedAt = Date.now();
  const counts = await run();
  for (const key of Object.keys(total)) total[key] += counts[key];
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)\n`,
  );
}

async function gateResult({ name, args }) {
  const code = await exec(args);
  if (code !== 0) failures.push(name);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function jest(name) {
  const outputFile = path.join(results, `${name}.json`);
  const code = await exec(
    [
      '--experimental-vm-modules',
      '--no-warnings',
      bin('jest/bin/jest.js'),
      '--config',
      `jest.${name}.config.mjs`,
      '--json',
      '--outputFile',
      outputFile,
    ],
    { TEST_EXTENDED: extended ? '1' : '' },
  );
  if (!existsSync(outputFile)) return broken(name);
  const report = JSON.parse(readFileSync(outputFile, 'utf8'));
  for (const { name: file, message, assertionResults } of report.testResults) {
    const names = assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName } of names) failures.push(`${path.relative(root, file)} › ${fullName}`);
    if (names.length === 0 && message !== '') failures.push(path.relative(root, file));
  }
  // A file that could not even be loaded has no tests to count.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function playwright() {
  const outputFile = path.join(results, 'browser.json');
  const code = await exec(
    [
      path.join(root, 'acceptance/node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'acceptance/playwright.config.ts',
    ],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: outputFile, TEST_EXTENDED: extended ? '1' : '' },
  );
  if (!existsSync(outputFile)) return broken('browser');
  const { stats, errors, suites } = JSON.parse(readFileSync(outputFile, 'utf8'));
  failures.push(...suites.flatMap(failedSpecs));
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

function failedSpecs({ specs, suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  return [...failed.map(({ file, title }) => `${file} › ${title}`), ...suites.flatMap(failedSpecs)];
}

/** A ring that ended without a report. */
function broken(name) {
  failures.push(name);
  return { passed: 0, failed: 1, skipped: 0 };
}

function exec(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function title(name) {
  process.stdout.write(`\n── ${name}\n`);
}
