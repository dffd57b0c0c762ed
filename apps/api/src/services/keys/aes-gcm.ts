import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret cannot be opened: another key, another place, or a changed text. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
}

/** AES-256-GCM under a fresh nonce: `<nonce>.<ciphertext and tag>` in base64url. */
export function seal(key: Uint8Array, secret: string | Uint8Array, aad: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad));
  const text = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return `${nonce.toString('base64url')}.${text.toString('base64url')}`;
}

/** Throws an `EnvelopeError`. */
export function open(key: Uint8Array, sealed: string, aad: string): Buffer {
  const [nonce, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (nonce?.length !== NONCE_BYTES || !text || text.length < TAG_BYTES) {
    throw new EnvelopeError('The wrapped secret is cut short.');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(text.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(text.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new EnvelopeError('The wrapped secret was changed, or belongs elsewhere.');
  }
}

/** Names a key without telling it. */
export function fingerprintOf(key: Uint8Array): string {
  return createHash('sha256').update('kek-id').update(key).digest('hex').slice(0, 8);
}
