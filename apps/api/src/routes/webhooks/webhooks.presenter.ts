import type {
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookWithSecret,
} from '@promptly/common';

import type { DeliveryRow } from '../../services/webhooks/claim.ts';
import type { AttemptRow, DeliveryView } from '../../services/webhooks/deliveries-service.ts';
import type { WebhookRow } from '../../services/webhooks/secrets.ts';
import type { WithSecret } from '../../services/webhooks/webhooks-service.ts';

export function presentWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    orgId: row.orgId,
    url: row.url,
    description: row.description,
    events: row.events,
    active: row.active,
    disabledReason: row.disabledReason,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    previousSecretExpiresAt: row.previousSecretExpiresAt?.toISOString() ?? null,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentWithSecret({ row, secret }: WithSecret): WebhookWithSecret {
  return { ...presentWebhook(row), secret };
}

export function presentDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    webhookId: row.webhookId,
    eventId: row.eventId,
    event: row.event,
    status: row.status === 'waiting' ? 'pending' : row.status,
    attemptCount: row.attemptCount,
    nextAttemptAt: row.status === 'pending' ? row.nextAttemptAt.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentDeliveryDetail(view: DeliveryView): WebhookDeliveryDetail {
  const { delivery, webhook, headers, body, attempts } = view;
  return {
    ...presentDelivery(delivery),
    request: { url: webhook.url, headers, body },
    attempts: attempts.map(presentAttempt),
  };
}

function presentAttempt(row: AttemptRow): WebhookAttempt {
  const { errorCode: code, errorMessage } = row;
  return {
    number: row.number,
    startedAt: row.startedAt.toISOString(),
    durationMs: row.durationMs,
    responseStatus: row.responseStatus,
    responseBody: row.responseBody,
    error: code === null ? null : { code, message: errorMessage ?? '' },
  };
}
