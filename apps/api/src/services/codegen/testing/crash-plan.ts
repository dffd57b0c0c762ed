import type { Pool, PoolClient } from 'pg';

/** Stands for the death of the process: nothing of it may happen afterwards. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/** Kills a process when one of its calls to the outside has taken effect, before it learns of that. */
export interface CrashPlan {
  /** How many calls were made. */
  readonly calls: number;
  call<T>(work: () => Promise<T>): Promise<T>;
  /** The pool as this process has it: its statements count as calls, and its transactions die with it. */
  wrapPool(pool: Pool): Pool;
}

/** Dies in the call with this number, counted from 1; never for `undefined`. */
export function createCrashPlan(dieIn?: number): CrashPlan {
  let calls = 0;
  let isDead = false;

  const assertAlive = () => {
    if (isDead) throw new SimulatedCrash(`died in call ${dieIn}`);
  };
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    assertAlive();
    calls += 1;
    const isLast = calls === dieIn;
    const result = await work();
    isDead ||= isLast;
    assertAlive();
    return result;
  };
  const queryOf = (target: Pool | PoolClient) => {
    const query = target.query.bind(target) as (...args: unknown[]) => Promise<unknown>;
    return (...args: unknown[]) => call(() => query(...args));
  };
  const wrapClient = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(target, property) {
        if (property === 'query') return queryOf(target);
        // The connection of a dead process is cut, which rolls its transaction back.
        if (property === 'release') return () => target.release(isDead);
        return Reflect.get(target, property) as unknown;
      },
    });
  const connectTo = async (pool: Pool): Promise<PoolClient> => {
    assertAlive();
    return wrapClient(await pool.connect());
  };

  return {
    get calls() {
      return calls;
    },
    call,
    wrapPool: (pool) =>
      new Proxy(pool, {
        get(target, property) {
          if (property === 'query') return queryOf(target);
          if (property === 'connect') return () => connectTo(target);
          return Reflect.get(target, property) as unknown;
        },
      }),
  };
}
