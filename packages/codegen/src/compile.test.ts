import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { type FileTree, textAt } from '@promptly/common';
import { createUiRegistry } from '@promptly/ui/registry';

import { createBlockLibrary } from './blocks/index.ts';
import { compile, type Compiled } from './compile.ts';
import { formatTree } from './emit/format-tree.ts';
import { explain } from './explain.ts';
import { planApp } from './plan/app-plan.ts';
import { createRandom } from './random.ts';
import { readPrompt } from './read/read-prompt.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/corpus/prompts/dev.json');
const SAMPLE_SIZE = 3;
const TIMEOUT_MS = 120_000;

const sources = { library: createUiRegistry(), blocks: createBlockLibrary() };
const make = (promptText: string) => compile({ promptText, sources });

/** What is read and planned, without the files. */
function understand(promptText: string) {
  const { spec } = readPrompt(promptText);
  return { spec, requirements: explain(spec, planApp(spec)) };
}

describe('what a prompt is understood as', () => {
  test('a CRM keeps contacts, deals on a board, and notes, and says so', () => {
    const { spec, requirements } = understand(
      'CRM with contacts, deals pipeline and activity notes',
    );
    expect(spec.kind).toBe('crud');
    expect(spec.entities.map(({ id }) => id)).toEqual(['contact', 'deal', 'activityNote']);
    expect(spec.entities[1]?.view).toBe('board');
    expect(requirements.map(({ status }) => status)).toEqual(['met', 'met', 'met']);
  });

  test('nouns of actions name what is kept: article publishing makes articles', () => {
    const { spec } = understand(
      'Please implement a user center website. It should have basic management functions, including permission control, article publishing, and notification publishing.',
    );
    expect(spec.entities.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['permission', 'article', 'notification']),
    );
  });

  test('what a site is about is no wish that was not understood', () => {
    expect(understand('landing page for a coffee roastery in Kigali').requirements).toEqual([
      { text: 'a coffee roastery in Kigali', status: 'met', evidence: '/' },
    ]);
  });

  test('charts are claimed only where they are drawn', () => {
    const chart = (prompt: string) =>
      understand(prompt).requirements.find(({ text }) => text.includes('charts'))?.status;
    expect(chart('a dashboard of advertising campaigns. It should have line charts.')).toBe('met');
    expect(chart('a todo list. It should have line charts.')).toBe('unmet');
  });
});

test(
  'every file of an app is formatted as its own settings say',
  async () => {
    const { files } = await make('a todo list with due dates');
    expect(await formatTree(files)).toEqual(files);
  },
  TIMEOUT_MS,
);

interface Prompt {
  id: string;
  prompt: string;
}

const corpus = existsSync(CORPUS)
  ? (JSON.parse(readFileSync(CORPUS, 'utf8')) as { prompts: Prompt[] }).prompts
  : [];
const tried =
  process.env.TEST_EXTENDED === '1'
    ? corpus
    : createRandom('corpus').shuffle(corpus).slice(0, SAMPLE_SIZE);

if (tried.length === 0) {
  test.skip('prompts of the corpus (../shared/corpus/prompts/dev.json is missing)', () =>
    undefined);
} else {
  test.each(tried.map(({ id, prompt }) => [id, prompt]))(
    'prompt %s gives the same app twice, in the colours that it names',
    async (_id, prompt) => {
      const app = await make(prompt);
      expect(bytesOf((await make(prompt)).files)).toEqual(bytesOf(app.files));
      expect(missingColors(app)).toEqual([]);
    },
    TIMEOUT_MS,
  );
}

function bytesOf(files: FileTree): [string, string][] {
  return [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
}

function missingColors({ spec: { theme }, files }: Compiled): string[] {
  const styles = textAt(files, 'src/styles.css')?.toLowerCase() ?? '';
  const asked = theme.asked.map(({ role }) => theme[role] ?? `no ${role}`);
  return asked.filter((color) => !styles.includes(color));
}
