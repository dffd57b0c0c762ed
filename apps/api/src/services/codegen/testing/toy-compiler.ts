import { setTimeout as sleep } from 'node:timers/promises';

import {
  CHECK_NAMES,
  decodeText,
  encodeText,
  treeFromTexts,
  verdictOf,
  type CheckResult,
  type FileTree,
} from '@promptly/common';

import type { PlanProvider } from '../../../integrations/llm/provider.ts';
import { JobFailure } from '../run.ts';
import type { AppCompiler, AppVerifier } from '../ports.ts';

const ADDS = /^adds (\w+)$/;

/**
 * A compiler whose app is the last prompt's own words, small enough for thousands of runs; `adds <name>` leaves them
 * and adds a page.
 */
export const toyCompiler: AppCompiler = {
  readPrompts(prompts) {
    const promptText = prompts.findLast((prompt) => !ADDS.test(prompt));
    const pages = prompts.flatMap((prompt) => ADDS.exec(prompt)?.[1] ?? []);
    if (promptText !== 'unreadable') {
      return Promise.resolve({
        spec: { promptText, pages },
        notes: [{ level: 'info', message: 'read' }],
      });
    }
    const error = { code: 'prompt_unreadable' as const, message: 'No app is in it.', details: {} };
    return Promise.reject(new JobFailure(error));
  },
  emit: (plan) =>
    Promise.resolve(
      treeFromTexts([
        ['README.md', '# toy'],
        ['src/App.tsx', `export const prompt = ${JSON.stringify(plan.promptText)};`],
        ['src/main.tsx', 'render();'],
        ...pagesOf(plan).map((page): [string, string] => [`src/pages/${page}.tsx`, 'page();']),
      ]),
    ),
  format: (tree) =>
    Promise.resolve(
      new Map(Array.from(tree, ([path, bytes]) => [path, encodeText(`${decodeText(bytes)}\n`)])),
    ),
  explain: () => Promise.resolve([{ text: 'a toy', status: 'met', evidence: 'src/App.tsx' }]),
  merge: ({ base, ours, theirs }) => Promise.resolve(mergeWholeFiles(base, ours, theirs)),
};

function pagesOf({ pages }: Record<string, unknown>): string[] {
  return Array.isArray(pages) ? pages.map(String) : [];
}

/** A provider that plans what was read, with a little progress and usage. */
export const toyProvider: PlanProvider = {
  name: 'local',
  async *plan({ spec }, signal) {
    await sleep(0, undefined, { signal });
    yield { type: 'progress', done: 0.5 };
    yield { type: 'usage', usage: { inputTokens: 1, outputTokens: 2, costCents: 0.25 } };
    yield { type: 'plan', plan: spec };
  },
};

/** For toy verifiers, which look at no build. */
export const unbuiltPreviews = {
  build: () => Promise.reject(new Error('toy apps are not built')),
};

/** Checks that pass, unless the app's words ask for another end: `fails:<check>`, `skips:<check>`. */
export const toyVerifier: AppVerifier = {
  async verify({ tree, signal, onStarted, onResult }) {
    const app = decodeText(tree.get('src/App.tsx') ?? new Uint8Array());
    const checks: CheckResult[] = [];
    for (const name of CHECK_NAMES) {
      onStarted(name);
      await sleep(0, undefined, { signal });
      const status = app.includes(`fails:${name}`)
        ? 'failed'
        : app.includes(`skips:${name}`)
          ? 'skipped'
          : 'passed';
      const result = { name, status, durationMs: 1, findings: [] } as const satisfies CheckResult;
      onResult(result);
      checks.push(result);
    }
    return verdictOf(checks);
  },
};

function mergeWholeFiles(base: FileTree, ours: FileTree, theirs: FileTree) {
  const merged = new Map<string, Uint8Array>();
  const conflicts: { path: string; kind: string }[] = [];
  const same = (a?: Uint8Array, b?: Uint8Array) =>
    a === b || (!!a && !!b && decodeText(a) === decodeText(b));
  for (const path of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const [was, our, their] = [base.get(path), ours.get(path), theirs.get(path)];
    if (!same(was, our) && !same(was, their) && !same(our, their)) {
      conflicts.push({ path, kind: 'content' });
    }
    const kept = same(was, our) ? their : our;
    if (kept) merged.set(path, kept);
  }
  return conflicts.length > 0 ? { conflicts } : { tree: merged };
}
