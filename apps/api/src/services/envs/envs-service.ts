import { and, eq, getTableColumns } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  roleAtLeast,
  type EnvName,
  type KeyProvider,
  type PageQuery,
  type Role,
  type UpdateEnvBody,
} from '@promptly/common';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { envs, envSecrets, projects } from '../../db/schema/index.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import type { Keyring } from '../keys/keyring.ts';
import { notFound } from '../not-found.ts';
import { openForChange } from '../projects/open-for-change.ts';
import {
  baseUrlsOf,
  changesOf,
  openProviderKey,
  readSecrets,
  writeSecrets,
  type EnvSecretRow,
  type ProviderKey,
} from './env-secrets.ts';

export type EnvRow = typeof envs.$inferSelect;

/** An environment with the names of what it holds. */
export interface EnvView {
  env: EnvRow;
  secrets: Omit<EnvSecretRow, 'envId' | 'valueWrapped'>[];
}

/** Environments of projects; what they hold can be set by admins, and read by the program alone. */
export interface EnvsService {
  /** Empty, at version 1. Throws `env_exists` and `project_archived`. */
  create(actor: Actor, projectId: string, name: EnvName): Promise<EnvView>;
  /** Newest first. */
  list(actor: Actor, projectId: string, page: PageQuery): Promise<Page<EnvView>>;
  get(actor: Actor, envId: string): Promise<EnvView>;
  /**
   * Sets and unsets what the body names, and leaves the rest. Throws `env_conflict` where the environment is not at
   * the version that the body was written for, `limit_exceeded` and `project_archived`.
   */
  update(actor: Actor, envId: string, body: UpdateEnvBody): Promise<EnvView>;
  /** With all that it holds. Throws `project_archived`. */
  remove(actor: Actor, envId: string): Promise<void>;
  /** For calls that the program makes for a project; null where the environment has no such key. Asks nobody's leave. */
  resolveProviderKey(
    projectId: string,
    envName: EnvName,
    provider: KeyProvider,
  ): Promise<ProviderKey | null>;
}

export interface EnvsDeps {
  db: Database | Transaction;
  now: () => Date;
  cursors: Cursors;
  keyring: Keyring;
}

export function createEnvsService({ db, now, cursors, keyring }: EnvsDeps): EnvsService {
  return {
    create: (actor, projectId, name) =>
      db.transaction(async (tx) => {
        const { project } = await openForChange(tx, actor, projectId, 'env.write');
        const at = now();
        const [env] = await tx
          .insert(envs)
          .values({ id: newId('env'), projectId, name, createdAt: at, updatedAt: at })
          .onConflictDoNothing({ target: [envs.projectId, envs.name] })
          .returning();
        if (!env) {
          throw new AppError('env_exists', `The project has the environment ${name} already.`);
        }
        await recordAudit(tx, { actor, ...entry('env.created', project, env) });
        return { env, secrets: [] };
      }),

    async list(actor, projectId, page) {
      const { role } = await authorizeProject(db, actor, projectId, 'env.read');
      const where = eq(envs.projectId, projectId);
      const keyset = [envs.createdAt, envs.id];
      const list = { scope: 'envs', filters: { projectId }, page, where, keyset };
      const found = await listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(envs), position }).from(envs),
      );
      return { ...found, items: await viewsOf(db, actor, role, found.items) };
    },

    async get(actor, envId) {
      const { env, role } = await findEnv(db, actor, envId, 'env.read');
      return viewOf(db, actor, role, env);
    },

    update: (actor, envId, body) =>
      db.transaction(async (tx) => {
        const { env, project, role } = await openEnv(tx, actor, envId);
        if (env.version !== body.version) throw changedMeanwhile(env);
        const changes = changesOf(body);
        const by = { updatedAt: now(), updatedBy: userIdOf(actor) };
        const sealer = await keyring.toWrap(tx, project.orgId);
        await writeSecrets(tx, sealer, { envId, ...by }, changes);
        await refuseTooMany(tx, envId);
        const [updated = env] = await tx
          .update(envs)
          .set({
            version: env.version + 1,
            configJson: { baseUrls: baseUrlsOf(env.configJson.baseUrls ?? {}, body) },
            updatedAt: by.updatedAt,
          })
          .where(eq(envs.id, envId))
          .returning();
        const view = await viewOf(tx, actor, role, updated);
        const namesOf = (isSet: boolean) =>
          changes
            .filter(({ text }) => (text !== null) === isSet)
            .map(({ kind, name }) => `${kind} ${name}`);
        const metadata = { set: namesOf(true), unset: namesOf(false), version: updated.version };
        await recordAudit(tx, { actor, ...entry('env.updated', project, env, metadata) });
        return view;
      }),

    remove: (actor, envId) =>
      db.transaction(async (tx) => {
        const { env, project } = await openEnv(tx, actor, envId);
        await tx.delete(envs).where(eq(envs.id, envId));
        await recordAudit(tx, { actor, ...entry('env.deleted', project, env) });
      }),

    async resolveProviderKey(projectId, envName, provider) {
      const [found] = await db
        .select({ row: envSecrets, orgId: projects.orgId })
        .from(envSecrets)
        .innerJoin(envs, eq(envs.id, envSecrets.envId))
        .innerJoin(projects, eq(projects.id, envs.projectId))
        .where(
          and(
            eq(envs.projectId, projectId),
            eq(envs.name, envName),
            eq(envSecrets.kind, 'provider'),
            eq(envSecrets.name, provider),
          ),
        );
      return found ? openProviderKey(await keyring.toUnwrap(db, found.orgId), found.row) : null;
    },
  };
}

