import { hash, verify } from '@node-rs/argon2';

/** OWASP's figures for argon2id, the library's default; a hash takes some tens of milliseconds and 19 MiB. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Works as long for an account without a password, or that does not exist, as for any other. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, OPTIONS),
    async verify(passwordHash, password) {
      decoy ??= hash('a password that nobody has', OPTIONS);
      const matches = await verify(passwordHash ?? (await decoy), password);
      return matches && passwordHash !== null;
    },
  };
}
