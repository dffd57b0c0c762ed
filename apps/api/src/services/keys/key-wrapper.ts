import { EnvelopeError, fingerprintOf, KEY_BYTES, open, seal } from './aes-gcm.ts';

/**
 * The key-encryption key, wherever it is kept. It wraps data keys and nothing else, so that putting another one in
 * its place wraps those anew. A cloud's key management or a vault would be another implementation.
 */
export interface KeyWrapper {
  /** Of the key that wraps from now on. */
  readonly kekId: string;
  /** Whether it opens what the key of this id has wrapped. */
  knows(kekId: string): boolean;
  wrap(key: Uint8Array, context: string): Promise<string>;
  /** Throws an `EnvelopeError` for an unknown key, another context or a changed text. */
  unwrap(wrapped: string, context: string): Promise<Buffer>;
}

/** Those of the settings, 32 bytes each. */
export interface KeyEncryptionKeys {
  current: Buffer;
  /** The one that is being replaced: it only unwraps. */
  previous: Buffer | null;
}

/** AES-256-GCM in this process; a wrapped key reads `v1.<key-encryption key's id>.<nonce>.<ciphertext and tag>`. */
export function createLocalKeyWrapper({ current, previous }: KeyEncryptionKeys): KeyWrapper {
  const known = [current, ...(previous ? [previous] : [])];
  if (known.some(({ length }) => length !== KEY_BYTES)) {
    throw new EnvelopeError(`A key-encryption key is not ${KEY_BYTES} bytes.`);
  }
  const keys = new Map(known.map((key) => [fingerprintOf(key), key]));
  const kekId = fingerprintOf(current);
  return {
    kekId,
    knows: (id) => keys.has(id),
    wrap: (key, context) => Promise.resolve(`v1.${kekId}.${seal(current, key, context)}`),
    unwrap: (wrapped, context) =>
      new Promise((resolve) => resolve(unwrapByOneOf(keys, wrapped, context))),
  };
}

/** The key-encryption key that a text is wrapped by. Throws an `EnvelopeError` for another kind of text. */
export function kekIdOf(wrapped: string): string {
  return partsOf(wrapped).kekId;
}

function unwrapByOneOf(keys: Map<string, Buffer>, wrapped: string, context: string): Buffer {
  const { kekId, sealed } = partsOf(wrapped);
  const key = keys.get(kekId);
  if (key) return open(key, sealed, context);
  const known = [...keys.keys()].join(' and ');
  throw new EnvelopeError(`It is wrapped by the key ${kekId}, and the settings have ${known}.`);
}

function partsOf(wrapped: string): { kekId: string; sealed: string } {
  const [version, kekId, nonce, text, ...rest] = wrapped.split('.');
  if (version !== 'v1' || !kekId || !nonce || !text || rest.length > 0) {
    throw new EnvelopeError('This is not wrapped by a key-encryption key.');
  }
  return { kekId, sealed: `${nonce}.${text}` };
}
