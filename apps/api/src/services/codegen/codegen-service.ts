import { and, eq } from 'drizzle-orm';

import {
  AppError,
  type CodegenJobFilters,
  type CreateCodegenBody,
  type JobEvent,
  type PageQuery,
} from '@promptly/common';

import type { Listener } from '../../db/listener.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import { credentialOf, findIdentity } from '../credentials.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import { tailEvents } from '../job-events/tail.ts';
import { cancelJob } from './cancel-job.ts';
import { createJob, type CreateJobDeps } from './create-job.ts';
import { findJob } from './find-job.ts';
import { viewJobs, type JobView } from './job-views.ts';
import { readLog } from './logs.ts';
import { retryJob } from './retry-job.ts';

export interface CodegenServiceDeps extends CreateJobDeps {
  listener: Listener;
  storage: ObjectStorage;
  cursors: Cursors;
  now: () => Date;
}

/** Jobs as people start, watch and stop them. A foreign project or job is `not_found`. */
export interface CodegenService {
  create(
    actor: Actor,
    projectId: string,
    body: CreateCodegenBody,
  ): Promise<{ jobId: string; etaSeconds: number }>;
  get(actor: Actor, jobId: string): Promise<JobView>;
  /** Newest first. */
  list(
    actor: Actor,
    projectId: string,
    query: PageQuery & CodegenJobFilters,
  ): Promise<Page<JobView>>;
  cancel(actor: Actor, jobId: string): Promise<JobView>;
  /** Starts a job with the same prompt, for the project as it is now. Throws `conflict` while the first one is open. */
  retry(actor: Actor, jobId: string): Promise<{ jobId: string; etaSeconds: number }>;
  /** The job's log, UTF-8 text. */
  readLog(actor: Actor, jobId: string): Promise<Uint8Array>;
  /** Checks the right to see the job; throws `unauthenticated` also where the session of an access token has ended. */
  openEvents(actor: Actor, jobId: string): Promise<OpenEvents>;
}

export interface OpenEvents {
  /**
   * Whether the actor still has that right, to be asked now and then for as long as the events are followed. Never
   * rejects: while the database is away it is true, as no event can be read then either.
   */
  mayFollow(): Promise<boolean>;
  /** Whether nothing will ever come behind number `after`. */
  isOver(after: number): boolean;
  /** Yields the events behind number `after` until `done`, or until the signal aborts. */
  follow(after: number, signal: AbortSignal): AsyncIterable<JobEvent[]>;
}

export function createCodegenService(deps: CodegenServiceDeps): CodegenService {
  const { db } = deps;
  const view = async (jobId: string) => {
    const [found] = await viewJobs(db, [jobId]);
    if (!found) throw new Error(`${jobId} was deleted meanwhile`);
    return found;
  };

  return {
    create: (actor, projectId, body) => createJob(deps, actor, projectId, body),

    async get(actor, jobId) {
      await findJob(db, actor, jobId, 'codegen.read');
      return view(jobId);
    },

    async list(actor, projectId, { status, provider, ...page }) {
      await authorizeProject(db, actor, projectId, 'project.read');
      const filters = { projectId, status, provider };
      const where = and(
        eq(codegenJobs.projectId, projectId),
        status && eq(codegenJobs.status, status === 'queued' ? 'pending' : status),
        provider === undefined ? undefined : eq(codegenJobs.provider, provider),
      );
      const keyset = [codegenJobs.createdAt, codegenJobs.id];
      const list = { scope: 'codegen-jobs', filters, page, where, keyset };
      const found = await listPage(deps.cursors, list, (position) =>
        db.select({ id: codegenJobs.id, position }).from(codegenJobs),
      );
      const ids = found.items.map(({ id }) => id);
      return { ...found, items: await viewJobs(db, ids) };
    },

    async cancel(actor, jobId) {
      await cancelJob(db, actor, jobId);
      return view(jobId);
    },

    retry: (actor, jobId) => retryJob(deps, actor, jobId),

    async readLog(actor, jobId) {
      return readLog(deps, await findJob(db, actor, jobId, 'codegen.read'));
    },

    async openEvents(actor, jobId) {
      const authorize = async () => {
        const identity = await findIdentity(db, credentialOf(actor), deps.now());
        if (!identity) throw new AppError('unauthenticated', 'This session has ended: sign in.');
        return findJob(db, identity, jobId, 'codegen.read');
      };
      const job = await authorize();
      return {
        mayFollow: () => authorize().then(() => true, isFault),
        isOver: (seen) => job.finishedAt !== null && seen >= job.lastEventSeq,
        follow: (seen, signal) => tailEvents(deps, { jobId, after: seen, signal }),
      };
    },
  };
}

/** Whether it says nothing of the right, such as a database that is away for a moment. */
function isFault(thrown: unknown): boolean {
  return !(thrown instanceof AppError) || thrown.status >= 500;
}
