import { hashSecret } from './random-secret.ts';

/** Remembers which credentials were accepted of late, by their hashes. Being remembered proves nothing by itself. */
export interface ProvenCredentials {
  has(token: string): boolean;
  add(token: string): void;
  delete(token: string): void;
}

/** The ones that were used longest ago are forgotten beyond this. */
export function createProvenCredentials(maxRemembered: number): ProvenCredentials {
  // A Set keeps the order of insertion.
  const hashes = new Set<string>();
  return {
    has: (token) => hashes.has(hashSecret(token)),
    add(token) {
      const hash = hashSecret(token);
      hashes.delete(hash);
      hashes.add(hash);
      const [oldest] = hashes;
      if (hashes.size > maxRemembered && oldest !== undefined) hashes.delete(oldest);
    },
    delete: (token) => void hashes.delete(hashSecret(token)),
  };
}
