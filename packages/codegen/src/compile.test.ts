import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { type FileTree, textAt } from '@promptly/common';
import { createUiRegistry } from '@promptly/ui/registry';

import { createBlockLibrary } from './blocks/index.ts';
import { compile, type Compiled } from './compile.ts';
import { createRandom } from './random.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/corpus/prompts/dev.json');
const SAMPLE_SIZE = 6;
const TIMEOUT_MS = 60_000;

const sources = { library: createUiRegistry(), blocks: createBlockLibrary() };
const make = (promptText: string) => compile({ promptText, sources });

describe('what a prompt becomes', () => {
  test(
    'a CRM keeps contacts, deals on a board, and notes, and says so',
    async () => {
      const { spec, requirements } = await make(
        'CRM with contacts, deals pipeline and activity notes',
      );
      expect(spec.kind).toBe('crud');
      expect(spec.entities.map(({ id }) => id)).toEqual(['contact', 'deal', 'activityNote']);
      expect(spec.entities[1]?.view).toBe('board');
      expect(requirements.map(({ status }) => status)).toEqual(['met', 'met', 'met']);
    },
    TIMEOUT_MS,
  );

  test(
    'nouns of actions name what is kept: article publishing makes articles',
    async () => {
      const { spec } = await make(
        'Please implement a user center website. It should have basic management functions, including permission control, article publishing, and notification publishing.',
      );
      expect(spec.entities.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['permission', 'article', 'notification']),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'what a site is about is no wish that was not understood',
    async () => {
      const { requirements } = await make('landing page for a coffee roastery in Kigali');
      expect(requirements).toEqual([
        { text: 'a coffee roastery in Kigali', status: 'met', evidence: '/' },
      ]);
    },
    TIMEOUT_MS,
  );

  test(
    'a shape of chart that is not drawn is not claimed',
    async () => {
      const { spec, requirements } = await make(
        'a dashboard of support tickets with bar charts and a newsletter page',
      );
      expect(spec.kind).toBe('dashboard');
      expect(requirements.find(({ text }) => text.includes('newsletter'))?.status).not.toBe('met');
    },
    TIMEOUT_MS,
  );
});

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
