import type { Export } from '@promptly/common';

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
    downloadUrl: download && downloadUrl(apiOrigin, row.id, download),
    expiresAt: download?.expiresAt.toISOString() ?? null,
    sha256: row.artifactSha256,
    size: row.artifactSize,
    createdAt: row.createdAt.toISOString(),
  };
}

function downloadUrl(
  apiOrigin: string,
  exportId: string,
  { expires, signature }: { expires: string; signature: string },
): string {
  const url = new URL(`/api/v1/exports/${exportId}/download`, apiOrigin);
  url.searchParams.set('expires', expires);
  url.searchParams.set('signature', signature);
  return url.href;
}
