import { eq, sql } from 'drizzle-orm';

import { encodeText, newId, treeFromTexts } from '@promptly/common';

import { createDatabase, type Database } from '../../../db/client.ts';
import { createListener, type Listener } from '../../../db/listener.ts';
import {
  codegenJobs,
  jobEvents,
  orgMembers,
  orgs,
  projects,
  users,
} from '../../../db/schema/index.ts';
import { createProviderRegistry } from '../../../integrations/llm/registry.ts';
import type { ObjectStorage } from '../../../integrations/storage/object-storage.ts';
import { createLogger } from '../../../observability/logger.ts';
import { createMetrics } from '../../../observability/metrics.ts';
import { createTestDatabase, createTestPool } from '../../../testing/test-postgres.ts';
import type { Actor } from '../../actor.ts';
import { createCursors } from '../../cursors.ts';
import { createQuotaRules } from '../../quotas/quota-rules.ts';
import { createRevisionsService } from '../../revisions/revisions-service.ts';
import { createBlobStore } from '../../trees/blob-store.ts';
import { putFile } from '../../trees/manifest-changes.ts';
import { createTreeStore } from '../../trees/tree-store.ts';
import { cancelJob } from '../cancel-job.ts';
import { createJob } from '../create-job.ts';
import { runCodegenJob, type RunJobDeps } from '../run-job.ts';
import { createCrashPlan, type CrashPlan } from './crash-plan.ts';
import { createMemoryStorage } from './memory-storage.ts';
import { toyCompiler, toyProvider, toyVerifier, unbuiltPreviews } from './toy-compiler.ts';

const MIB = 1024 * 1024;

/** An organization with a project on a real database, and workers to run its jobs. */
export interface CodegenWorld {
  url: string;
  db: Database;
  listener: Listener;
  storage: ObjectStorage;
  actor: Actor;
  orgId: string;
  /** Makes a project at the first files. */
  buildProject(): Promise<string>;
  /** Changes one file of the head by hand. */
  edit(projectId: string, path: string, text: string): Promise<void>;
  restore(projectId: string, revisionId: string): Promise<void>;
  /** Accepts a prompt, as the API does. */
  createJob(projectId: string, promptText: string): Promise<string>;
  cancel(jobId: string): Promise<void>;
  /** What a worker process has; it dies where the plan says. */
  workerDeps(plan?: CrashPlan, changes?: Partial<RunJobDeps>): RunJobDeps;
  /** Has a worker work on the job until it ends or dies. */
  work(jobId: string, deps?: RunJobDeps): Promise<void>;
  /** Lets the time pass after which a dead worker's job is free. */
  endLease(jobId: string): Promise<void>;
  jobRow(jobId: string): Promise<typeof codegenJobs.$inferSelect>;
  effectKeys(jobId: string): Promise<string[]>;
  headOf(projectId: string): Promise<string>;
  dispose(): Promise<void>;
}

