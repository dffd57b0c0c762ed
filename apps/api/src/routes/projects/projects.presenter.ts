import type { Project } from '@promptly/common';

import type { ProjectRow } from '../../services/access.ts';

export function presentProject(project: ProjectRow): Project {
  if (project.headRevisionId === null) throw new Error(`Project ${project.id} has no revision.`);
  return {
    id: project.id,
    orgId: project.orgId,
    name: project.name,
    slug: project.slug,
    type: project.type,
    headRevisionId: project.headRevisionId,
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
    archivedAt: project.archivedAt?.toISOString() ?? null,
    deletedAt: project.deletedAt?.toISOString() ?? null,
    purgesAt: project.purgeAt?.toISOString() ?? null,
  };
}
