// Prompt sent → verified, over the first prompt of each category and the first five short ones.
// `EXPORTS=1` also installs, builds, lints and tests each exported app with npm; `SKIP=10` leaves out the first ten.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { type Account, signUp } from '@promptly/acceptance/support/account';
import { exportProject } from '@promptly/acceptance/support/exports';
import { startProgram } from '@promptly/acceptance/support/program';
import { unpackTo, unzip } from '@promptly/acceptance/support/zip';
import { CHECK_NAMES, type CodegenJob } from '@promptly/common';

import { type CorpusPrompt, readCorpus, sampleOf } from './support/corpus.ts';
import { LABELS, missesOf } from './support/labels.ts';
import { ms, percentile, printTable, type Row } from './support/table.ts';

const NPM_STEPS = [
  ['install', '--no-audit', '--no-fund', '--prefer-offline'],
  ['run', 'build'],
  ['run', 'lint'],
  ['test'],
];

const corpus = readCorpus();
if (!corpus) {
  console.log('skipped: ../shared/corpus is missing');
  process.exit(0);
}

const program = await startProgram();
const rows: Row[] = [];
const verifiedMs: number[] = [];
const candidateMs: number[] = [];
let failures = 0;
try {
  const account = await signUp(program.url);
  // The first job finds caches cold; a person meets that once, after a start.
  await measure(account, { id: 'warm-up', category: null, prompt: 'a list of books' });
  for (const prompt of sampleOf(corpus).slice(Number(process.env.SKIP ?? 0))) {
    const { row, candidate, verified, ok } = await measure(account, prompt);
    rows.push(row);
    verifiedMs.push(verified);
    candidateMs.push(candidate);
    if (!ok) failures += 1;
  }
} finally {
  await program.stop();
}
printTable('Prompt sent → verified (keyless generator)', rows);
printTable('In all', [
  { figure: 'prompts', value: rows.length },
  {
    figure: 'all seven checks passed, kind, nouns and colours right',
    value: `${rows.length - failures} of ${rows.length}`,
  },
  { figure: 'candidate stored, p50', value: ms(percentile(candidateMs, 0.5)) },
  { figure: 'verified, p50', value: ms(percentile(verifiedMs, 0.5)) },
  { figure: 'verified, p95', value: ms(percentile(verifiedMs, 0.95)) },
]);
process.exitCode = failures > 0 ? 1 : 0;

async function measure(account: Account, { id, prompt }: CorpusPrompt) {
  const project = await account.createProject(id.slice(0, 60));
  const startedAt = performance.now();
  const jobId = await account.prompt(project.id, prompt);
  let candidate = Number.NaN;
  for await (const event of account.events(jobId)) {
    if (event.type === 'candidate') candidate = performance.now() - startedAt;
    if (event.type === 'done') break;
  }
  const verified = performance.now() - startedAt;
  const { body: job } = await account.call<CodegenJob>('GET', `/codegen/jobs/${jobId}`);
  const { bytes } = await exportProject(account, project.id, job.result?.revisionId);
  const entries = await unzip(bytes);
  const label = LABELS[id];
  const misses = label ? missesOf(label, entries) : [];
  const exported = process.env.EXPORTS === '1' ? await npmResult(entries) : 'not run';
  const checks = job.result?.verdict?.checks ?? [];
  const notPassed = CHECK_NAMES.filter(
    (name) => checks.find((check) => check.name === name)?.status !== 'passed',
  );
  const ok = job.status === 'succeeded' && misses.length === 0 && !exported.startsWith('failed');
  const row: Row = {
    id: id.replace(/^webgen(agent)?-train[_-]/, '#'),
    status: job.status,
    candidate: ms(candidate),
    verified: ms(verified),
    'checks not passed': notPassed.join(' ') || '–',
    'missing from the app': misses.join(', ') || '–',
    'npm build, lint, test': exported,
  };
  console.error(Object.values(row).join(' · '));
  return { row, candidate, verified, ok };
}

async function npmResult(entries: ReadonlyMap<string, Buffer>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-bench-'));
  try {
    await unpackTo(folder, entries);
    for (const args of NPM_STEPS) {
      try {
        await promisify(execFile)('npm', args, {
          cwd: folder,
          env: { ...process.env, NODE_OPTIONS: '' },
        });
      } catch {
        return `failed: npm ${args.slice(0, 2).join(' ')}`;
      }
    }
    return 'passed';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
