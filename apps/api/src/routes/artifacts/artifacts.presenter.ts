import type { Artifact } from '@promptly/common';

import { signedUrl } from '../../http/signed-url.ts';
import type { ArtifactView } from '../../services/artifacts/artifacts-service.ts';

/** `previewOrigin` is where artifacts are delivered from, as the caller reaches it. */
export function presentArtifact({ row, link }: ArtifactView, previewOrigin: string): Artifact {
  const { id, sha256, name } = row;
  const path = `/cdn/${id}/${sha256}/${encodeURIComponent(name)}`;
  return {
    ...{ id, projectId: row.projectId, revisionId: row.revisionId, kind: row.kind, name },
    ...{ mediaType: row.mediaType, sha256, size: row.size, visibility: row.visibility },
    url: signedUrl(previewOrigin, path, link),
    urlExpiresAt: link?.expiresAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
