import type { Database, Transaction } from '../db/client.ts';
import { lockUntilEnd } from '../db/locks.ts';
import { inLane, type Lanes } from './lanes.ts';

export interface TurnDeps {
  db: Database | Transaction;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
}

/**
 * Does work in a transaction that holds a lock, one after the other: what each decides on stays so until it ends. Who
 * waits does so in a lane, without a connection.
 */
export function inTurn<T>(
  { db, lanes }: TurnDeps,
  lock: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inLane(lanes, lock, () =>
    db.transaction(async (tx) => {
      await lockUntilEnd(tx, lock);
      return work(tx);
    }),
  );
}
