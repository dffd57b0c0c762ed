import { AppError, createCodegenBodySchema } from '@promptly/common';

import type { Actor } from '../actor.ts';
import { createJob, type CreateJobDeps } from './create-job.ts';
import { findJob } from './find-job.ts';

/** See `CodegenService.retry`; throws what `createJob` does, too. */
export async function retryJob(
  deps: CreateJobDeps,
  actor: Actor,
  jobId: string,
): Promise<{ jobId: string; etaSeconds: number }> {
  const { projectId, promptText, provider, finishedAt, optionsJson } = await findJob(
    deps.db,
    actor,
    jobId,
    'codegen.run',
  );
  if (!finishedAt) throw new AppError('conflict', 'The job has not ended: cancel it first.');
  const { framework, ...options } = optionsJson;
  const body = createCodegenBodySchema.parse({ promptText, model: provider, framework, options });
  return createJob(deps, actor, projectId, body);
}
