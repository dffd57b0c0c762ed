import { and, eq, getTableColumns, isNull } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  type CreateApiKeyBody,
  type ListApiKeysQuery,
} from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { authorizeOrg } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { generateApiKey } from '../api-keys.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import { notFound } from '../not-found.ts';
import { changePeople, type PeopleDeps } from './change-people.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** The API keys of organizations, for their admins; no key manages keys. */
export interface OrgKeysService {
  /** The secret is told here only. Throws `limit_exceeded`, and `validation_failed` for a time that has passed. */
  create(actor: Actor, body: CreateApiKeyBody): Promise<{ row: ApiKeyRow; secret: string }>;
  /** Newest first, without the revoked ones. */
  list(actor: Actor, query: ListApiKeysQuery): Promise<Page<ApiKeyRow>>;
  /** Ends the key at once and for good. */
  revoke(actor: Actor, apiKeyId: string): Promise<void>;
}

export interface OrgKeysDeps extends PeopleDeps {
  cursors: Cursors;
}

export function createOrgKeysService(deps: OrgKeysDeps): OrgKeysService {
  const { db, now, cursors } = deps;
  return {
    create: (actor, body) =>
      // In one order with changes of people: whoever was removed meanwhile leaves no key behind.
      changePeople(
        deps,
        { actor, orgId: body.orgId, permission: 'apiKey.manage' },
        async (tx, { org }) => {
          const at = now();
          const expiresAt = futureOf(body.expiresAt, at);
          await refuseTooMany(tx, org.id);
          const { key, hashedKey, lastFour } = generateApiKey();
          const values = {
            ...{ id: newId('apiKey'), orgId: org.id, name: body.name, scopes: body.scopes },
            ...{ hashedKey, lastFour, createdAt: at, expiresAt },
            createdBy: userIdOf(actor),
          };
          await tx.insert(apiKeys).values(values);
          const row = { ...values, lastUsedAt: null, revokedAt: null };
          await recordAudit(tx, { actor, ...entry('api_key.created', row) });
          return { row, secret: key };
        },
      ),

    async list(actor, { orgId, ...page }) {
      await authorizeOrg(db, actor, orgId, 'apiKey.manage');
      const where = and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAt));
      const keyset = [apiKeys.createdAt, apiKeys.id];
      const list = { scope: 'api-keys', filters: { orgId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(apiKeys), position }).from(apiKeys),
      );
    },

    async revoke(actor, apiKeyId) {
      const isLiving = and(eq(apiKeys.id, apiKeyId), isNull(apiKeys.revokedAt));
      const [known] = await db.select().from(apiKeys).where(isLiving);
      if (!known) throw notFound('API key');
      // Those who may not are refused before they wait.
      await authorizeOrg(db, actor, known.orgId, 'apiKey.manage', 'API key');
      await db.transaction(async (tx) => {
        const [row] = await tx.select().from(apiKeys).where(isLiving).for('update');
        if (!row) throw notFound('API key');
        await authorizeOrg(tx, actor, row.orgId, 'apiKey.manage', 'API key');
        await tx.update(apiKeys).set({ revokedAt: now() }).where(eq(apiKeys.id, row.id));
        await recordAudit(tx, { actor, ...entry('api_key.revoked', row) });
      });
    },
  };
}

function futureOf(text: string | null | undefined, now: Date): Date | null {
  if (text === null || text === undefined) return null;
  const time = new Date(text);
  if (time > now) return time;
  const issues = [{ in: 'body', path: 'expiresAt', message: 'must be in the future' }];
  throw new AppError('validation_failed', 'expiresAt: must be in the future', { issues });
}

async function refuseTooMany(tx: Transaction, orgId: string): Promise<void> {
  const isLiving = and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAt));
  const actual = await tx.$count(apiKeys, isLiving);
  const max = LIMITS.apiKeysPerOrgMax;
  if (actual < max) return;
  throw new AppError('limit_exceeded', `An organization has at most ${max} API keys.`, {
    ...{ limit: 'apiKeysPerOrgMax', max, actual },
  });
}

function entry(action: string, { id, orgId, name, scopes, expiresAt }: ApiKeyRow) {
  const metadata = { name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
  return { action, orgId, entityType: 'api_key', entityId: id, metadata };
}
