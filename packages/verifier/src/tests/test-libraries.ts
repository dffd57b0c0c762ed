import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Plugin, build, transform } from 'esbuild';

import type { PageLibraries } from '../pages/page-libraries.ts';

const OWN_MODULES = fileURLToPath(new URL('./page/', import.meta.url));
const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MADE = 'made';

/** Specifiers that tests may import besides the app's own packages, and what each is bundled from. */
const ENTRIES: Readonly<Record<string, string>> = {
  vitest: path.join(OWN_MODULES, 'vitest-module.ts'),
  '@testing-library/dom': '@testing-library/dom',
  '@testing-library/jest-dom': '@testing-library/jest-dom/vitest',
  '@testing-library/jest-dom/matchers': '@testing-library/jest-dom/matchers',
  '@testing-library/jest-dom/vitest': '@testing-library/jest-dom/vitest',
  '@testing-library/react': '@testing-library/react',
  '@testing-library/react/pure': '@testing-library/react/pure',
  '@testing-library/user-event': '@testing-library/user-event',
};

/** The module with `runTestFile`. No project may name it. */
const RUNNER = path.join(OWN_MODULES, 'run-test-file.ts');
const RUNNER_FILE = 'test-runner.js';

/** Packages whose versions decide what the bundle holds. */
const VERSIONED = [
  '@sinonjs/fake-timers',
  '@testing-library/dom',
  '@testing-library/jest-dom',
  '@testing-library/react',
  '@testing-library/user-event',
  '@vitest/expect',
  '@vitest/runner',
  '@vitest/spy',
  '@vitest/utils',
  'esbuild',
];

/** The app's packages, as previews have them, in React's development build: only that one has `act`. */
export interface AppPackages {
  hash: string;
  specifiers: readonly string[];
  files: ReadonlyMap<string, Uint8Array>;
  /** Specifier → file name, also of modules which no app may name. */
  imports: Readonly<Record<string, string>>;
}

/** All modules that pages need besides the project's: the app's packages, the libraries of tests, and their runner. */
export interface TestLibraries extends PageLibraries {
  /** What a test may import. */
  allowed: ReadonlySet<string>;
  /** The file that exports `runTestFile`. */
  runnerFile: string;
}

/** Takes the libraries from the cache, else bundles them (about two seconds) and keeps them there. */
export async function loadTestLibraries(
  cacheDir: string,
  app: AppPackages,
): Promise<TestLibraries> {
  const folder = path.join(cacheDir, `test-libraries-${await inputsHash(app)}`);
  const files = (await readFolder(folder)) ?? (await makeFolder(folder, app));
  const own = Object.keys(ENTRIES);
  return {
    files,
    specifiers: new Map([
      ...Object.entries(app.imports),
      ...own.map((name): [string, string] => [name, `${outputName(name)}.js`]),
    ]),
    allowed: new Set([...app.specifiers, ...own]),
    runnerFile: RUNNER_FILE,
  };
}

async function makeFolder(
  folder: string,
  app: AppPackages,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const [own, others] = await Promise.all([bundleLibraries(app), minify(app.files)]);
  const files = new Map([...others, ...own]);
  await writeFolder(folder, files);
  return files;
}

/** Every test page loads these anew, so their size is time. */
async function minify(files: ReadonlyMap<string, Uint8Array>): Promise<[string, Uint8Array][]> {
  return Promise.all(
    [...files].map(async ([name, bytes]): Promise<[string, Uint8Array]> => {
      const { code } = await transform(bytes, {
        minify: true,
        format: 'esm',
        legalComments: 'none',
      });
      return [name, Buffer.from(code)];
    }),
  );
}

async function bundleLibraries(app: AppPackages): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: [
      ...Object.entries(ENTRIES).map(([name, source]) => ({ in: source, out: outputName(name) })),
      { in: RUNNER, out: path.basename(RUNNER_FILE, '.js') },
    ],
    plugins: [outsideOfPage(new Set(app.specifiers))],
    bundle: true,
    write: false,
    format: 'esm',
    splitting: true,
    chunkNames: 'test-[hash]',
    outdir: '/out',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"test"', 'process.env': '{}', global: 'globalThis' },
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles.map((file) => [path.basename(file.path), file.contents]);
}

/**
 * The app's packages stay outside: tests and app share one React. React's old place of `act` is answered without the
 * rest of it, and Node's own modules, which libraries try and do without, are answered with an error.
 */
function outsideOfPage(appSpecifiers: ReadonlySet<string>): Plugin {
  const made: Readonly<Record<string, string>> = {
    act: "export { act } from 'react';",
    builtin: "throw new Error('there is no such module in a page');",
  };
  return {
    name: 'outside-of-page',
    setup(plugin) {
      plugin.onResolve({ filter: /^[\w@]/ }, ({ path: specifier, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (specifier === 'vitest') return { path: ENTRIES.vitest ?? '' };
        if (specifier === 'react-dom/test-utils') return { path: 'act', namespace: MADE };
        if (appSpecifiers.has(specifier)) return { path: specifier, external: true };
        return isBuiltin(specifier) ? { path: 'builtin', namespace: MADE } : undefined;
      });
      plugin.onLoad({ filter: /.*/, namespace: MADE }, ({ path: name }) => ({
        contents: made[name] ?? '',
      }));
    },
  };
}

async function inputsHash(app: AppPackages): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([app.hash, ENTRIES]));
  for (const name of VERSIONED) {
    hash.update(await readFile(path.join(PACKAGE_ROOT, 'node_modules', name, 'package.json')));
  }
  const ownFiles = [
    ...(await readdir(OWN_MODULES)).sort().map((name) => path.join(OWN_MODULES, name)),
  ];
  for (const file of [...ownFiles, fileURLToPath(import.meta.url)])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 20);
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  try {
    const names = await readdir(folder);
    const files = names.map(
      async (name) => [name, await readFile(path.join(folder, name))] as const,
    );
    return new Map(await Promise.all(files));
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: two processes may do so at once, and a killed one leaves no half of it. */
async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const partial = `${folder}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(partial, { recursive: true });
    for (const [name, bytes] of files) await writeFile(path.join(partial, name), bytes);
    await rename(partial, folder);
  } catch {
    // A cache that cannot be written, or that another process wrote first, is no fault: the files are in memory.
    await rm(partial, { recursive: true, force: true });
  }
}

function outputName(specifier: string): string {
  return `test-${specifier.replace('@', '').replaceAll('/', '-')}`;
}
