import type { Export } from '@promptly/common';

import { signedUrl } from '../../http/signed-url.ts';
import type { ExportView } from '../../services/exports/exports-service.ts';
import type { ExportRow } from '../../services/exports/list-exports.ts';

const WIRE_STATUS = {
  pending: 'queued',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
  expired: 'expired',
} as const;

export function presentExportStatus({ status }: Pick<ExportRow, 'status'>): Export['status'] {
  return WIRE_STATUS[status];
}

/** `apiOrigin` is where the caller reaches the API: the download's address is built on it. */
export function presentExport({ row, download }: ExportView, apiOrigin: string): Export {
  return {
    id: row.id,
    projectId: row.projectId,
    revisionId: row.revisionId,
    format: row.format,
    status: presentExportStatus(row),
    downloadUrl: download && signedUrl(apiOrigin, `/api/v1/exports/${row.id}/download`, download),
    expiresAt: download?.expiresAt.toISOString() ?? null,
    sha256: row.artifactSha256,
    size: row.artifactSize,
    createdAt: row.createdAt.toISOString(),
  };
}
