import type { AuditFilters, PageQuery } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { pageOfRows } from '../../db/keyset.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Cursors } from '../cursors.ts';
import { readPage, type Page } from '../list-page.ts';
import { anchorChains, type Anchored } from './anchors.ts';
import { findEntries, type AuditView } from './find-entries.ts';

export interface AuditLogService {
  /** Newest first. */
  list(
    actor: Actor,
    orgId: string,
    filters: AuditFilters,
    page: PageQuery,
  ): Promise<Page<AuditView>>;
  /** The whole log, newest first, read as it is taken. Those who may not read it are refused at once. */
  readAll(actor: Actor, orgId: string, filters: AuditFilters): Promise<AsyncIterable<AuditView>>;
  /** Signs how far each chain has come, so that what is there can no longer be written anew; see `anchorChains`. */
  anchor(): AsyncIterable<Anchored>;
}

export interface AuditLogDeps {
  db: Database;
  cursors: Cursors;
  anchorKey: Buffer;
}

const READ_AT_ONCE = 500;

export function createAuditLogService({ db, cursors, anchorKey }: AuditLogDeps): AuditLogService {
  return {
    async list(actor, orgId, filters, page) {
      await authorizeOrg(db, actor, orgId, 'audit.read');
      const list = { scope: 'audit', filters: { orgId, ...filters }, page };
      return readPage(cursors, list, async (after, limit) => {
        const [before] = after ?? [];
        const rows = await findEntries(db, orgId, filters, { before, limit: limit + 1 });
        return pageOfRows(rows, limit, ({ row }) => [String(row.seq)]);
      });
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
      const rows = await findEntries(db, orgId, filters, { before, limit: READ_AT_ONCE });
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < READ_AT_ONCE) return;
      before = String(last.row.seq);
    }
  }
}
