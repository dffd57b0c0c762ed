import { hkdfSync } from 'node:crypto';

import { EnvelopeError, KEY_BYTES, open, seal } from './aes-gcm.ts';
import { kekIdOf } from './key-wrapper.ts';

/** Wraps small secrets of one owner by their data key. */
export interface Sealer {
  /** `context` says where the secret lies (table, column, row), so that no two can be swapped. */
  wrap(secret: string | Uint8Array, context: string): string;
  /** Throws an `EnvelopeError` for another owner, another context, an unknown key or a changed text. */
  unwrap(wrapped: string, context: string): Buffer;
}

/** That of the instance, for what belongs to no organization. */
export interface Envelope extends Sealer {
  /** A key of 32 bytes for one purpose, the same in every process and for as long as the database lives. */
  derive(purpose: string): Buffer;
}

export interface DataKey {
  /** `dek_…`, or the fingerprint of a key-encryption key which once wrapped secrets by itself. */
  id: string;
  bytes: Buffer;
}

/** From the oldest to the newest, which wraps. */
export type DataKeys = readonly [DataKey, ...DataKey[]];

/** What the instance owns is bound to this name, as the rest is to an organization's id. */
export const INSTANCE_OWNER = 'instance';

/** A wrapped text reads `v2.<data key's id>.<nonce>.<ciphertext and tag>`; the data key's row says what wraps that. */
export function createSealer(owner: string, keys: DataKeys): Sealer {
  const current = keys.at(-1) ?? keys[0];
  return {
    wrap: (secret, context) =>
      `v2.${current.id}.${seal(current.bytes, secret, boundTo(owner, context))}`,
    unwrap(wrapped, context) {
      const [version, keyId, nonce, text, ...rest] = wrapped.split('.');
      if (!keyId || !nonce || !text || rest.length > 0) throw notWrapped();
      if (version === 'v1') return unwrapFirst(keys, wrapped, context);
      if (version !== 'v2') throw notWrapped();
      return open(keyOf(keys, keyId), `${nonce}.${text}`, boundTo(owner, context));
    },
  };
}

export function createEnvelope(keys: DataKeys): Envelope {
  return {
    ...createSealer(INSTANCE_OWNER, keys),
    // By the first one: what was signed by what it derives outlasts later keys.
    derive: (purpose) =>
      Buffer.from(hkdfSync('sha256', keys[0].bytes, '', `promptly:${purpose}`, KEY_BYTES)),
  };
}

/** What the key-encryption key wrapped by itself, before there were data keys. */
function unwrapFirst(keys: DataKeys, wrapped: string, context: string): Buffer {
  const [, , nonce, text] = wrapped.split('.');
  return open(keyOf(keys, kekIdOf(wrapped)), `${nonce}.${text}`, context);
}

function keyOf(keys: DataKeys, id: string): Buffer {
  const key = keys.find((one) => one.id === id);
  if (key) return key.bytes;
  throw new EnvelopeError(`The secret is wrapped by the key ${id}, which is not its owner's.`);
}

function boundTo(owner: string, context: string): string {
  return JSON.stringify([owner, context]);
}

function notWrapped(): EnvelopeError {
  return new EnvelopeError('This is not a wrapped secret.');
}
