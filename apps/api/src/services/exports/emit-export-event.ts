import type { WebhookEvent } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import type { exportsTable } from '../../db/schema/index.ts';
import { emitEvent } from '../webhooks/emit.ts';

/** Tells webhooks what became of an export, whose row the caller holds or has just made. */
export async function emitExportEvent(
  tx: Transaction,
  event: Extract<WebhookEvent, `export.${string}`>,
  orgId: string,
  row: typeof exportsTable.$inferSelect,
): Promise<void> {
  const { id: exportId, projectId, revisionId, format } = row;
  await emitEvent(tx, {
    ...{ orgId, event, subject: exportId },
    data: () => ({
      ...{ exportId, projectId, revisionId, format },
      ...{ sha256: row.artifactSha256, size: row.artifactSize },
    }),
  });
}
