import type { DataExport } from '@promptly/common';

import { signedUrl } from '../../http/signed-url.ts';
import type { DataExportView } from '../../services/data-exports/data-exports-service.ts';
import { presentExportStatus } from '../exports/exports.presenter.ts';

/** `apiOrigin` is where the caller reaches the API: the download's address is built on it. */
export function presentDataExport(
  { row, download }: DataExportView,
  apiOrigin: string,
): DataExport {
  const { id, orgId, artifactSha256: sha256, artifactSize: size } = row;
  return {
    ...{ id, orgId, sha256, size, status: presentExportStatus(row) },
    downloadUrl: download && signedUrl(apiOrigin, `/api/v1/data-exports/${id}/download`, download),
    expiresAt: download?.expiresAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
