import { eq, getTableColumns } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  type CreateWebhookBody,
  type PageQuery,
  type UpdateWebhookBody,
} from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { webhooks } from '../../db/schema/index.ts';
import { OutboundError } from '../../integrations/outbound/outbound-error.ts';
import type { Outbound } from '../../integrations/outbound/outbound-fetch.ts';
import { authorizeOrg } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import type { Keyring } from '../keys/keyring.ts';
import { changePeople, type PeopleDeps } from '../orgs/change-people.ts';
import { cancelOpen } from './disable.ts';
import { findWebhook, lockWebhook } from './find-webhook.ts';
import { generateSecret, wrapSecret, type WebhookRow } from './secrets.ts';
import { HTTPS_ONLY, isUrlAllowed } from './send.ts';

/** The webhooks of organizations, for their admins who are signed in: one outlasts the key that would have made it. */
export interface WebhooksService {
  /** The secret is told here and at a rotation. Throws `limit_exceeded`, and `validation_failed` for the address. */
  create(actor: Actor, orgId: string, body: CreateWebhookBody): Promise<WithSecret>;
  /** Newest first. */
  list(actor: Actor, orgId: string, page: PageQuery): Promise<Page<WebhookRow>>;
  get(actor: Actor, orgId: string, webhookId: string): Promise<WebhookRow>;
  /** Switched off, it is told nothing: what waits is canceled. Throws `validation_failed` for the address. */
  update(
    actor: Actor,
    orgId: string,
    webhookId: string,
    body: UpdateWebhookBody,
  ): Promise<WebhookRow>;
  /** With all that is known of its deliveries. */
  remove(actor: Actor, orgId: string, webhookId: string): Promise<void>;
  /** A new secret; the one before it signs as well for a day, an older one no more. */
  rotateSecret(actor: Actor, orgId: string, webhookId: string): Promise<WithSecret>;
}

export interface WithSecret {
  row: WebhookRow;
  secret: string;
}

export interface WebhooksDeps extends PeopleDeps {
  cursors: Cursors;
  keyring: Keyring;
  outbound: Outbound;
}

const PREVIOUS_SECRET_LIFE_MS = 24 * 60 * 60_000;

export function createWebhooksService(deps: WebhooksDeps): WebhooksService {
  const { db, now, cursors, keyring, outbound } = deps;

  /** In one order with changes of people: whoever was removed meanwhile changes nothing. */
  const change = <T>(actor: Actor, orgId: string, work: (tx: Transaction) => Promise<T>) =>
    changePeople(deps, { actor, orgId, permission: 'webhook.manage' }, work);

  return {
    create: (actor, orgId, { url, events, description }) =>
      change(actor, orgId, async (tx) => {
        assertUrl(outbound, url);
        refuseTooMany(await tx.$count(webhooks, eq(webhooks.orgId, orgId)));
        const id = newId('webhook');
        const secret = generateSecret();
        const [row] = await tx
          .insert(webhooks)
          .values({
            ...{ id, orgId, url, events, description, createdAt: now() },
            secret: wrapSecret(await keyring.toWrap(tx, orgId), id, secret),
            createdBy: userIdOf(actor),
          })
          .returning();
        if (!row) throw new Error('the webhook was not stored');
        await recordAudit(tx, {
          ...{ actor, ...entry('webhook.created', row) },
          metadata: told(row),
        });
        return { row, secret };
      }),

    async list(actor, orgId, page) {
      await authorizeOrg(db, actor, orgId, 'webhook.manage');
      const where = eq(webhooks.orgId, orgId);
      const keyset = [webhooks.createdAt, webhooks.id];
      const list = { scope: 'webhooks', filters: { orgId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(webhooks), position }).from(webhooks),
      );
    },

    async get(actor, orgId, webhookId) {
      await authorizeOrg(db, actor, orgId, 'webhook.manage');
      return findWebhook(db, orgId, webhookId);
    },

    update: (actor, orgId, webhookId, body) =>
      change(actor, orgId, async (tx) => {
        const before = await lockWebhook(tx, orgId, webhookId);
        if (body.url !== undefined) assertUrl(outbound, body.url);
        const isSwitchedOn = body.active === true && !before.active;
        const [row] = await tx
          .update(webhooks)
          .set({ ...body, ...(isSwitchedOn && { disabledReason: null, disabledAt: null }) })
          .where(eq(webhooks.id, webhookId))
          .returning();
        if (!row) throw new Error('the webhook was not updated');
        if (!row.active) await cancelOpen(tx, webhookId);
        await recordAudit(tx, {
          ...{ actor, ...entry('webhook.updated', row) },
          metadata: { before: told(before), after: told(row) },
        });
        return row;
      }),

    remove: (actor, orgId, webhookId) =>
      change(actor, orgId, async (tx) => {
        const row = await lockWebhook(tx, orgId, webhookId);
        await tx.delete(webhooks).where(eq(webhooks.id, webhookId));
        await recordAudit(tx, {
          ...{ actor, ...entry('webhook.deleted', row) },
          metadata: told(row),
        });
      }),

    rotateSecret: (actor, orgId, webhookId) =>
      change(actor, orgId, async (tx) => {
        const before = await lockWebhook(tx, orgId, webhookId);
        const secret = generateSecret();
        const [row] = await tx
          .update(webhooks)
          .set({
            secret: wrapSecret(await keyring.toWrap(tx, orgId), webhookId, secret),
            previousSecret: before.secret,
            previousSecretExpiresAt: new Date(now().getTime() + PREVIOUS_SECRET_LIFE_MS),
          })
          .where(eq(webhooks.id, webhookId))
          .returning();
        if (!row) throw new Error('the secret was not stored');
        await recordAudit(tx, { actor, ...entry('webhook.secret_rotated', row) });
        return { row, secret };
      }),
  };
}

function assertUrl(outbound: Outbound, url: string): void {
  const message = faultOf(outbound, url);
  if (message === null) return;
  const issues = [{ in: 'body', path: 'url', message }];
  throw new AppError('validation_failed', `url: ${message}`, { issues });
}

/** What can be told of an address by itself; where its name leads is looked at in each delivery. */
function faultOf(outbound: Outbound, url: string): string | null {
  try {
    outbound.check(url);
  } catch (error) {
    if (error instanceof OutboundError) return error.message;
    throw error;
  }
  return isUrlAllowed(outbound, url) ? null : HTTPS_ONLY;
}

function refuseTooMany(actual: number): void {
  const max = LIMITS.webhooksPerOrgMax;
  if (actual < max) return;
  throw new AppError('limit_exceeded', `An organization has at most ${max} webhooks.`, {
    ...{ limit: 'webhooksPerOrgMax', max, actual },
  });
}

/** For the audit log. Of the address only the host: the rest of it may be a secret. */
function told({ url, events, active }: WebhookRow) {
  return { host: new URL(url).host, events, active };
}

function entry(action: string, { id, orgId }: WebhookRow) {
  return { action, orgId, entityType: 'webhook', entityId: id };
}
