import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { afterEach, expect, test } from '@jest/globals';

import { request, signUp } from '../support/account.ts';
import { freePortPair, startProgram, temporaryDataDir } from '../support/program.ts';

const root = path.resolve(import.meta.dirname, '../..');
const DEATH_TIMEOUT_MS = 10_000;
const folders: string[] = [];
let server: Server | undefined;

afterEach(async () => {
  server?.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

test('what was stored is there after a restart', async () => {
  const dataDir = await folder();
  const first = await startProgram({ dataDir });
  const account = await signUp(first.url);
  const project = await account.createProject('Kept');
  expect(await first.stop()).toBe(0);

  const second = await startProgram({ dataDir, port: first.port });
  const answer = await account.call<{ name: string }>('GET', `/projects/${project.id}`);
  expect(answer.body.name).toBe('Kept');
  await second.stop();
});

test('after kill -9 the next start works and nothing is lost', async () => {
  const dataDir = await folder();
  const first = await startProgram({ dataDir });
  const account = await signUp(first.url);
  const project = await account.createProject('Survivor');
  await first.kill();

  const second = await startProgram({ dataDir, port: first.port });
  expect((await account.call('GET', `/projects/${project.id}`)).status).toBe(200);
  expect(await second.stop()).toBe(0);
  expect(await leftBehind(dataDir)).toEqual([]);
});

test('Ctrl-C, which comes from the terminal and from the launcher, leaves no process behind', async () => {
  const dataDir = await folder();
  const program = await startProgram({ dataDir });
  expect(await processesOf(dataDir)).not.toEqual([]);
  const exited = once(program.process, 'exit');
  program.process.kill('SIGINT');
  program.process.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(await leftBehind(dataDir)).toEqual([]);
});

test('a terminal that is closed, and with it the launcher, leaves no process behind', async () => {
  const dataDir = await folder();
  const program = await startProgram({ dataDir, env: { LOG_LEVEL: 'debug' } });
  const exited = once(program.process, 'exit');
  program.process.stdout?.destroy();
  program.process.stderr?.destroy();
  program.process.kill('SIGHUP');
  program.process.kill('SIGHUP');
  program.process.disconnect();
  expect(await exited).toEqual([0, null]);
  expect(await leftBehind(dataDir)).toEqual([]);
});

test('a program whose launcher was killed stops by itself and leaves no process behind', async () => {
  const dataDir = await folder();
  const program = await startProgram({ dataDir });
  const exited = once(program.process, 'exit');
  program.process.disconnect();
  expect(await exited).toEqual([0, null]);
  expect(await leftBehind(dataDir)).toEqual([]);
});

test('a second start on the same data is one clear sentence that names the first, and harms nothing', async () => {
  const dataDir = await folder();
  const first = await startProgram({ dataDir });
  const port = await freePortPair();
  const { code, output } = await failedStart({ PORT: String(port), DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(output).toContain(`process ${first.process.pid}`);
  expect(output).toMatch(/DATA_DIR and PORT/);
  expect(output).not.toMatch(/\n\s+at /);
  expect((await request(first.url, 'GET', '/health')).status).toBe(200);
  await first.stop();
});

test('a Node that is too old is told by one sentence which one is needed', async () => {
  const script = `import { assertNodeVersion } from './scripts/setup.mjs';
    for (const version of ['18.20.4', '20.18.3']) {
      try { assertNodeVersion(version); } catch (error) { console.log(error.message); }
    }
    for (const version of ['20.19.0', '22.0.0', '24.1.0']) assertNodeVersion(version);`;
  const { code, output } = await runNode(['--input-type=module', '--eval', script]);
  expect(code).toBe(0);
  const lines = output.trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/needs Node 20\.19 or newer.*install/);
});

test('a taken port is one clear sentence with a way out, and no stack', async () => {
  const port = await freePortPair();
  server = createServer();
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  const { code, output } = await failedStart({ PORT: String(port), DATA_DIR: await folder() });
  expect(code).toBe(1);
  expect(output).toContain(String(port));
  expect(output).toMatch(/PORT=/);
  expect(output).not.toMatch(/\n\s+at /);
});

test('a data folder that cannot be written is one clear sentence with a way out, and no stack', async () => {
  const file = path.join(await folder(), 'file');
  await writeFile(file, '');
  const dataDir = path.join(file, 'data');
  const { code, output } = await failedStart({
    PORT: String(await freePortPair()),
    DATA_DIR: dataDir,
  });
  expect(code).toBe(1);
  expect(output).toContain(dataDir);
  expect(output).toMatch(/DATA_DIR/);
  expect(output).not.toMatch(/\n\s+at /);
});

test('every fault of the settings is reported at once', async () => {
  const { code, output } = await failedStart({
    PORT: 'eighty',
    LOG_LEVEL: 'loud',
    SIGNUP: 'maybe',
  });
  expect(code).toBe(1);
  for (const name of ['PORT', 'LOG_LEVEL', 'SIGNUP']) expect(output).toContain(name);
});

test('two instances run side by side on their own ports and folders', async () => {
  const [one, two] = await Promise.all([startProgram(), startProgram()]);
  expect((await request(one.url, 'GET', '/health')).status).toBe(200);
  expect((await request(two.url, 'GET', '/health')).status).toBe(200);
  await Promise.all([one.stop(), two.stop()]);
});

async function folder(): Promise<string> {
  const made = await temporaryDataDir();
  folders.push(made);
  return made;
}

interface Ended {
  code: number | null;
  output: string;
}

function failedStart(env: Record<string, string>): Promise<Ended> {
  return runNode(['--import', 'tsx', 'apps/api/src/main.ts'], env);
}

function runNode(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // All that it printed has come by then, which at its exit it may not.
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** What is still there of `processesOf` when those that die with their parent have had the time to. */
async function leftBehind(dataDir: string): Promise<string[]> {
  const deadline = Date.now() + DEATH_TIMEOUT_MS;
  let left = await processesOf(dataDir);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(50);
    left = await processesOf(dataDir);
  }
  return left;
}

/** The command lines of processes that work on a data folder: the database's and the browsers'. */
async function processesOf(dataDir: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(dataDir));
}
