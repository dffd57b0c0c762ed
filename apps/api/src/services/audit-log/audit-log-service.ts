import { and, desc, eq, gte, like, lt, type SQL } from 'drizzle-orm';

import type { AuditFilters, PageQuery } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { auditLogs, users } from '../../db/schema/index.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Cursors } from '../cursors.ts';
import { anchorChains, type Anchored } from './anchors.ts';

/** An entry with the address of whoever did it, where that account still is. */
export interface AuditView {
  row: typeof auditLogs.$inferSelect;
  userEmail: string | null;
}

export interface AuditLogService {
  /** Newest first. */
  list(
    actor: Actor,
    orgId: string,
    filters: AuditFilters,
    page: PageQuery,
  ): Promise<{ items: AuditView[]; nextCursor: string | null }>;
  /** The whole log, newest first, read as it is taken. Those who may not read it are refused at once. */
  readAll(actor: Actor, orgId: string, filters: AuditFilters): Promise<AsyncIterable<AuditView>>;
  /** Signs how far each chain has come, so that what is there can no longer be written anew. */
  anchor(): Promise<Anchored[]>;
}

export interface AuditLogDeps {
  db: Database;
  cursors: Cursors;
  anchorKey: Buffer;
}

const READ_AT_ONCE = 500;

export function createAuditLogService({ db, cursors, anchorKey }: AuditLogDeps): AuditLogService {
  return {
    async list(actor, orgId, filters, { limit, cursor }) {
      await authorizeOrg(db, actor, orgId, 'audit.read');
      const scope = `audit:${orgId}:${JSON.stringify(Object.entries(filters).sort())}`;
      const [before] = cursors.decode(scope, cursor) ?? [];
      const rows = await find(orgId, filters, before, limit + 1);
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: cursors.encode(scope, last ? [String(last.row.seq)] : null) };
    },

    async readAll(actor, orgId, filters) {
      await authorizeOrg(db, actor, orgId, 'audit.read');
      return allOf(orgId, filters);
    },

    anchor: () => anchorChains(db, anchorKey),
  };

  async function* allOf(orgId: string, filters: AuditFilters): AsyncGenerator<AuditView> {
    let before: string | undefined;
    for (;;) {
      const rows = await find(orgId, filters, before, READ_AT_ONCE);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < READ_AT_ONCE) return;
      before = String(last.row.seq);
    }
  }

  /** By number, which is the order in which they were committed: times are those of their beginning. */
  function find(
    orgId: string,
    filters: AuditFilters,
    before: string | undefined,
    limit: number,
  ): Promise<AuditView[]> {
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
