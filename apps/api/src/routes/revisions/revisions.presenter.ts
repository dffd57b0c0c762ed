import type { Revision } from '@promptly/common';

import type { ListedRevision } from '../../services/revisions/revisions-service.ts';

export function presentRevision({ revision, isHead, author }: ListedRevision): Revision {
  return {
    id: revision.id,
    projectId: revision.projectId,
    number: revision.seq,
    parentId: revision.parentId,
    kind: revision.kind,
    message: revision.message,
    applied: revision.appliedAt !== null,
    isHead,
    files: revision.fileCount,
    sizeBytes: revision.sizeBytes,
    verdict: revision.verdictJson,
    jobId: revision.jobId,
    author,
    createdAt: revision.createdAt.toISOString(),
  };
}
