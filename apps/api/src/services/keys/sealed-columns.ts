import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type { Queryable } from '../../db/client.ts';
import {
  envs,
  envSecrets,
  erasures,
  idempotencyRecords,
  linkedAccounts,
  mails,
  projects,
  signingKeys,
  webhooks,
} from '../../db/schema/index.ts';
import { envSecretContext } from '../envs/env-secrets.ts';
import { erasureContext } from '../erasures/schedule.ts';
import { keptAnswerContext } from '../idempotency.ts';
import { linkedTokensContext } from '../identity/linked-account-rows.ts';
import { mailContext } from '../mail/mail-outbox.ts';
import { webhookSecretContext } from '../webhooks/secrets.ts';
import { signingKeyContext } from './signing-keys.ts';

/** A wrapped secret, and what it is bound to. */
export interface SealedText {
  /** Of its row, by which the rows are ordered. */
  id: string;
  /** Null for what the instance owns. */
  orgId: string | null;
  wrapped: string;
  context: string;
}

/** A column that holds wrapped secrets. */
export interface SealedColumn {
  name: string;
  /** The rows that follow an id, `''` being before all. */
  read(db: Queryable, after: string, limit: number): Promise<SealedText[]>;
}

/** All of them; a new one adds its reader here. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    name: 'ps_signing_keys.private_key_wrapped',
    async read(db, after, limit) {
      const rows = await db
        .select({ id: signingKeys.id, wrapped: signingKeys.privateKeyWrapped })
        .from(signingKeys)
        .where(gt(signingKeys.id, after))
        .orderBy(asc(signingKeys.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, orgId: null, context: signingKeyContext(row.id) }));
    },
  },
  {
    name: 'ps_mails.body_wrapped',
    async read(db, after, limit) {
      const rows = await db
        .select({ id: mails.id, wrapped: sql<string>`${mails.bodyWrapped}` })
        .from(mails)
        .where(and(isNotNull(mails.bodyWrapped), gt(mails.id, after)))
        .orderBy(asc(mails.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, orgId: null, context: mailContext(row.id) }));
    },
  },
  {
    name: 'ps_linked_accounts.tokens_wrapped',
    async read(db, after, limit) {
      const { id, tokensWrapped } = linkedAccounts;
      const rows = await db
        .select({ id, wrapped: sql<string>`${tokensWrapped}` })
        .from(linkedAccounts)
        .where(and(isNotNull(tokensWrapped), gt(id, after)))
        .orderBy(asc(id))
        .limit(limit);
      return rows.map((row) => ({ ...row, orgId: null, context: linkedTokensContext(row.id) }));
    },
  },
  {
    name: 'ps_idempotency_records.response_body',
    async read(db, after, limit) {
      const { principal, route, key, responseBody } = idempotencyRecords;
      const id = sql<string>`jsonb_build_array(${principal}, ${route}, ${key})::text`;
      const rows = await db
        .select({ id, wrapped: sql<string>`${responseBody} #>> '{}'`, principal, route, key })
        .from(idempotencyRecords)
        // Only answers that hold a secret are kept as one text.
        .where(and(sql`jsonb_typeof(${responseBody}) = 'string'`, sql`${id} > ${after}`))
        .orderBy(id)
        .limit(limit);
      return rows.map((row) => ({ ...row, orgId: null, context: keptAnswerContext(row) }));
    },
  },
  {
    name: 'ps_erasures.subject_wrapped',
    async read(db, after, limit) {
      const rows = await db
        .select({ id: erasures.id, wrapped: sql<string>`${erasures.subjectWrapped}` })
        .from(erasures)
        .where(and(isNotNull(erasures.subjectWrapped), gt(erasures.id, after)))
        .orderBy(asc(erasures.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, orgId: null, context: erasureContext(row.id) }));
    },
  },
  {
    name: 'ps_env_secrets.value_wrapped',
    async read(db, after, limit) {
      const { envId, kind, name, valueWrapped } = envSecrets;
      const id = sql<string>`jsonb_build_array(${envId}, ${kind}, ${name})::text`;
      const rows = await db
        .select({ id, orgId: projects.orgId, wrapped: valueWrapped, envId, kind, name })
        .from(envSecrets)
        .innerJoin(envs, eq(envs.id, envId))
        .innerJoin(projects, eq(projects.id, envs.projectId))
        .where(sql`${id} > ${after}`)
        .orderBy(id)
        .limit(limit);
      return rows.map((row) => ({ ...row, context: envSecretContext(row) }));
    },
  },
  webhookColumn('ps_webhooks.secret', webhooks.secret),
  webhookColumn('ps_webhooks.previous_secret', webhooks.previousSecret),
];

function webhookColumn(name: string, column: PgColumn): SealedColumn {
  return {
    name,
    async read(db, after, limit) {
      const { id, orgId } = webhooks;
      const rows = await db
        .select({ id, orgId, wrapped: sql<string>`${column}` })
        .from(webhooks)
        .where(and(isNotNull(column), gt(id, after)))
        .orderBy(asc(id))
        .limit(limit);
      return rows.map((row) => ({ ...row, context: webhookSecretContext(row.id) }));
    },
  };
}