export async function createCodegenWorld(): Promise<CodegenWorld> {
  const database = await createTestDatabase();
  const pool = createTestPool(database.url, { max: 20 });
  const db = createDatabase(pool);
  const listener = createListener({ connectionString: database.url, onError: () => undefined });
  const storage = createMemoryStorage();
  const providers = createProviderRegistry([toyProvider]);
  const { user, org } = await insertOrg(db);
  const actor: Actor = {
    kind: 'user',
    userId: user.id,
    sessionId: newId('session'),
    requestId: 'test-request',
    ip: null,
  };
  const revisionsOn = (onDb: Database, onStorage: ObjectStorage) => {
    const blobs = createBlobStore({ storage: onStorage, cacheMaxBytes: MIB });
    const cursors = createCursors(Buffer.alloc(32));
    const trees = createTreeStore({ blobs, manifestCacheMaxBytes: MIB });
    return { revisions: createRevisionsService({ db: onDb, blobs, trees, cursors }), blobs, trees };
  };
  const own = revisionsOn(db, storage);

  const world: CodegenWorld = {
    ...{ url: database.url, db, listener, storage, actor, orgId: org.id },

    async buildProject() {
      const id = newId('project');
      const first = treeFromTexts([['README.md', '# empty\n']]);
      const tree = await own.trees.storeTree(db, org.id, first);
      await db.transaction(async (tx) => {
        await tx
          .insert(projects)
          .values({ id, orgId: org.id, name: 'Toy', slug: id.toLowerCase(), type: 'prompt' });
        await own.revisions.createInitial(tx, {
          orgId: org.id,
          projectId: id,
          tree,
          authorUserId: user.id,
        });
      });
      return id;
    },

    async edit(projectId, path, text) {
      const blob = await own.blobs.put(db, org.id, encodeText(text));
      await own.revisions.edit(actor, projectId, () => ({
        kind: 'edit',
        message: `Save ${path}`,
        action: 'files.saved',
        change: (files) => putFile(files, path, blob, files.get(path)?.sha ?? null),
      }));
    },

    async restore(projectId, revisionId) {
      await own.revisions.restore(actor, projectId, revisionId);
    },

    async createJob(projectId, promptText) {
      const quotas = createQuotaRules({ now: () => new Date(), plans: { free: {} } });
      const orgDefaults = { settings: {}, flags: {} };
      const limits = { maxOpenJobsPerOrg: 1_000, parallelJobs: 2 };
      const deps = { db, providers, quotas, orgDefaults, ...limits };
      const body = { promptText, framework: 'react-tailwind' as const, options: {} };
      return (await createJob(deps, actor, projectId, body)).jobId;
    },

    cancel: (jobId) => cancelJob(db, actor, jobId),

    workerDeps(plan = createCrashPlan(), changes = {}) {
      const workerDb = createDatabase(plan.wrapPool(pool));
      const workerStorage: ObjectStorage = {
        ...storage,
        put: (key, body) => plan.call(() => storage.put(key, body)),
        getBytes: (key) => plan.call(() => storage.getBytes(key)),
      };
      return {
        db: workerDb,
        log: createLogger('silent'),
        metrics: createMetrics(null).jobs,
        listener,
        revisions: revisionsOn(workerDb, workerStorage).revisions,
        previews: unbuiltPreviews,
        compiler: toyCompiler,
        verifier: toyVerifier,
        chooseProvider: (model) => providers.choose(model),
        settings: { leaseMs: 60_000, renewMs: 20_000, maxClaims: 50, timeoutMs: 60_000 },
        ...changes,
      };
    },

    work: (jobId, deps = world.workerDeps()) =>
      runCodegenJob(deps, jobId, {
        owner: newId('event'),
        shutdown: new AbortController().signal,
      }),

    async endLease(jobId) {
      await db
        .update(codegenJobs)
        .set({ leaseUntil: sql`now() - interval '1 second'` })
        .where(eq(codegenJobs.id, jobId));
    },

    async jobRow(jobId) {
      const [row] = await db.select().from(codegenJobs).where(eq(codegenJobs.id, jobId));
      return row!;
    },

    async effectKeys(jobId) {
      const rows = await db
        .select({ seq: jobEvents.seq, key: jobEvents.effectKey })
        .from(jobEvents)
        .where(eq(jobEvents.jobId, jobId))
        .orderBy(jobEvents.seq);
      rows.forEach(({ seq }, i) => {
        if (seq !== i + 1) throw new Error(`the events of ${jobId} have a gap at ${i + 1}`);
      });
      return rows.map(({ key }) => key);
    },

    async headOf(projectId) {
      const [row] = await db.select().from(projects).where(eq(projects.id, projectId));
      return row!.headRevisionId!;
    },

    async dispose() {
      await listener.close();
      await pool.end();
      await database.drop();
    },
  };
  return world;
}

async function insertOrg(db: Database) {
  const user = { id: newId('user'), email: 'owner@example.com', name: 'Owner' };
  const org = { id: newId('org'), name: 'Toys', slug: 'toys', ownerUserId: user.id };
  await db.insert(users).values(user);
  await db.insert(orgs).values(org);
  await db.insert(orgMembers).values({ orgId: org.id, userId: user.id, role: 'owner' });
  return { user, org };
}