/** Also for those who may not: what they are told is that there is none. */
async function findEnv(db: Queryable, actor: Actor, envId: string, permission: Permission) {
  const [env] = await db.select().from(envs).where(eq(envs.id, envId));
  if (!env) throw notFound('environment');
  const found = await authorizeProject(db, actor, env.projectId, permission, 'environment');
  return { env, ...found };
}

/** Locked until the transaction ends: changes come one after the other. */
async function openEnv(tx: Transaction, actor: Actor, envId: string) {
  const [known] = await tx.select().from(envs).where(eq(envs.id, envId));
  if (!known) throw notFound('environment');
  const opened = await openForChange(tx, actor, known.projectId, 'env.write', 'environment');
  const [env] = await tx.select().from(envs).where(eq(envs.id, envId)).for('update');
  if (!env) throw notFound('environment');
  return { env, ...opened };
}

async function refuseTooMany(tx: Transaction, envId: string): Promise<void> {
  const isVariable = and(eq(envSecrets.envId, envId), eq(envSecrets.kind, 'variable'));
  const actual = await tx.$count(envSecrets, isVariable);
  const max = LIMITS.envVariablesMax;
  if (actual <= max) return;
  throw new AppError('limit_exceeded', `An environment has at most ${max} variables.`, {
    ...{ limit: 'envVariablesMax', max, actual },
  });
}

async function viewOf(db: Queryable, actor: Actor, role: Role, env: EnvRow): Promise<EnvView> {
  const [view] = await viewsOf(db, actor, role, [env]);
  return view ?? { env, secrets: [] };
}

async function viewsOf(
  db: Queryable,
  actor: Actor,
  role: Role,
  rows: readonly EnvRow[],
): Promise<EnvView[]> {
  const found = await readSecrets(
    db,
    rows.map(({ id }) => id),
  );
  // Names are for all who work with them; ends of values only for those who could set them.
  const seesEnds =
    actor.kind === 'api_key' ? actor.scopes.includes('write') : roleAtLeast(role, 'admin');
  const shown = found.map((row) => (seesEnds ? row : { ...row, lastFour: null }));
  return rows.map((env) => ({ env, secrets: shown.filter(({ envId }) => envId === env.id) }));
}

function changedMeanwhile({ version }: EnvRow): AppError {
  return new AppError(
    'env_conflict',
    'The environment was changed meanwhile: read it, and send the change for its version.',
    { currentVersion: version },
  );
}

/** Names only: no value is written anywhere else than wrapped. */
function entry(action: string, project: ProjectRow, env: EnvRow, metadata = {}) {
  return {
    ...{ action, orgId: project.orgId, entityType: 'env', entityId: env.id },
    metadata: { projectId: project.id, name: env.name, ...metadata },
  };
}
