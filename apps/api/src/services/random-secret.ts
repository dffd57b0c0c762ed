import { createHash, randomBytes } from 'node:crypto';

/** What a bearer of it is let in by: `secret` is told once, `hash` is what the database keeps. */
export interface RandomSecret {
  secret: string;
  hash: string;
}

/** The secret is `prefix` and so many random bytes in base64url. */
export function generateSecret(bytes: number, prefix = ''): RandomSecret {
  const secret = prefix + randomBytes(bytes).toString('base64url');
  return { secret, hash: hashSecret(secret) };
}

/** SHA-256 in hex: a fast hash is enough for what is random, and not chosen by a person. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
