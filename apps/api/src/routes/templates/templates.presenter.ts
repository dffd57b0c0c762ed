import type { Template, TemplateDetail } from '@promptly/common';

import type {
  AnyTemplate,
  TemplateWithFiles,
} from '../../services/library/templates/templates-service.ts';

export function presentTemplate(template: AnyTemplate): Template {
  const { id, name, description, tags } = template;
  const shared = { id, name, description, tags };
  if (!('orgId' in template)) {
    return {
      ...{ ...shared, orgId: null, visibility: 'global', snapshotId: null },
      ...{ createdBy: null, createdAt: null, updatedAt: null },
    };
  }
  const { orgId, snapshotId, createdBy, createdAt, updatedAt } = template;
  return {
    ...{ ...shared, orgId, visibility: 'organization', snapshotId, createdBy },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
  };
}

export function presentTemplateDetail(found: TemplateWithFiles): TemplateDetail {
  const files = Array.from(found.files, ([path, { sha, size }]) => ({ path, size, sha }));
  return { ...presentTemplate(found.template), sizeBytes: found.sizeBytes, files };
}
