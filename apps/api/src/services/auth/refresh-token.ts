import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A refresh token is base64url(version ‖ session id ‖ counter ‖ MAC ‖ checksum). It is not stored: the
 * session's key proves that it is ours, and its counter tells the newest from an older one. The checksum
 * turns away what was mistyped or made up before the database is asked.
 */
export interface RefreshToken {
  sessionId: string;
  counter: number;
}

const VERSION = 1;
const ID_CHARS = 30;
const MAC_BYTES = 16;
const CHECKSUM_BYTES = 4;
const COUNTER_AT = 1 + ID_CHARS;
const MAC_AT = COUNTER_AT + 4;
const CHECKSUM_AT = MAC_AT + MAC_BYTES;
const TOKEN_BYTES = CHECKSUM_AT + CHECKSUM_BYTES;

export function encodeRefreshToken({ sessionId, counter }: RefreshToken, hmacKey: Buffer): string {
  const bytes = Buffer.alloc(TOKEN_BYTES);
  bytes.writeUInt8(VERSION, 0);
  bytes.write(sessionId, 1, 'ascii');
  bytes.writeUInt32BE(counter, COUNTER_AT);
  macOf(bytes, hmacKey).copy(bytes, MAC_AT);
  checksumOf(bytes).copy(bytes, CHECKSUM_AT);
  return bytes.toString('base64url');
}

/** What a token claims, with the proof still to be checked; null for what never was one of ours. */
export function decodeRefreshToken(
  token: string,
): (RefreshToken & { isSignedBy(hmacKey: Buffer): boolean }) | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== TOKEN_BYTES || bytes.readUInt8(0) !== VERSION) return null;
  if (!checksumOf(bytes).equals(bytes.subarray(CHECKSUM_AT))) return null;
  return {
    sessionId: bytes.toString('ascii', 1, COUNTER_AT),
    counter: bytes.readUInt32BE(COUNTER_AT),
    isSignedBy: (hmacKey) =>
      timingSafeEqual(macOf(bytes, hmacKey), bytes.subarray(MAC_AT, CHECKSUM_AT)),
  };
}

function macOf(bytes: Buffer, hmacKey: Buffer): Buffer {
  const mac = createHmac('sha256', hmacKey).update(bytes.subarray(0, MAC_AT)).digest();
  return mac.subarray(0, MAC_BYTES);
}

function checksumOf(bytes: Buffer): Buffer {
  const sum = createHash('sha256').update(bytes.subarray(0, CHECKSUM_AT)).digest();
  return sum.subarray(0, CHECKSUM_BYTES);
}
