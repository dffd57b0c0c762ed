import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface CorpusPrompt {
  id: string;
  category: string | null;
  prompt: string;
}

const FILE = path.resolve(import.meta.dirname, '../../../shared/corpus/prompts/dev.json');
const SHORT_COUNT = 5;

/** The development prompts beside the repository, or undefined where they are missing. */
export function readCorpus(): CorpusPrompt[] | undefined {
  if (!existsSync(FILE)) return undefined;
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { prompts: CorpusPrompt[] }).prompts;
}

/** The first prompt of each category, and the first five short ones. */
export function sampleOf(prompts: readonly CorpusPrompt[]): CorpusPrompt[] {
  const short = prompts.filter((prompt) => prompt.category === 'short');
  const seen = new Set<string | null>(['short']);
  const firsts = prompts.filter(({ category }) => {
    if (seen.has(category)) return false;
    seen.add(category);
    return true;
  });
  return [...firsts, ...short.slice(0, SHORT_COUNT)];
}
