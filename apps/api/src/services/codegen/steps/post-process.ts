import { eq } from 'drizzle-orm';
import { z } from 'zod';

import type { FileTree } from '@promptly/common';

import { codegenJobs } from '../../../db/schema/index.ts';
import { candidateRevisionId } from '../../revisions/candidate-id.ts';
import { findMergeBase } from '../merge-base.ts';
import type { Conflict } from '../ports.ts';
import { projectHead } from '../project-head.ts';
import { JobFailure, runStep, type Run } from '../run.ts';
import type { Generate } from './generate-files.ts';

const outputSchema = z.object({
  candidateRevisionId: z.string(),
  /** The head that the candidate was merged onto. */
  headRevisionId: z.string(),
  files: z.int().nonnegative(),
  conflicts: z.array(z.object({ path: z.string(), kind: z.string() })),
});
type Output = z.infer<typeof outputSchema>;

/** A stored tree that becomes the head if it passes the checks and the head still is where it was. */
export interface Candidate {
  revisionId: string;
  headRevisionId: string;
}

/**
 * Merges what was generated, from `sourceRevisionId` on, onto the head and stores it, so that it can be previewed.
 * Where people and the generator changed the same thing, the job ends and both sides are kept.
 */
export async function postProcess(
  run: Run,
  round: number,
  sourceRevisionId: string,
  generate: Generate,
): Promise<Candidate> {
  const step = { name: 'post_process', round } as const;
  const output = await runStep(run, step, outputSchema, async () => {
    const made = await makeCandidate(run, round, sourceRevisionId, generate);
    return {
      output: made,
      passed: made.conflicts.length === 0,
      events: [
        {
          type: 'candidate',
          data: {
            revisionId: made.candidateRevisionId,
            parentRevisionId: made.headRevisionId,
            files: made.files,
          },
          effectKey: `candidate:${round}`,
        },
      ],
      commit: async (tx) => {
        await tx
          .update(codegenJobs)
          .set({ candidateRevisionId: made.candidateRevisionId })
          .where(eq(codegenJobs.id, run.job.id));
      },
    };
  });
  if (output.conflicts.length > 0) throw mergeConflict(output.conflicts);
  return { revisionId: output.candidateRevisionId, headRevisionId: output.headRevisionId };
}

async function makeCandidate(
  run: Run,
  round: number,
  sourceRevisionId: string,
  generate: Generate,
): Promise<Output> {
  const { revisions, compiler } = run.deps;
  const { orgId, projectId } = run.job;
  const headId = await projectHead(run);
  const generated = await storeGenerated(run, round, headId, generate);
  const [origin, head] = await Promise.all([
    // Not of the head: what others added since the prompt was read is theirs to keep.
    findMergeBase(run.deps.db, projectId, sourceRevisionId),
    revisions.find(run.deps.db, projectId, headId),
  ]);
  if (origin.jobId !== null && generated.manifestSha === origin.manifestSha) throw nothingChanged();
  const isUntouched = origin.manifestSha === head.manifestSha;
  if (isUntouched && generated.parentId === headId) return asOutput(generated);

  const load = (revisionId: string) => revisions.loadTree(orgId, revisionId);
  const [base, ours, theirs] = await Promise.all([
    load(origin.revisionId),
    load(headId),
    load(generated.id),
  ]);
  const merged = await compiler.merge({ base, ours, theirs }, run.signal);
  if ('conflicts' in merged) return { ...asOutput(generated), conflicts: [...merged.conflicts] };
  return asOutput(await store(run, round + 1, headId, merged.tree));
}

/** What was generated is the job's candidate number 0; merged trees are those from 1 on. */
async function storeGenerated(run: Run, round: number, headId: string, generate: Generate) {
  const { deps, job } = run;
  if (round === 0) return store(run, 0, headId, await generate());
  return deps.revisions.find(deps.db, job.projectId, candidateRevisionId(job.id, 0));
}

async function store(run: Run, number: number, parentRevisionId: string, tree: FileTree) {
  const { job, deps } = run;
  run.signal.throwIfAborted();
  const { revisionId } = await deps.revisions.storeCandidate({
    orgId: job.orgId,
    projectId: job.projectId,
    jobId: job.id,
    round: number,
    tree,
    parentRevisionId,
    message: summaryOf(job.promptText),
    authorUserId: job.createdBy,
  });
  // Read back: a worker that was here before may have stored it, onto the head of its time.
  return deps.revisions.find(deps.db, job.projectId, revisionId);
}

function asOutput(row: { id: string; parentId: string | null; fileCount: number }): Output {
  return {
    candidateRevisionId: row.id,
    headRevisionId: row.parentId ?? '',
    files: row.fileCount,
    conflicts: [],
  };
}

const SUMMARY_MAX_CHARS = 120;

function summaryOf(promptText: string): string {
  const line = promptText.trim().split('\n', 1)[0] ?? '';
  return line.length <= SUMMARY_MAX_CHARS ? line : `${line.slice(0, SUMMARY_MAX_CHARS - 1)}…`;
}

/** The app that stands was made by a prompt, and this one makes the same of it. */
function nothingChanged(): JobFailure {
  return new JobFailure({
    code: 'nothing_changed',
    message: 'The prompt changes nothing: the app has what it asks for, or it was not understood.',
    details: {},
  });
}

function mergeConflict(conflicts: readonly Conflict[]): JobFailure {
  const count = conflicts.length === 1 ? 'one file' : `${conflicts.length} files`;
  return new JobFailure({
    code: 'merge_conflict',
    message: `Your changes and the generated ones do not go together in ${count}.`,
    details: { paths: conflicts.map(({ path }) => path), conflicts },
  });
}
