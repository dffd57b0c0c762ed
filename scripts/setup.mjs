// What a fresh clone needs before anything can run: packages and the built studio.
// Only Node's own modules here: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const PNPM = 'pnpm@12.21.0';
const MINIMUM_NODE = [20, 19];
const CLIENT_SOURCES = ['apps/api/src', 'packages/common/src', 'packages/client/scripts'];
const STUDIO_SOURCES = [
  'apps/web',
  'packages/ui',
  'packages/editor',
  'packages/client',
  'packages/common',
];
const IGNORED_FOLDERS = new Set(['node_modules', 'dist', '.promptly']);

/** A fault that the user can mend: shown as one sentence, without a stack. */
export class SetupError extends Error {}

/** Says which Node is needed where this one is too old. */
export function assertNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new SetupError(
    `Promptly Studio needs Node ${MINIMUM_NODE.join('.')} or newer, and this is ${version}: ` +
      'install a current LTS from nodejs.org and run the command again.',
  );
}

/** Installs the locked packages unless they are there already. */
export async function ensureInstalled(say) {
  const marker = path.join(root, 'node_modules/.promptly-installed');
  const wanted = hashOf(
    [...packageManifests(), 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    [process.version, process.platform, process.arch],
  );
  if (readMarker(marker) === wanted) return;
  say('Installing packages (once, and after an update)');
  await run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only']);
  writeMarker(marker, wanted);
}

/** Generates the API client's types from the API's own contract where they are out of date. */
export async function ensureClient(say) {
  const marker = path.join(root, 'packages/client/src/generated/.built');
  const wanted = hashOf(CLIENT_SOURCES.flatMap(filesUnder), []);
  if (readMarker(marker) === wanted) return;
  say('Generating the API client');
  await run(process.execPath, ['--import', 'tsx', 'packages/client/scripts/generate.ts']);
  writeMarker(marker, wanted);
}

/** Builds the studio where its sources changed since the last build. */
export async function ensureStudio(say) {
  const marker = path.join(root, 'apps/web/dist/.built');
  const wanted = hashOf(STUDIO_SOURCES.flatMap(filesUnder), [
    readMarker(path.join(root, 'node_modules/.promptly-installed')),
  ]);
  if (readMarker(marker) === wanted) return;
  say('Building the studio (once, and after an update)');
  await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: path.join(root, 'apps/web'),
  });
  writeMarker(marker, wanted);
}

/** Everything that `npm start` and `npm test` need. */
export async function ensureReady(say) {
  assertNodeVersion();
  await ensureInstalled(say);
  await ensureClient(say);
  await ensureStudio(say);
}

/** Runs a command to its end; its output is shown only where it fails, or at once with PROGRESS=1. */
export function run(command, args, { cwd = root } = {}) {
  const verbose = process.env.PROGRESS === '1';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: verbose ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) =>
      reject(new SetupError(`${command} could not be run: ${error.message}`)),
    );
    // All of its output has come by then.
    child.on('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new SetupError(setupFailure(command, args, Buffer.concat(output).toString())));
    });
  });
}

function setupFailure(command, args, output) {
  const what = [path.basename(command), ...args.slice(0, 4)].join(' ');
  if (/EACCES|EROFS|EPERM/.test(output)) {
    return `“${what}” may not write to ${root}: move the clone to a folder that you own.`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output)) {
    return `“${what}” could not reach the package registry: check the network or proxy and run the command again.`;
  }
  if (/ENOSPC/.test(output)) return `“${what}” found the disk full: free some space and try again.`;
  return `“${what}” failed; its output is above.`;
}

function packageManifests() {
  const folders = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  return ['package.json', 'acceptance/package.json', 'bench/package.json', ...folders].filter(
    (file) => existsSync(path.join(root, file)),
  );
}

function filesUnder(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED_FOLDERS.has(entry.name) || entry.name === 'generated') return [];
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(file) : [file];
  });
}

function hashOf(files, extra) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  for (const text of extra) hash.update(`${text}\0`);
  return hash.digest('hex');
}

function readMarker(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

function writeMarker(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
}
