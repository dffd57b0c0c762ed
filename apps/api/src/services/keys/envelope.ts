import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Wraps small secrets by the key-encryption key. */
export interface Envelope {
  /** Names the key without telling it. */
  readonly kekId: string;
  /** `context` says what the secret is and where it lies (table, column, row), so that no two can be swapped. */
  wrap(secret: string | Uint8Array, context: string): string;
  /** Throws an `EnvelopeError` for another key, another context or a changed text. */
  unwrap(wrapped: string, context: string): Buffer;
  /** A key of 32 bytes for one purpose, the same in every process that has this key-encryption key. */
  derive(purpose: string): Buffer;
}

export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; a wrapped text reads `v1.<key id>.<nonce>.<ciphertext and tag>` in base64url. */
export function createEnvelope(kek: Buffer): Envelope {
  if (kek.length !== KEY_BYTES) throw new EnvelopeError('The key-encryption key is not 32 bytes.');
  const kekId = createHash('sha256').update('kek-id').update(kek).digest('hex').slice(0, 8);
  return {
    kekId,
    wrap(secret, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', kek, nonce);
      cipher.setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
      return ['v1', kekId, nonce.toString('base64url'), text.toString('base64url')].join('.');
    },
    unwrap(wrapped, context) {
      const [version, id, nonce, text, ...rest] = wrapped.split('.');
      if (version !== 'v1' || !nonce || !text || rest.length > 0) {
        throw new EnvelopeError('This is not a wrapped secret.');
      }
      if (id !== kekId)
        throw new EnvelopeError(`The secret is wrapped by the key ${id}, not ${kekId}.`);
      return open(kek, Buffer.from(nonce, 'base64url'), Buffer.from(text, 'base64url'), context);
    },
    derive(purpose) {
      return Buffer.from(hkdfSync('sha256', kek, '', `promptly:${purpose}`, KEY_BYTES));
    },
  };
}

function open(kek: Buffer, nonce: Buffer, sealed: Buffer, context: string): Buffer {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) {
    throw new EnvelopeError('The wrapped secret is cut short.');
  }
  const decipher = createDecipheriv('aes-256-gcm', kek, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new EnvelopeError('The wrapped secret was changed, or belongs elsewhere.');
  }
}
