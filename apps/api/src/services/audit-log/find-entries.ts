import { and, desc, eq, gte, like, lt, type SQL } from 'drizzle-orm';

import type { AuditFilters } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { auditLogs, users } from '../../db/schema/index.ts';

/** An entry with the address of whoever did it, where that account still is. */
export interface AuditView {
  row: typeof auditLogs.$inferSelect;
  userEmail: string | null;
}

/**
 * The entries before a number, the latest first. The numbers are in the order in which entries were committed;
 * their times are those at which their transactions began.
 */
export function findEntries(
  db: Queryable,
  orgId: string,
  filters: AuditFilters,
  { before, limit }: { before: string | undefined; limit: number },
) {
  return db
    .select({ row: auditLogs, userEmail: users.email })
    .from(auditLogs)
    .leftJoin(users, eq(users.id, auditLogs.userId))
    .where(
      and(
        eq(auditLogs.orgId, orgId),
        before === undefined ? undefined : lt(auditLogs.seq, Number(before)),
        ...conditionsOf(filters),
      ),
    )
    .orderBy(desc(auditLogs.seq))
    .limit(limit);
}

function conditionsOf(filters: AuditFilters): (SQL | undefined)[] {
  const { action, userId, entityType, entityId, from, to } = filters;
  return [
    action === undefined ? undefined : isAction(action),
    userId === undefined ? undefined : eq(auditLogs.userId, userId),
    entityType === undefined ? undefined : eq(auditLogs.entityType, entityType),
    entityId === undefined ? undefined : eq(auditLogs.entityId, entityId),
    from === undefined ? undefined : gte(auditLogs.createdAt, new Date(from)),
    to === undefined ? undefined : lt(auditLogs.createdAt, new Date(to)),
  ];
}

function isAction(action: string): SQL {
  if (action.includes('.')) return eq(auditLogs.action, action);
  // An underscore would stand for any character.
  return like(auditLogs.action, `${action.replaceAll('_', '\\_')}.%`);
}
