import { randomBytes } from 'node:crypto';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { newId } from '@promptly/common';

import { decodeRefreshToken, encodeRefreshToken } from './refresh-token.ts';

const hmacKey = randomBytes(32);
const sessionId = newId('session');

test('a token says its session and counter, and is signed by that session alone', () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), (counter) => {
      const decoded = decodeRefreshToken(encodeRefreshToken({ sessionId, counter }, hmacKey));
      expect(decoded).toMatchObject({ sessionId, counter });
      expect(decoded?.isSignedBy(hmacKey)).toBe(true);
      expect(decoded?.isSignedBy(randomBytes(32))).toBe(false);
    }),
  );
});

test('a token with any bit turned is none, without asking for its session', () => {
  const bytes = Buffer.from(encodeRefreshToken({ sessionId, counter: 3 }, hmacKey), 'base64url');
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const turned = Buffer.from(bytes);
      turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(decodeRefreshToken(turned.toString('base64url'))).toBeNull();
    }),
  );
});

test('any other text is none', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(decodeRefreshToken(text)).toBeNull()));
});
