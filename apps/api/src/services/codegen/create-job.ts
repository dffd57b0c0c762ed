import { eq, sql } from 'drizzle-orm';

import { AppError, newId, type CreateCodegenBody } from '@promptly/common';

import type { OrgDefaults } from '../../config.ts';
import type { Database } from '../../db/client.ts';
import { storableText } from '../../db/json.ts';
import { LOCKS } from '../../db/locks.ts';
import { apiKeys, codegenJobs } from '../../db/schema/index.ts';
import type { ProviderRegistry } from '../../integrations/llm/registry.ts';
import { addToOutbox } from '../../jobs/outbox.ts';
import { authorizeProject } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { appendEvents } from '../job-events/append.ts';
import { inLane, type Lanes } from '../lanes.ts';
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
  /** Jobs that one organization, and one person in all organizations, may have waiting or running. */
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
  const { orgId } = project;
  const personId = await personOf(deps.db, actor);
  const jobId = newId('codegenJob');
  const accept = () =>
    deps.db.transaction(async (tx) => {
      for (const open of openOf(orgId, personId, deps.maxOpenJobsPerOrg)) {
        await refuseTooManyOpen(tx, open);
      }
      const held = await deps.quotas.admit(tx, { orgId, projectId }, SPENT_BY_JOBS);
      if (held) refuseArchived(held);
      const [job] = await tx
        .insert(codegenJobs)
        .values({
          id: jobId,
          projectId,
          orgId,
          kind: 'prompt',
          provider,
          status: 'pending',
          promptText: storableText(body.promptText),
          optionsJson: { ...body.options, framework: body.framework },
          baseRevisionId: project.headRevisionId ?? '',
          createdBy: userIdOf(actor),
          apiKeyId: actor.kind === 'api_key' ? actor.apiKeyId : null,
        })
        .returning();
      if (!job) throw new Error('the job was not stored');
      await appendEvents(tx, jobId, [
        { type: 'status', data: { status: 'queued' }, effectKey: 'status:queued' },
      ]);
      await addToOutbox(tx, 'codegen', jobId, { version: 1, jobId });
      await emitJobEvent(tx, 'codegen.queued', job);
      const etaSeconds = await estimateSeconds(tx, orgId, provider, deps.parallelJobs);
      await recordAudit(tx, {
        actor,
        orgId,
        action: 'codegen.created',
        entityType: 'codegen_job',
        entityId: jobId,
        metadata: { projectId, provider },
      });
      return { jobId, etaSeconds };
    });
  const inOrg = () => inLane(deps.lanes, `jobs:${orgId}`, accept);
  return personId === null ? inOrg() : inLane(deps.lanes, `jobs:${personId}`, inOrg);
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

/** Who asks, also by a key that they made; null where that account is gone. */
async function personOf(db: Database, actor: Actor): Promise<string | null> {
  if (actor.kind === 'user') return actor.userId;
  const [key] = await db
    .select({ createdBy: apiKeys.createdBy })
    .from(apiKeys)
    .where(eq(apiKeys.id, actor.apiKeyId));
  return key?.createdBy ?? null;
}

/**
 * By person, since anybody may make another organization, and by who asks instead of who owns: nobody uses up what
 * others may have open elsewhere by making them the owner of an organization that is full. A key asks for who made it.
 */
function openOf(orgId: string, personId: string | null, max: number): OpenWork[] {
  const similar = sql`org_id = ${orgId}`;
  const shared = { table: 'ps_codegen_jobs', similar, limit: 'openJobs', max } as const;
  const ofOrg: OpenWork = {
    ...{ ...shared, of: similar, lock: LOCKS.openJobs(orgId) },
    message: `At most ${max} jobs of an organization run or wait at once.`,
  };
  if (personId === null) return [ofOrg];
  const of = sql`(created_by = ${personId}
    or api_key_id in (select id from ps_api_keys where created_by = ${personId}))`;
  const ofPerson: OpenWork = {
    ...{ ...shared, of, lock: LOCKS.openJobs(personId) },
    message: `At most ${max} jobs that you ask for, in all organizations, run or wait at once.`,
  };
  return [ofPerson, ofOrg];
}
