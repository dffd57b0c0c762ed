import { z } from 'zod';

import { findEarlierPrompts } from '../earlier-prompts.ts';
import { projectHead } from '../project-head.ts';
import { runStep, type Run } from '../run.ts';
import type { NewJobEvent } from '../../job-events/append.ts';
import type { Note } from '../ports.ts';

const outputSchema = z.object({
  spec: z.record(z.string(), z.unknown()),
  /** The revision with whose prompts this one was read. */
  sourceRevisionId: z.string(),
});

/**
 * Reads the prompt, after those that made the app which it goes on with: what is wished, as data. The app is the one
 * that stands when the job begins: jobs before it may have ended since the prompt was sent.
 */
export async function normalizePrompt(run: Run): Promise<z.infer<typeof outputSchema>> {
  const step = { name: 'normalize_prompt', round: 0 } as const;
  return runStep(run, step, outputSchema, async () => {
    const { deps, job } = run;
    const sourceRevisionId = await projectHead(run);
    const earlier = await findEarlierPrompts(deps.db, job.projectId, sourceRevisionId);
    const read = await deps.compiler.readPrompts(
      [...earlier.map(({ promptText }) => promptText), job.promptText],
      earlier.reduceRight((later, { options }) => ({ ...options, ...later }), job.optionsJson),
      run.signal,
    );
    return {
      output: { spec: read.spec, sourceRevisionId },
      events: read.notes.map(noteEvent),
    };
  });
}

function noteEvent({ level, message }: Note, index: number): NewJobEvent {
  return { type: 'log', data: { level, message }, effectKey: `note:${index}` };
}
