import { lt } from 'drizzle-orm';

import type { Container } from '../container.ts';
import { sessions } from '../db/schema/index.ts';
import { inRound } from '../observability/correlation.ts';
import { purgeTokens } from '../services/auth/email-tokens.ts';
import { purgeStates } from '../services/identity/oauth-flow.ts';
import { findOwnerless } from '../services/orgs/ownership.ts';
import { removeStaleFiles } from '../integrations/storage/stale-files.ts';
import type { Part } from './part.ts';

const EVERY_MS = 60 * 60_000;
const STALE_AFTER_MS = 60 * 60_000;
const MAX_TOLD = 20;

/**
 * Signs the audit log, and forgets what is past its time: answers kept for repetitions, invitations, sessions and links
 * that ran out, mails, deliveries of webhooks, archives, half-written files, deleted projects, unused content. Tells the operator of organizations without
 * an owner.
 */
export function housekeeping({ db, mails, now, log, services, temporaryDirs }: Container): Part {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  /** By itself: it may take its time, and the rest is to be done each hour. */
  let collecting: Promise<void> | undefined;

  /** Also into the log, which whoever can write into the database may not reach. */
  async function anchorAuditLog(): Promise<void> {
    for await (const anchored of services.auditLog.anchor()) {
      log.info(anchored, 'the audit log has come this far');
    }
  }

  async function clean(): Promise<void> {
    await doAll([
      () => services.idempotency.purge(),
      () => services.invitations.purge(),
      () => db.delete(sessions).where(lt(sessions.expiresAt, now())),
      () => purgeTokens(db, now()),
      () => purgeStates(db, now()),
      () => mails.purge(),
      ...temporaryDirs.map((folder) => () => removeStaleFiles(folder, STALE_AFTER_MS)),
      () => services.exports.expire(),
      () => services.dataExports.expire(),
      () => services.webhookDeliveries.tidy(),
      () => services.artifacts.expire(),
      tellOfOwnerless,
      () =>
        services.projects.purge((error, projectId) => {
          log.warn({ err: error, projectId }, 'a deleted project was not removed');
        }),
      anchorAuditLog,
    ]);
  }

  /** Nobody of them could say so. */
  async function tellOfOwnerless(): Promise<void> {
    const orgIds = await findOwnerless(db, MAX_TOLD);
    if (orgIds.length === 0) return;
    log.warn(
      { orgIds },
      'organizations without an owner: name one by npm run operator -- set-owner',
    );
  }

  function doAll(chores: readonly (() => Promise<unknown>)[]): Promise<void> {
    return inRound('housekeeping', async () => {
      for (const chore of chores) {
        // One that fails keeps none of the others.
        await chore().catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'));
      }
    });
  }

  return {
    name: 'housekeeping',
    start() {
      // What was written after the last stop, or by a program that was killed.
      running = doAll([anchorAuditLog]);
      timer = setInterval(() => {
        running = running.then(clean);
        collecting ??= doAll([() => services.collector.run()]).finally(() => {
          collecting = undefined;
        });
      }, EVERY_MS);
      return Promise.resolve();
    },
    async stop() {
      clearInterval(timer);
      await Promise.all([running, collecting]);
      await doAll([anchorAuditLog]);
    },
  };
}
