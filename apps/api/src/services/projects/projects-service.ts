import { and, eq, getTableColumns, isNotNull, isNull } from 'drizzle-orm';

import {
  AppError,
  newId,
  type CopyProjectBody,
  type CreateProjectBody,
  type FileTree,
  type ListProjectsQuery,
  type UpdateProjectBody,
} from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { codegenJobs, projects } from '../../db/schema/index.ts';
import { authorizeOrg, authorizeProject, type ProjectRow } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { cancelOpenJobs } from '../codegen/cancel-open-jobs.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import type { TemplatesService } from '../library/templates/templates-service.ts';
import { notFound } from '../not-found.ts';
import { headOf, refuseArchived } from '../revisions/head.ts';
import { findRevision } from '../revisions/revision-rows.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import { slugCandidates } from '../slugs.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { lockProject } from './lock-project.ts';
import { deleteProject, restoreProject, type DeletionDeps } from './project-deletion.ts';
import { purgeProjects, type OnPurgeFailure } from './purge-projects.ts';

export interface ProjectsService {
  /** With the starter, or with the files of a template, as its first revision; `not_found` for a foreign template. */
  create(actor: Actor, orgId: string, body: CreateProjectBody): Promise<ProjectRow>;
  /**
   * A new project of the same organization, with the files of a revision, by default the head. Throws `forbidden` to who
   * makes no projects.
   */
  copy(
    actor: Actor,
    source: { projectId: string; revisionId?: string },
    body: CopyProjectBody,
  ): Promise<ProjectRow>;
  /** Newest first; the deleted ones only, for who may restore them, where it is asked for these. */
  list(actor: Actor, orgId: string, query: ListProjectsQuery): Promise<Page<ProjectRow>>;
  get(actor: Actor, projectId: string): Promise<ProjectRow>;
  /**
   * Renames, archives or takes out of the archive; the slug stays, as links hold it. To archive ends the jobs of the
   * project. Throws `project_archived` for a new name of one that stays in the archive.
   */
  update(actor: Actor, projectId: string, body: UpdateProjectBody): Promise<ProjectRow>;
  /** Hides the project, and ends what works on it; until its time is over it can be restored. */
  remove(actor: Actor, projectId: string): Promise<void>;
  /** Takes a deletion back; see `restoreProject`. */
  restore(actor: Actor, projectId: string): Promise<ProjectRow>;
  /** Removes the deleted ones whose time is over; see `purgeProjects`. */
  purge(onFailure: OnPurgeFailure): Promise<number>;
}

export interface ProjectsDeps extends DeletionDeps {
  cursors: Cursors;
  revisions: Pick<RevisionsService, 'createInitial' | 'createCopy'>;
  /** The files that a project of this name begins with. */
  starter: (projectName: string) => Promise<FileTree>;
  templates: Pick<TemplatesService, 'treeFor'>;
  trees: Pick<TreeStore, 'storeTree' | 'storedTree'>;
}

const IN_ARCHIVE = {
  false: isNull(projects.archivedAt),
  true: isNotNull(projects.archivedAt),
  all: undefined,
};

