import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** A new token and what the database keeps of it. A fast hash is enough: the token is random, not chosen. */
export function generateInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(SECRET_BYTES).toString('base64url');
  return { token, tokenHash: hashInvitationToken(token) };
}

export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
