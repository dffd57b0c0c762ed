import { z } from 'zod';

import { findEarlierPrompts } from '../earlier-prompts.ts';
import { runStep, type Run } from '../run.ts';
import type { NewJobEvent } from '../../job-events/append.ts';
import type { Note } from '../ports.ts';

const outputSchema = z.object({ spec: z.record(z.string(), z.unknown()) });

/** Reads the prompt, after those that made the app which it goes on with: what is wished, as data. */
export async function normalizePrompt(run: Run): Promise<Record<string, unknown>> {
  const step = { name: 'normalize_prompt', round: 0 } as const;
  const { spec } = await runStep(run, step, outputSchema, async () => {
    const { deps, job } = run;
    const earlier = await findEarlierPrompts(deps.db, job.projectId, job.baseRevisionId);
    const read = await deps.compiler.readPrompts(
      [...earlier.map(({ promptText }) => promptText), job.promptText],
      earlier.reduceRight((later, { options }) => ({ ...options, ...later }), job.optionsJson),
      run.signal,
    );
    return { output: { spec: read.spec }, events: read.notes.map(noteEvent) };
  });
  return spec;
}

function noteEvent({ level, message }: Note, index: number): NewJobEvent {
  return { type: 'log', data: { level, message }, effectKey: `note:${index}` };
}
