import type { DataExport } from '@promptly/common';

import type { DataExportView } from '../../services/data-exports/data-exports-service.ts';
import { presentExportStatus } from '../exports/exports.presenter.ts';

/** `apiOrigin` is where the caller reaches the API: the download's address is built on it. */
export function presentDataExport(
  { row, download }: DataExportView,
  apiOrigin: string,
): DataExport {
  const { id, orgId, artifactSha256: sha256, artifactSize: size } = row;
  const url = new URL(`/api/v1/data-exports/${id}/download`, apiOrigin);
  if (download) {
    url.searchParams.set('expires', download.expires);
    url.searchParams.set('signature', download.signature);
  }
  return {
    ...{ id, orgId, sha256, size, status: presentExportStatus(row) },
    downloadUrl: download && url.href,
    expiresAt: download?.expiresAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
