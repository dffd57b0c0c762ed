import type { Artifact } from '@promptly/common';

import type { ArtifactView } from '../../services/artifacts/artifacts-service.ts';

/** `previewOrigin` is where artifacts are delivered from, as the caller reaches it. */
export function presentArtifact({ row, pass }: ArtifactView, previewOrigin: string): Artifact {
  const { orgId, sha256, name } = row;
  const url = new URL(`/cdn/${orgId}/${sha256}/${encodeURIComponent(name)}`, previewOrigin);
  if (pass) {
    url.searchParams.set('expires', pass.expires);
    url.searchParams.set('signature', pass.signature);
  }
  return {
    ...{ id: row.id, projectId: row.projectId, revisionId: row.revisionId, kind: row.kind, name },
    ...{ mediaType: row.mediaType, sha256, size: row.size, visibility: row.visibility },
    url: url.href,
    urlExpiresAt: pass?.expiresAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
