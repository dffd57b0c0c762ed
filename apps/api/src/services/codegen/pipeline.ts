import { JobFailure, type Run } from './run.ts';
import { callModel } from './steps/call-model.ts';
import { generateFiles } from './steps/generate-files.ts';
import { normalizePrompt } from './steps/normalize-prompt.ts';
import { postProcess } from './steps/post-process.ts';
import { verify } from './steps/verify.ts';
import { writeFiles } from './steps/write-files.ts';

/** How often a job merges and verifies when people keep changing the project meanwhile. */
const MAX_ROUNDS = 3;

/** From the prompt to the project's new head. Ends the job `succeeded`, or throws what keeps it from that. */
export async function runPipeline(run: Run): Promise<void> {
  const { spec, sourceRevisionId } = await normalizePrompt(run);
  const plan = await callModel(run, spec);
  const generate = await generateFiles(run, spec, plan);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const candidate = await postProcess(run, round, sourceRevisionId, generate);
    await verify(run, round, candidate);
    const { moved } = await writeFiles(run, round, candidate);
    if (moved) return;
  }
  throw new JobFailure({
    code: 'head_moved',
    message: 'The project kept changing while the result was merged and checked.',
    details: { rounds: MAX_ROUNDS },
  });
}
