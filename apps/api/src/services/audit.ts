import { newId } from '@promptly/common';

import type { Queryable } from '../db/client.ts';
import { auditLogs } from '../db/schema/index.ts';
import type { Actor } from './actor.ts';

/** Where a request came from, for what happens before anybody is signed in. */
export interface RequestMeta {
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

export interface AuditEntry {
  /** Who did it; left out for what the system does, which may name the user it does it for. */
  actor?: Actor;
  userId?: string | null;
  /** Of a request without an actor. */
  meta?: RequestMeta;
  orgId: string | null;
  /** What was done, such as `revision.restored`. */
  action: string;
  entityType: string;
  entityId: string;
  metadata?: Record<string, unknown>;
}

/**
 * Writes an audit row into the transaction of what it tells about, as its last statement.
 *
 * The order of locks is that of `db/locks.ts`, in which this comes last: the row locks its chain until
 * the transaction ends. Whatever comes after it keeps all others waiting who write into the same chain, and another
 * lock after it can be one that they hold.
 */
export async function recordAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  const { actor } = entry;
  const origin = actor ?? entry.meta;
  await db.insert(auditLogs).values({
    id: newId('audit'),
    orgId: entry.orgId,
    userId: actor?.kind === 'user' ? actor.userId : (entry.userId ?? null),
    action: entry.action,
    entityType: entry.entityType,
    entityId: entry.entityId,
    metadataJson: {
      ...entry.metadata,
      ...(actor?.kind === 'api_key' && { apiKeyId: actor.apiKeyId }),
    },
    requestId: origin?.requestId,
    ip: origin?.ip,
  });
}
