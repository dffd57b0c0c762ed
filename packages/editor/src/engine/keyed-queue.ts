/** Runs tasks one after another where they share a key, and at once where they do not. */
export interface KeyedQueue {
  run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T>;
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(keys, task) {
      const result = Promise.all(keys.map((key) => tails.get(key) ?? Promise.resolve())).then(task);
      const tail = result.catch(() => undefined);
      for (const key of keys) tails.set(key, tail);
      void tail.then(() => {
        for (const key of keys) if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
}
