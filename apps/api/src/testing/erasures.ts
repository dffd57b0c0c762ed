import { getTableName, sql, type Table } from 'drizzle-orm';

import { createDatabase } from '../db/client.ts';
import * as schema from '../db/schema/index.ts';
import { erasures } from '../db/schema/index.ts';
import { ANCHOR_KEY } from '../services/audit-log/anchors.ts';
import { verifyChains } from '../services/audit-log/verify-chains.ts';
import {
  createCrashPlan,
  SimulatedCrash,
  type CrashPlan,
} from '../services/codegen/testing/crash-plan.ts';
import { runNextErasure } from '../services/erasures/run-erasure.ts';
import { scheduleErasure, type Subject } from '../services/erasures/schedule.ts';
import type { ErasureDeps } from '../services/erasures/step.ts';
import type { TestApp } from './test-app.ts';

const HOUR_MS = 60 * 60_000;

/** Erases whom a test says, also by workers that die, and finds what is left of them. */
export function createErasing(studio: TestApp) {
  /** What a worker has; it dies where the plan says. */
  function depsOf(plan: CrashPlan = createCrashPlan(), now = () => new Date()): ErasureDeps {
    const { pools, log, storage, envelope } = studio.container;
    return {
      ...{ now, log, envelope, anchorKey: envelope.derive(ANCHOR_KEY) },
      db: createDatabase(plan.wrapPool(pools.query)),
      storage: {
        put: (key, body) => plan.call(() => storage.put(key, body)),
        get: (key, range) => storage.get(key, range),
        getBytes: (key) => storage.getBytes(key),
        head: (key) => storage.head(key),
        delete: (key) => plan.call(() => storage.delete(key)),
        list: (prefix) => storage.list(prefix),
      },
    };
  }

  async function makeDue(subject: Subject): Promise<void> {
    const { db } = studio.container;
    const at = new Date(Date.now() - HOUR_MS);
    await db.transaction((tx) => scheduleErasure(tx, { subject, at, dueAt: at }));
  }

  /** Works until nothing is due; a dead worker's lease ends at once. */
  async function eraseAll(deps = depsOf()): Promise<void> {
    const { db } = studio.container;
    await db.update(erasures).set({ leaseUntil: null });
    while (await runNextErasure(deps));
  }

  /** Works until the call with this number, in which the process dies. */
  async function dieErasing(dieIn: number): Promise<void> {
    const dying = eraseAll(depsOf(createCrashPlan(dieIn)));
    await dying.catch((error: Error) => {
      const isDeath = [error, error.cause].some((one) => one instanceof SimulatedCrash);
      if (!isDeath) throw error;
    });
  }

  /** Tables and keys of the storage in which one of the texts still is. */
  async function tracesOf(...texts: string[]): Promise<string[]> {
    const { db, storage } = studio.container;
    const found: string[] = [];
    const pattern = texts
      .filter((text) => text !== '')
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|');
    for (const value of Object.values(schema)) {
      const name = getTableName(value as Table);
      const { rows } = await db.execute<{ text: string }>(
        sql`select distinct substring(t::text from ${pattern}) as text from ${sql.identifier(name)} t
        where t::text ~ ${pattern}`,
      );
      found.push(...rows.map(({ text }) => `${name}: ${text}`));
    }
    for await (const { key } of storage.list('')) {
      if (texts.some((text) => key.includes(text))) found.push(key);
    }
    return found;
  }

  const faults = async () => {
    const { db, envelope } = studio.container;
    return (await verifyChains(db, envelope.derive(ANCHOR_KEY))).faults;
  };

  return { depsOf, makeDue, eraseAll, dieErasing, tracesOf, faults };
}

export type Erasing = ReturnType<typeof createErasing>;
