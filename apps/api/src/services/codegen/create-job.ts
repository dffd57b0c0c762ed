import { eq, sql } from 'drizzle-orm';

import { AppError, newId, type CreateCodegenBody } from '@promptly/common';

import type { OrgDefaults } from '../../config.ts';
import type { Database } from '../../db/client.ts';
import { storableText } from '../../db/json.ts';
import { LOCKS } from '../../db/locks.ts';
import { codegenJobs, orgs } from '../../db/schema/index.ts';
import type { ProviderRegistry } from '../../integrations/llm/registry.ts';
import { addToOutbox } from '../../jobs/outbox.ts';
import { authorizeProject } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { appendEvents } from '../job-events/append.ts';
import type { Lanes } from '../lanes.ts';
import { notFound } from '../not-found.ts';
import { readSettings } from '../orgs/org-settings.ts';
import { refuseTooManyOpen, type OpenWork } from '../quotas/open-work.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { refuseArchived } from '../revisions/head.ts';
import { emitJobEvent } from './emit-job-event.ts';
import { estimateSeconds } from './estimate.ts';

export interface CreateJobDeps {
  db: Database;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
  providers: ProviderRegistry;
  quotas: Pick<QuotaRules, 'admit'>;
  orgDefaults: OrgDefaults;
  /** Jobs that one organization, and all of its owner together, may have waiting or running. */
  maxOpenJobsPerOrg: number;
  /** How many jobs all workers together run at once, for estimates. */
  parallelJobs: number;
}

const SPENT_BY_JOBS = ['jobs', 'tokens', 'costCents', 'storageBytes'] as const;

/**
 * Accepts a prompt: the job, its first event and its message for the queue, or nothing of it.
 * Throws `provider_unavailable`, `project_archived`, `rate_limited` while too many wait, or `quota_exceeded`.
 */
export async function createJob(
  deps: CreateJobDeps,
  actor: Actor,
  projectId: string,
  body: CreateCodegenBody,
): Promise<{ jobId: string; etaSeconds: number }> {
  const { project } = await authorizeProject(deps.db, actor, projectId, 'codegen.run');
  refuseArchived(project);
  const { settings } = await readSettings(deps.db, project.orgId, deps.orgDefaults);
  const provider = providerName(deps.providers, body.model ?? settings.defaultModel ?? undefined);
  const ownerUserId = await ownerOf(deps.db, project.orgId);
  const jobId = newId('codegenJob');
  const accept = () =>
    deps.db.transaction(async (tx) => {
      await refuseTooManyOpen(tx, openOf(ownerUserId, deps.maxOpenJobsPerOrg));
      const held = await deps.quotas.admit(tx, { orgId: project.orgId, projectId }, SPENT_BY_JOBS);
      if (held) refuseArchived(held);
      const [job] = await tx
        .insert(codegenJobs)
        .values({
          id: jobId,
          projectId,
          orgId: project.orgId,
          kind: 'prompt',
          provider,
          status: 'pending',
          promptText: storableText(body.promptText),
          optionsJson: { ...body.options, framework: body.framework },
          baseRevisionId: project.headRevisionId ?? '',
          createdBy: userIdOf(actor),
        })
        .returning();
      if (!job) throw new Error('the job was not stored');
      await appendEvents(tx, jobId, [
        { type: 'status', data: { status: 'queued' }, effectKey: 'status:queued' },
      ]);
      await addToOutbox(tx, 'codegen', jobId, { version: 1, jobId });
      await emitJobEvent(tx, 'codegen.queued', job);
      const etaSeconds = await estimateSeconds(tx, project.orgId, provider, deps.parallelJobs);
      await recordAudit(tx, {
        actor,
        orgId: project.orgId,
        action: 'codegen.created',
        entityType: 'codegen_job',
        entityId: jobId,
        metadata: { projectId, provider },
      });
      return { jobId, etaSeconds };
    });
  return deps.lanes ? deps.lanes.run(`jobs:${ownerUserId}`, accept) : accept();
}

function providerName(providers: ProviderRegistry, model: string | undefined): string {
  const choice = providers.choose(model);
  if (!choice) {
    throw new AppError('provider_unavailable', `There is no provider for the model "${model}".`, {
      model,
      available: providers.available(),
    });
  }
  return model ?? choice.provider.name;
}

async function ownerOf(db: Database, orgId: string): Promise<string> {
  const [org] = await db
    .select({ ownerUserId: orgs.ownerUserId })
    .from(orgs)
    .where(eq(orgs.id, orgId));
  if (!org) throw notFound('project');
  return org.ownerUserId;
}

/** By owner, since anybody may make another organization. */
function openOf(ownerUserId: string, max: number): OpenWork {
  const of = sql`org_id in (select id from ps_orgs where owner_user_id = ${ownerUserId})`;
  return {
    ...{ table: 'ps_codegen_jobs', of, lock: LOCKS.openJobs(ownerUserId), limit: 'openJobs', max },
    message: `At most ${max} jobs of an organization, and of all that its owner has, run or wait at once.`,
  };
}
