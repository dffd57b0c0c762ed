import fc from 'fast-check';

/** Choices that follow from a seed. */
export interface Random {
  pick<T>(values: readonly T[]): T;
  /** True for so many of 1. */
  chance(share: number): boolean;
  weighted<K extends string>(weights: Record<K, number>): K;
  sample(arbitrary: fc.Arbitrary<unknown>): unknown;
}

/** Numbers by the generator known as mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    chance: (share) => next() < share,
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const picked = entries.find(([, weight]) => (left -= weight) < 0);
      if (!picked) throw new Error('There is nothing to pick from.');
      return picked[0];
    },
    sample: (arbitrary) =>
      fc.sample(arbitrary, { seed: Math.floor(next() * 2 ** 31), numRuns: 1 })[0],
  };
}
