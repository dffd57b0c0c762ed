import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import os from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHECK_NAMES, CODEGEN_STEPS, type JobEvent } from '@promptly/common';

import { type Account, signUp } from '../support/account.ts';
import { exportProject } from '../support/exports.ts';
import { type Program, startProgram } from '../support/program.ts';
import { unpackTo, unzip } from '../support/zip.ts';

const PROMPT = 'SaaS dashboard with sidebar, charts, auth';
const INSTALL_TIMEOUT_MS = 600_000;
const JOB_TIMEOUT_MS = 240_000;

let program: Program;
let account: Account;
let projectId: string;
let folder: string | undefined;

beforeAll(async () => {
  program = await startProgram();
  account = await signUp(program.url);
  projectId = (await account.createProject('Tasks')).id;
});
afterAll(async () => {
  await program.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test(
  'a prompt becomes a verified head, told by numbered events in order',
  async () => {
    const jobId = await account.prompt(projectId, PROMPT);
    const events: JobEvent[] = [];
    for await (const event of account.events(jobId)) events.push(event);

    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    const started = events.flatMap((e) =>
      e.type === 'step' && e.data.state === 'started' ? e.data.name : [],
    );
    expect(started).toEqual([...CODEGEN_STEPS]);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('candidate')).toBeLessThan(types.indexOf('check'));
    expect(types.indexOf('head')).toBeGreaterThan(types.lastIndexOf('check'));
    expect(events.at(-1)).toMatchObject({ type: 'done', data: { status: 'succeeded' } });

    const job = await account.finished(jobId);
    expect(job).toMatchObject({ status: 'succeeded' });
    expect(job.error).toBeUndefined();
    expect(job.result?.verdict?.checks.map(({ name, status }) => [name, status])).toEqual(
      CHECK_NAMES.map((name) => [name, 'passed']),
    );
    expect(job.result?.requirements.length).toBeGreaterThan(0);
    const project = await account.call<{ headRevisionId: string }>('GET', `/projects/${projectId}`);
    expect(project.body.headRevisionId).toBe(job.result?.revisionId);
  },
  JOB_TIMEOUT_MS,
);

test('a second client that comes late reads the same events', async () => {
  const jobs = await account.call<{ items: { id: string }[] }>(
    'GET',
    `/projects/${projectId}/codegen`,
  );
  const jobId = jobs.body.items[0]?.id ?? '';
  const [first, second] = await Promise.all([collect(jobId), collect(jobId)]);
  expect(first).toEqual(second);
  expect(first.at(-1)?.type).toBe('done');
});

test(
  'a hand edit survives the next prompt',
  async () => {
    const path = 'src/lib/sum.ts';
    const read = await account.readFile(projectId, path);
    const text = `${read.text}\n// Kept by hand.\n`;
    const saved = await account.call('PUT', `/projects/${projectId}/files/content`, {
      path,
      base64Content: Buffer.from(text).toString('base64'),
      sha: read.sha,
    });
    expect(saved.status).toBe(200);

    const job = await account.finished(await account.prompt(projectId, `${PROMPT}, in dark green`));
    expect(job.error).toBeUndefined();
    expect((await account.readFile(projectId, path)).text).toBe(text);
  },
  JOB_TIMEOUT_MS,
);

test('the same revision exported twice is the same bytes, and its manifest tells them', async () => {
  const [first, second] = [
    await exportProject(account, projectId),
    await exportProject(account, projectId),
  ];
  expect(first.bytes.equals(second.bytes)).toBe(true);
  expect(first.record.sha256).toBe(sha256(first.bytes));

  const entries = await unzip(first.bytes);
  const manifest = JSON.parse(String(entries.get('promptly.manifest.json'))) as {
    files: Record<string, { sha256: string }>;
  };
  const others = [...entries].filter(([name]) => name !== 'promptly.manifest.json');
  expect(Object.keys(manifest.files).sort()).toEqual(others.map(([name]) => name).sort());
  for (const [name, bytes] of others) expect(manifest.files[name]?.sha256).toBe(sha256(bytes));
});

test(
  'an exported app installs, builds, lints and passes its own tests with npm',
  async () => {
    folder = await mkdtemp(join(os.tmpdir(), 'promptly-export-'));
    const { bytes } = await exportProject(account, projectId);
    await unpackTo(folder, await unzip(bytes));
    const npm = (...args: string[]) =>
      promisify(execFile)('npm', args, { cwd: folder, env: npmEnvironment() });
    await npm('install', '--no-audit', '--no-fund', '--prefer-offline');
    await npm('run', 'build');
    await npm('run', 'lint');
    await npm('test');
  },
  INSTALL_TIMEOUT_MS,
);

async function collect(jobId: string): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of account.events(jobId)) events.push(event);
  return events;
}

/** That of a plain terminal: what the test run sets for itself is no part of it. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS$|NODE_ENV$|JEST_WORKER_ID$)/.test(name),
  );
  return Object.fromEntries(inherited);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
