import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type Verdict,
  treeFromTexts,
} from '@promptly/common';

import { fixtureApp } from './testing/fixture-app.ts';
import { openVerifier } from './testing/open-verifier.ts';
import { SEEDED_FAULTS } from './testing/seeded-faults.ts';
import type { Verifier } from './verifier.ts';
import type { Artifact } from './visit/visit-app.ts';

let verifier: Verifier;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ verifier, close } = await openVerifier());
  await verifier.warmUp(fixtureApp());
}, 120_000);
afterAll(() => close());

function verify(tree = fixtureApp()) {
  return verifier.verify({ tree, signal: new AbortController().signal });
}

/** The checks that did not pass, with what they found. */
function faults({ checks }: Pick<Verdict, 'checks'>): CheckResult[] {
  return checks.filter(({ status }) => status !== 'passed');
}

test('a good app passes all seven checks, in order, and every check says what it looked at', async () => {
  const verdict = await verify();
  expect(faults(verdict)).toEqual([]);
  expect(verdict.passed).toBe(true);
  expect(verdict.checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
  expect(Object.fromEntries(verdict.checks.map(({ name, summary }) => [name, summary]))).toEqual({
    format: '18 files',
    lint: '12 files',
    types: '10 files',
    tests: '5 tests in 2 files',
    build: expect.stringMatching(/^\d+ KiB of script and styles$/),
    render: '3 routes at 1280 and 390 px',
    a11y: '3 routes, light and dark',
  });
});

test('each check is told as it starts and as it ends, and the app is pictured in both sizes', async () => {
  const started: CheckName[] = [];
  const results: CheckResult[] = [];
  const artifacts: Artifact[] = [];
  const verdict = await verifier.verify({
    tree: fixtureApp(),
    signal: new AbortController().signal,
    onStarted: (name) => started.push(name),
    onResult: (result) => results.push(result),
    onArtifact: (artifact) => artifacts.push(artifact),
  });
  expect([...started].sort()).toEqual([...CHECK_NAMES].sort());
  expect(results).toHaveLength(CHECK_NAMES.length);
  expect(verdict.checks).toEqual(expect.arrayContaining(results));
  expect(artifacts.map(({ name }) => name)).toEqual(['phone.jpg', 'desktop.jpg']);
  for (const { bytes } of artifacts) {
    expect(Buffer.from(bytes.subarray(0, 3)).toString('hex')).toBe('ffd8ff');
  }
});

describe('a seeded fault', () => {
  test.each(SEEDED_FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s is found by the right check and by no other',
    async (_, { tree, failed, finding }) => {
      const { passed, checks } = await verify(tree);
      const failing = checks.filter(({ status }) => status === 'failed');
      expect(failing.map(({ name }) => name).sort()).toEqual([...failed].sort());
      expect(passed).toBe(false);
      const { message, ...place } = finding;
      expect(failing.flatMap(({ findings }) => findings)).toContainEqual(
        expect.objectContaining({ message: expect.stringMatching(message), ...place }),
      );
    },
  );
});

test('what is no fault is a warning, with which the app passes', async () => {
  const { checks } = await verify(
    fixtureApp({
      'src/pages/NotesPage.tsx': `export function NotesPage() {
  return (
    <article>
      <h1>Notes</h1>
      <h4>A level of headings was left out</h4>
      <div className="w-200">Wider than a phone.</div>
    </article>
  );
}
`,
    }),
  );
  const warnings = checks.flatMap(({ name, findings }) =>
    findings.map(({ severity, rule }) => [name, severity, rule]),
  );
  expect(warnings).toEqual(
    expect.arrayContaining([
      ['render', 'warning', 'horizontal-overflow'],
      ['a11y', 'warning', 'heading-order'],
    ]),
  );
  expect(faults({ checks })).toEqual([]);
});

test.each([
  ['no files at all', treeFromTexts([])],
  ['files that are no texts', new Map([['src/main.tsx', new Uint8Array([0, 255, 254, 1])]])],
])('%s get seven results and no verdict of passed', async (_, tree) => {
  const { passed, checks } = await verify(tree);
  expect(passed).toBe(false);
  expect(checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
});

test('an app that does not build is not shown, and the results say so', async () => {
  const { checks } = await verify(fixtureApp({ 'src/pages/NotesPage.tsx': 'export {' }));
  const statuses = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
  expect(statuses).toMatchObject({ build: 'failed', render: 'skipped', a11y: 'skipped' });
});

test('a canceled verification rejects, and the next one runs', async () => {
  const controller = new AbortController();
  const running = verifier.verify({ tree: fixtureApp(), signal: controller.signal });
  setTimeout(() => controller.abort(new Error('canceled by the user')), 100);
  await expect(running).rejects.toThrow('canceled by the user');
  expect(faults(await verify())).toEqual([]);
});

test('two apps are verified at once without mixing their findings', async () => {
  const [good, bad] = await Promise.all([
    verify(),
    verify(fixtureApp({ 'src/lib/twice.ts': 'export const twice = (text) => text + text;\n' })),
  ]);
  expect(good.passed).toBe(true);
  expect(bad.checks.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([
    'types',
  ]);
});
