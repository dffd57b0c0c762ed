import type { WebhookPayload } from '@promptly/common';

import type { webhookEvents } from '../../db/schema/index.ts';

export type EventRow = typeof webhookEvents.$inferSelect;

/** The body that is sent and signed: the same text for the same event. `studioUrl` is where receivers reach the API. */
export function bodyOf({ id, event, createdAt, data }: EventRow, studioUrl: string): string {
  const payload: WebhookPayload = {
    id,
    event,
    timestamp: Math.floor(createdAt.getTime() / 1000),
    data: { ...data, ...artifactOf(event, data, studioUrl) },
  };
  return JSON.stringify(payload);
}

function artifactOf(event: string, data: Record<string, unknown>, studioUrl: string) {
  const address = (path: string) => new URL(`/api/v1${path}`, studioUrl).href;
  if (event.startsWith('codegen.')) {
    const isMade = typeof data.revisionId === 'string';
    return { artifactUrl: isMade ? address(`/codegen/jobs/${String(data.jobId)}`) : null };
  }
  if (event.startsWith('export.')) {
    const isBuilt = typeof data.sha256 === 'string';
    return { artifactUrl: isBuilt ? address(`/exports/${String(data.exportId)}`) : null };
  }
  return {};
}
