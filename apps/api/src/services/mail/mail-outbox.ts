import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database, Queryable } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { mails } from '../../db/schema/index.ts';
import type { Envelope } from '../keys/envelope.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

export interface WaitingMail extends Mail {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  attempts: number;
}

/** Mails on their way. Without a mail server they stay here, where only the operator's command reads them. */
export interface MailOutbox {
  /** Writes a mail into the caller's transaction. After `expiresAt` it is neither sent nor kept. */
  add(db: Queryable, mail: Mail, expiresAt: Date): Promise<void>;
  /** All that wait, the oldest first. */
  waiting(): Promise<WaitingMail[]>;
  /** Takes mails that are due in hand: another attempt follows by itself unless one of the next two is called. */
  claim(limit: number): Promise<WaitingMail[]>;
  markSent(mailId: string): Promise<void>;
  /** For what no further attempt would mend. */
  giveUp(mailId: string): Promise<void>;
  purge(): Promise<void>;
}

type MailRow = typeof mails.$inferSelect;

const MINUTE_MS = 60_000;
/** Until the next attempt, after the first, second, … one; as long after each further one. */
const RETRY_AFTER_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

export function createMailOutbox(db: Database, now: () => Date, envelope: Envelope): MailOutbox {
  return {
    async add(queryable, { to, subject, text }, expiresAt) {
      const [id, at] = [newId('mail'), now()];
      await queryable.insert(mails).values({
        ...{ id, toAddress: to, subject, createdAt: at, expiresAt, nextAttemptAt: at },
        bodyWrapped: envelope.wrap(text, mailContext(id)),
      });
      await queryable.execute(sql`select pg_notify(${CHANNELS.mails}, '')`);
    },

    async waiting() {
      const rows = await db.select().from(mails).where(isWaiting(now())).orderBy(asc(mails.id));
      return rows.map(opened);
    },

    async claim(limit) {
      const at = now();
      const due = db
        .select({ id: mails.id })
        .from(mails)
        .where(and(isWaiting(at), lte(mails.nextAttemptAt, at)))
        .orderBy(asc(mails.nextAttemptAt))
        .limit(limit)
        .for('update', { skipLocked: true });
      const rows = await db
        .update(mails)
        .set({ attempts: sql`${mails.attempts} + 1`, nextAttemptAt: nextAttempt(at) })
        .where(inArray(mails.id, due))
        .returning();
      return rows.map(opened);
    },

    async markSent(mailId) {
      await db.update(mails).set({ sentAt: now(), bodyWrapped: null }).where(eq(mails.id, mailId));
    },

    async giveUp(mailId) {
      await db
        .update(mails)
        .set({ expiresAt: now(), bodyWrapped: null })
        .where(eq(mails.id, mailId));
    },

    async purge() {
      await db.delete(mails).where(lte(mails.expiresAt, now()));
    },
  };

  function opened(row: MailRow): WaitingMail {
    const { id, toAddress: to, subject, createdAt, expiresAt, attempts } = row;
    const text = envelope.unwrap(row.bodyWrapped ?? '', mailContext(id)).toString();
    return { id, to, subject, text, createdAt, expiresAt, attempts };
  }
}

function isWaiting(at: Date): SQL | undefined {
  return and(isNull(mails.sentAt), isNotNull(mails.bodyWrapped), gt(mails.expiresAt, at));
}

function nextAttempt(at: Date): SQL {
  const delaysMs = sql.raw(`array[${RETRY_AFTER_MS.join(',')}]`);
  const attempt = sql`least(${mails.attempts} + 1, ${RETRY_AFTER_MS.length})`;
  return sql`${at.toISOString()}::timestamptz + (${delaysMs})[${attempt}] * interval '1 millisecond'`;
}

/** Where a mail's text lies, as it is bound to it. */
export function mailContext(mailId: string): string {
  return `ps_mails.body_wrapped:${mailId}`;
}