export function createProjectsService(deps: ProjectsDeps): ProjectsService {
  const { db, now, cursors, trees } = deps;
  return {
    async create(actor, orgId, { name, type, templateId }) {
      const { org } = await authorizeOrg(db, actor, orgId, 'project.create');
      const tree = templateId
        ? await deps.templates.treeFor(org.id, templateId)
        : await trees.storeTree(db, org.id, await deps.starter(name));
      return db.transaction(async (tx) => {
        const project = await insertWithFreeSlug(tx, { orgId: org.id, name, type });
        const { revisionId } = await deps.revisions.createInitial(tx, {
          orgId: org.id,
          projectId: project.id,
          tree,
          authorUserId: userIdOf(actor),
        });
        const metadata = { name, ...(templateId && { templateId }) };
        await recordAudit(tx, { actor, ...entry('project.created', project), metadata });
        return { ...project, headRevisionId: revisionId };
      });
    },

    async copy(actor, source, { name }) {
      const { project } = await authorizeProject(db, actor, source.projectId, 'project.create');
      const { orgId, type } = project;
      const revisionId = source.revisionId ?? headOf(project);
      const revision = await findRevision(db, project.id, revisionId);
      const title = name ?? copyNameOf(project.name);
      const tree = await trees.storedTree(orgId, revision.manifestSha);
      return db.transaction(async (tx) => {
        const copy = await insertWithFreeSlug(tx, { orgId, type, name: title });
        const made = await deps.revisions.createCopy(tx, {
          projectId: copy.id,
          ...{ source: revision, tree },
          message: `Files of ${project.name}, revision ${revision.seq}`,
          authorUserId: userIdOf(actor),
        });
        const metadata = { name: title, from: { projectId: project.id, revisionId } };
        await recordAudit(tx, { actor, ...entry('project.created', copy), metadata });
        return { ...copy, headRevisionId: made.revisionId };
      });
    },

    async list(actor, orgId, { archived, deleted, ...page }) {
      const isDeleted = deleted === 'true';
      await authorizeOrg(db, actor, orgId, isDeleted ? 'project.delete' : 'project.read');
      const state = isDeleted
        ? isNotNull(projects.deletedAt)
        : and(isNull(projects.deletedAt), IN_ARCHIVE[archived]);
      const where = and(eq(projects.orgId, orgId), state);
      const keyset = [projects.createdAt, projects.id];
      const list = {
        scope: 'projects',
        filters: { orgId, archived, deleted },
        page,
        where,
        keyset,
      };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(projects), position }).from(projects),
      );
    },

    async get(actor, projectId) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      return project;
    },

    async update(actor, projectId, { name, archived }) {
      // Those who may not are refused before they wait.
      await authorizeProject(db, actor, projectId, 'project.update');
      return db.transaction(async (tx) => {
        // Held until the end: what is decided on is what the ones before it left.
        await lockProject(tx, projectId, 'no key update');
        const { project } = await authorizeProject(tx, actor, projectId, 'project.update');
        if (name !== undefined && archived !== false) refuseArchived(project);
        if (archived) await cancelOpenJobs(tx, eq(codegenJobs.projectId, projectId));
        const at = now();
        const archivedAt =
          archived === undefined ? undefined : archived ? (project.archivedAt ?? at) : null;
        const [updated] = await tx
          .update(projects)
          .set({ name, archivedAt, updatedAt: at })
          .where(eq(projects.id, projectId))
          .returning();
        if (!updated) throw notFound('project');
        const before = { name: project.name, archived: project.archivedAt !== null };
        const metadata = {
          before,
          after: { name: updated.name, archived: updated.archivedAt !== null },
        };
        await recordAudit(tx, { actor, ...entry('project.updated', updated), metadata });
        return updated;
      });
    },

    remove: (actor, projectId) => deleteProject(deps, actor, projectId),
    restore: (actor, projectId) => restoreProject(deps, actor, projectId),
    purge: (onFailure) => purgeProjects(db, now(), onFailure),
  };
}

/** A row without files yet, under a short name that no other project of the organization has. */
export async function insertWithFreeSlug(
  tx: Transaction,
  values: { orgId: string; name: string; type: ProjectRow['type'] },
): Promise<ProjectRow> {
  for (const slug of slugCandidates(values.name, 'project')) {
    const [project] = await tx
      .insert(projects)
      .values({ id: newId('project'), slug, ...values })
      .onConflictDoNothing({ target: [projects.orgId, projects.slug] })
      .returning();
    if (project) return project;
  }
  throw new AppError('slug_taken', 'No short name is free for this one: choose another name.');
}

const NAME_MAX_CHARS = 100;
const COPY = ' (copy)';

function copyNameOf(name: string): string {
  const room = NAME_MAX_CHARS - COPY.length;
  // Not half of a character.
  return name.slice(0, room).replace(/[\ud800-\udbff]$/, '') + COPY;
}

function entry(action: string, project: ProjectRow) {
  return { orgId: project.orgId, action, entityType: 'project', entityId: project.id };
}
