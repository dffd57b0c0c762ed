import type { Container } from '../../../container.ts';
import { DEFAULT_RUN_SETTINGS, runCodegenJob } from '../run-job.ts';
import { toyCompiler, toyProvider, toyVerifier } from './toy-compiler.ts';

/** Has a worker beside the app work on the job until it ends. */
export async function workAsToy(
  { db, log, listener, services }: Container,
  jobId: string,
): Promise<void> {
  const deps = {
    ...{ db, log, listener, metrics: services.metrics.jobs },
    revisions: services.revisions,
    previews: services.previews,
    compiler: toyCompiler,
    verifier: toyVerifier,
    chooseProvider: () => ({ provider: toyProvider, model: undefined }),
    settings: DEFAULT_RUN_SETTINGS,
  };
  await runCodegenJob(deps, jobId, { owner: 'toy', shutdown: new AbortController().signal });
}
